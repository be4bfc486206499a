"""The short form of the flip drill, in this process."""

from collections import Counter
from pathlib import Path

from tests.resilience.flip_tree import Swaps
from tests.resilience.flips import Result, read_while_flipped


def test_nothing_outside_is_read_while_files_are_swapped(tmp_path: Path) -> None:
    result = read_while_flipped(tmp_path, seconds=4.0, seed=1)
    assert result.leaks == []
    assert result.failures == []
    assert result.flips.total() > 100
    assert {"link out", "pipe", "folder", "folder linked out", "put back"} <= result.flips.keys()


def test_the_pace_is_reported_and_fails_only_far_below_what_was_asked_for() -> None:
    busy, idle = Result(), Result()
    busy.swapped(Swaps(Counter({"pipe": 100}), seconds=1.0), rate=250.0)
    idle.swapped(Swaps(Counter({"pipe": 40}), seconds=1.0), rate=250.0)
    assert busy.failures == []
    assert "pace         100 swaps a second, of 250 asked for" in busy.lines()
    assert idle.failures == ["40 swaps a second are too few to show anything"]
