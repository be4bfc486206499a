"""Many files → what they parse to, on as many processors as it pays to use.

Whoever parses a file, the same comes out. Other processes are asked for parts of the work over
pipes; what they do not deliver is parsed here.
"""

import pickle
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from threading import Thread
from typing import IO, Final, TypeAlias

from app.dialects.base import Dialect
from app.documents.capacity import memory_left, processors
from app.documents.parse import Parser
from app.documents.workers import Another, Outcome, parse_part, start
from app.files.tree import SourceFile

# Told how many files are done, of how many.
Progress: TypeAlias = Callable[[int, int], None]
_Work: TypeAlias = tuple[int, Sequence[SourceFile]]

# Another process has to start and to import: below so many bytes of text it comes too late.
_WORTH_ANOTHER: Final = 3_000_000
_OTHERS_AT_MOST: Final = 3
# What one of them takes, generously, in bytes of memory.
_MEMORY_OF_ANOTHER: Final = 120_000_000
_FILES_AT_ONCE: Final = 32
# While one part is worked on the next one lies ready.
_AHEAD: Final = 2


def parse_files(
    dialect: Dialect, files: Sequence[SourceFile], progress: Progress, *, others: int | None = None
) -> list[Outcome]:
    """What the files parse to, in their order.

    `others` is the number of processes beside this one; None is as many as pay.
    """
    if others is None:
        others = _others(sum(file.stamp.size for file in files if file.stamp is not None))
    work: deque[_Work] = deque(
        (number, files[start : start + _FILES_AT_ONCE])
        for number, start in enumerate(range(0, len(files), _FILES_AT_ONCE))
    )
    done: dict[int, list[Outcome]] = {}
    with ExitStack() as stack:
        threads = [_Asking(another, dialect, work, done) for another in start(others)]
        for thread in threads:
            stack.callback(thread.join)
            thread.start()
        parser = Parser(dialect)
        while (taken := _taken(work.popleft)) is not None:
            number, part = taken
            done[number] = parse_part(parser, part)
            progress(sum(len(outcomes) for outcomes in list(done.values())), len(files))
    for thread in threads:
        for number, part in thread.undelivered:
            done[number] = parse_part(parser, part)
    progress(len(files), len(files))
    return [outcome for number in sorted(done) for outcome in done[number]]


def _others(size: int) -> int:
    """How many other processes pay for so many bytes of text."""
    wanted = min(size // _WORTH_ANOTHER, _OTHERS_AT_MOST, processors() - 1)
    left = memory_left()
    return wanted if left is None else min(wanted, left // _MEMORY_OF_ANOTHER - 1)


def _taken(take: Callable[[], _Work]) -> _Work | None:
    """The next part of the work, which several take from; None where there is no more."""
    try:
        return take()
    except IndexError:
        return None


class _Asking(Thread):
    """Has another process work from the end of what there is to do."""

    def __init__(
        self,
        another: Another,
        dialect: Dialect,
        work: deque[_Work],
        done: dict[int, list[Outcome]],
    ) -> None:
        super().__init__(name="parsing", daemon=True)
        self._another = another
        self._dialect = dialect
        self._work = work
        self._done = done
        # What was asked for and not answered: the process is no longer there.
        self.undelivered: deque[_Work] = deque()

    def run(self) -> None:
        """Ask until there is no more to do, or nobody answers."""
        another = self._another
        try:
            pickle.dump(self._dialect, another.asked)
            while self._ask(another.asked):
                number, _ = self.undelivered[0]
                self._done[number] = another.answer()
                self.undelivered.popleft()
        except (OSError, EOFError, pickle.UnpicklingError):
            another.kill()
        # What is left to be written to who is no longer there cannot be.
        with suppress(OSError):
            another.close()
        another.wait()

    def _ask(self, asked: IO[bytes]) -> bool:
        """Whether there is an answer to wait for."""
        while len(self.undelivered) < _AHEAD and (taken := _taken(self._work.pop)) is not None:
            self.undelivered.append(taken)
            pickle.dump(taken[1], asked)
            asked.flush()
        return bool(self.undelivered)
