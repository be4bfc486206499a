"""Growth is told, what goes up and down is not."""

import os
import subprocess
import sys

import pytest

from tests.resilience.resources import Sample, judge, sample

MEBIBYTE = 1 << 20


def seen(*resident: int, files: int = 10, threads: int = 10, life: int = 1) -> list[Sample]:
    """Samples of a process, one a minute, of so many MiB."""
    return [
        Sample(60.0 * n, life, each * MEBIBYTE, files, 5, threads)
        for n, each in enumerate(resident)
    ]


def test_memory_that_rises_with_every_reload() -> None:
    verdict = judge(seen(*range(100, 400, 10)))
    assert verdict is not None
    assert verdict.bytes_per_minute == pytest.approx(10 * MEBIBYTE)
    assert "resident memory" in verdict.faults[0]


@pytest.mark.parametrize(
    "resident",
    [[100] * 30, [100, 180] * 15, [20 * n for n in range(10)] + [200] * 30, [0, *[500] * 10]],
)
def test_memory_that_goes_up_and_down_or_rises_only_at_first(resident: list[int]) -> None:
    verdict = judge(seen(*resident))
    assert verdict is not None
    assert verdict.faults == ()


def test_only_the_last_life_is_judged() -> None:
    verdict = judge([*seen(*[900] * 20), *seen(*[100] * 40, life=2)])
    assert verdict is not None
    assert verdict.faults == ()
    assert verdict.first.life == 2


@pytest.mark.parametrize("name", ["files", "threads"])
def test_what_else_is_never_given_back(name: str) -> None:
    samples = [*seen(*[100] * 30), *seen(*[100] * 60, **{name: 100})[30:]]
    verdict = judge(samples)
    assert verdict is not None
    assert name in verdict.faults[0]


def test_a_process_that_was_seen_too_rarely_is_not_judged() -> None:
    assert judge([]) is None
    assert judge(seen(100, 100)) is None


def test_a_process_tells_of_itself() -> None:
    mine = sample(os.getpid(), 1.0, 1)
    assert mine.resident > MEBIBYTE
    assert mine.files > 0
    assert mine.threads > 0


def test_a_process_that_has_ended_but_is_not_waited_for_has_nothing_to_sample() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read()
        while True:
            try:
                sample(process.pid, 0.0, 0)
            except ProcessLookupError:
                break
        assert process.wait() == 0
