"""Processes are ended with all that they started, and what failed is told with what it said."""

import os
import sys
from pathlib import Path

import pytest

from tests.bench.client import wait_until
from tests.bench.memory import Peak, held, tree_of
from tests.bench.processes import MeasurementError, run, running

MEBIBYTE = 1 << 20
WAITS = "import sys; sys.stdin.close(); import signal; signal.pause()"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WAITS!r}])"


def python(program: str) -> list[str]:
    """How to run it."""
    return [sys.executable, "-c", program]


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not waited for does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_process_is_ended_with_those_that_it_started(tmp_path: Path) -> None:
    with running(python(STARTS_ANOTHER), tmp_path / "log") as process:
        wait_until(process, lambda: len(tree_of(process.pid)) == 2, 30)
        tree = tree_of(process.pid)
        assert held(process.pid) > MEBIBYTE
    assert process.exit_code is not None
    until = os.times().elapsed + 30
    while any(lives(pid) for pid in tree):
        assert os.times().elapsed < until


def test_a_process_is_ended_where_the_block_fails(tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="in the block"),
        running(python(WAITS), tmp_path / "log") as process,
    ):
        raise RuntimeError("in the block")
    assert not lives(process.pid)


def test_a_process_tells_what_it_took(tmp_path: Path) -> None:
    ended = run(python("bytearray(300_000_000)"), tmp_path / "log", 30)
    assert ended.peak > 300_000_000
    assert ended.seconds > 0


def test_a_process_that_fails(tmp_path: Path) -> None:
    with pytest.raises(MeasurementError, match=r"ended with 3; it said: no such page"):
        run(python("import sys; print('no such page'); sys.exit(3)"), tmp_path / "log", 30)


def test_a_process_that_does_not_end(tmp_path: Path) -> None:
    with pytest.raises(MeasurementError, match="did not end in 0 s"):
        run(python(WAITS), tmp_path / "log", 0.01)


def test_a_process_that_ends_before_it_is_ready(tmp_path: Path) -> None:
    with (
        running(python("print('the port is taken')"), tmp_path / "log") as process,
        pytest.raises(MeasurementError, match=r"ended too early; it said: the port is taken"),
    ):
        wait_until(process, lambda: False, 30)


def test_a_process_has_one_cpu(tmp_path: Path) -> None:
    cpus = os.sched_getaffinity(0)
    with running(python(WAITS), tmp_path / "log", cpu=max(cpus)) as process:
        assert os.sched_getaffinity(process.pid) == {max(cpus)}
    assert os.sched_getaffinity(0) == cpus


def test_the_peak_of_memory_stays(tmp_path: Path) -> None:
    program = f"bytearray(300_000_000); print('let go', flush=True); {WAITS}"
    log = tmp_path / "log"
    with running(python(program), log) as process:
        wait_until(process, lambda: "let go" in log.read_text(encoding="utf-8"), 30)
        peak = Peak(process.pid)
        peak.look()
        assert peak.bytes > 300_000_000 > held(process.pid)
