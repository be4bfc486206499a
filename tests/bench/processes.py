"""Processes that are measured: each in a group of its own, ended by its id, also on failure."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import environment
from tests.paths import ROOT


class MeasurementError(Exception):
    """Something could not be measured; the message says what and why."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that came to its end: seconds of wall time, and what it held at most, in bytes.

    The kernel counts what this process held when it started the other one, about 25 MiB.
    """

    seconds: float
    peak: int


class Process:
    """A running process; it began at the moment `began` of `time.perf_counter`."""

    def __init__(self, command: Sequence[str | Path], log: Path, cpu: int | None) -> None:
        self.log = log
        with log.open("ab") as told, _on(cpu):
            self.began = time.perf_counter()
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                start_new_session=True,
            )
        self.pid = self._process.pid

    def has_ended(self, seconds: float = 0.0) -> bool:
        """Whether it has ended, or does so within so many seconds."""
        descriptor = os.pidfd_open(self.pid)
        try:
            ended = select.poll()
            ended.register(descriptor, select.POLLIN)
            return bool(ended.poll(seconds * 1000))
        finally:
            os.close(descriptor)

    def end(self) -> Ended:
        """Kill it with all that it started, where it has not ended itself.

        None of what is started here has anything to lose, and a gentle end takes a second. Its id
        cannot be another process's by then: nothing waits for it elsewhere.
        """
        seconds = time.perf_counter() - self.began
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        _, status, usage = os.wait4(self.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return Ended(seconds, usage.ru_maxrss * 1024)

    @property
    def exit_code(self) -> int | None:
        """None until it was ended."""
        return self._process.returncode

    def failure(self, what: str) -> MeasurementError:
        """What to raise where it did not do `what`."""
        said = self.log.read_text(encoding="utf-8", errors="replace")[-2_000:].strip()
        return MeasurementError(f"{self._process.args!r} {what}; it said: {said or 'nothing'}")


@contextmanager
def running(command: Sequence[str | Path], log: Path, cpu: int | None = None) -> Iterator[Process]:
    """A process for the time of the block; `cpu` is the only one that it may use, if it is given.

    What it says is appended to `log`.
    """
    process = Process(command, log, cpu)
    try:
        yield process
    finally:
        process.end()


def run(command: Sequence[str | Path], log: Path, limit: float, cpu: int | None = None) -> Ended:
    """A process to its end, at most `limit` seconds. Raises MeasurementError where it fails."""
    process = Process(command, log, cpu)
    try:
        in_time = process.has_ended(limit)
    finally:
        ended = process.end()
    if not in_time:
        raise process.failure(f"did not end in {limit:.0f} s")
    if process.exit_code:
        raise process.failure(f"ended with {process.exit_code}")
    return ended


@contextmanager
def _on(cpu: int | None) -> Iterator[None]:
    """Run on one CPU for the time of the block; what is started then stays there."""
    if cpu is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {cpu})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
