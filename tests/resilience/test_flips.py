"""The short form of the flip drill, in this process."""

from pathlib import Path

from tests.resilience.flips import read_while_flipped


def test_nothing_outside_is_read_while_files_are_swapped(tmp_path: Path) -> None:
    result = read_while_flipped(tmp_path, seconds=4.0, seed=1)
    assert result.leaks == []
    assert result.failures == []
    assert result.flips.total() > 100
    assert {"link out", "pipe", "folder", "folder linked out", "put back"} <= result.flips.keys()
