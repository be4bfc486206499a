"""Another process that parses what it is sent until there is no more.

It reads a dialect and then lists of files, pickled, and writes what each list parses to.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import IO, BinaryIO, Final, NamedTuple, NoReturn, TypeAlias

from app.documents.parse import Parsed, Parser
from app.files.opening import read
from app.files.tree import SourceFile
from app.problems import Problem

# A file's document with what is wrong in it, or why it cannot be read.
Outcome: TypeAlias = Parsed | Problem

_LENGTH_BYTES: Final = 8
# Room for the answer to some hundred files: who has to wait until somebody reads a part of it
# waits while others hold the interpreter, five milliseconds each time.
_PIPE_BYTES: Final = 1 << 20
# It lives for a second or two, in which looking for garbage would only take time.
_ANOTHER: Final = "import gc; gc.disable(); from app.documents.workers import main; main()"


class Another(NamedTuple):
    """Such a process: where it is asked and where it answers, and how it is ended."""

    asked: IO[bytes]
    answers: IO[bytes]
    # Wait for its end, which comes when nothing more is asked.
    wait: Callable[[], object]
    kill: Callable[[], object]

    def answer(self) -> list[Outcome]:
        """What it answers next. Raises EOFError where it has gone, UnpicklingError if need be."""
        length = self.answers.read(_LENGTH_BYTES)
        said = self.answers.read(int.from_bytes(length, "big"))
        if len(length) < _LENGTH_BYTES or not said:
            raise EOFError
        outcomes: list[Outcome] = pickle.loads(said)  # noqa: S301 - from ourselves
        return outcomes

    def close(self) -> None:
        """Ask nothing more, and hear nothing more."""
        self.answers.close()
        self.asked.close()


def start(number: int) -> tuple[Another, ...]:
    """So many other processes, or as many as the system lets start."""
    # A fork knows already all that a new process would have to import. Beside other threads it may
    # find locks that nobody will open, and on other systems libraries that do not work in it.
    forks = sys.platform == "linux" and threading.active_count() == 1
    started: list[Another] = []
    try:
        for _ in range(number):
            started.append(_fork(started) if forks else _spawn())
    except OSError:
        pass
    return tuple(started)


def _fork(others: Iterable[Another]) -> Another:
    asked, asks = os.pipe()
    answers, answer = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        for descriptor in (asked, asks, answers, answer):
            os.close(descriptor)
        raise
    if pid == 0:
        _live(asked, answer, [asks, answers], others)
    os.close(asked)
    os.close(answer)
    _widen(answers)
    return Another(
        os.fdopen(asks, "wb"),
        os.fdopen(answers, "rb"),
        wait=lambda: os.waitpid(pid, 0),
        kill=lambda: os.kill(pid, signal.SIGKILL),
    )


def _live(asked: int, answer: int, not_ours: Iterable[int], others: Iterable[Another]) -> NoReturn:
    """Be the other process, and end without all that this program does at its end."""
    try:
        # Who is still asked by somebody does not end.
        for other in others:
            other.close()
        for descriptor in not_ours:
            os.close(descriptor)
        work(os.fdopen(asked, "rb"), os.fdopen(answer, "wb"))
    finally:
        os._exit(0)


def _spawn() -> Another:
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-c", _ANOTHER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    _widen(process.stdout.fileno())
    return Another(process.stdin, process.stdout, process.wait, process.kill)


def _widen(pipe: int) -> None:
    """Give a pipe more room, on systems that can, and where the user may have so much."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - there is none on every system

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def parse_part(parser: Parser, files: Iterable[SourceFile]) -> list[Outcome]:
    """What some files parse to."""
    outcomes: list[Outcome] = []
    for file in files:
        data = read(file)
        outcomes.append(data if isinstance(data, Problem) else parser.parse(file.name, data))
    return outcomes


def work(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    parser = Parser(pickle.load(asked))  # noqa: S301 - from the process that started this one
    while True:
        try:
            files: Sequence[SourceFile] = pickle.load(asked)  # noqa: S301 - as above
        except EOFError:
            return
        said = pickle.dumps(parse_part(parser, files), protocol=pickle.HIGHEST_PROTOCOL)
        answers.write(len(said).to_bytes(_LENGTH_BYTES, "big"))
        answers.write(said)
        answers.flush()


def main() -> None:
    """Be that other process."""
    work(sys.stdin.buffer, sys.stdout.buffer)
