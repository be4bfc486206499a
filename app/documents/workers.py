"""Worker processes that parse files."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from sys import platform
from threading import Thread, active_count
from typing import Final, TypeAlias

from app.dialects.base import Dialect
from app.documents.parse import JudgeFor, Outcome, Parser
from app.files.tree import SourceFile

_Chunk: TypeAlias = Sequence[SourceFile]

# So many that a worker has something to do until this process has parsed a chunk of its own.
_CHUNKS_PER_WORKER: Final = 3
# The parser of a worker.
_PARSER: Final[ContextVar[Parser]] = ContextVar("parser")


def parse_with_workers(
    parser: Parser, chunks: Sequence[_Chunk], workers: int
) -> Iterator[tuple[int, list[Outcome]]]:
    """Yield the number and the outcomes of each chunk, as they are parsed: here and by workers.

    Chunks that workers do not deliver, because they do not start or die, are parsed here.
    """
    try:
        pool = ProcessPoolExecutor(
            workers, _context(), _initialize, (parser.dialect, parser.judge_for)
        )
    except (ImportError, NotImplementedError, OSError):
        # There are no semaphores, for example for want of /dev/shm.
        yield from ((number, parser.read_and_parse(chunk)) for number, chunk in enumerate(chunks))
        return
    waiting = deque(range(len(chunks)))
    running: dict[Future[list[Outcome]], int] = {}
    most_running = workers * _CHUNKS_PER_WORKER
    try:
        while waiting or running:
            try:
                while waiting and len(running) < most_running:
                    future = pool.submit(_parse, chunks[waiting[0]])
                    running[future] = waiting.popleft()
            except (BrokenProcessPool, OSError):
                most_running = 0
                # The pool does not end workers that were forked before the one that failed.
                for process in multiprocessing.active_children():
                    process.kill()
            if waiting:
                number = waiting.popleft()
                yield number, parser.read_and_parse(chunks[number])
            for future in wait(running, 0 if waiting else None, FIRST_COMPLETED).done:
                number = running.pop(future)
                try:
                    yield number, future.result()
                except BrokenProcessPool:
                    most_running = 0
                    waiting.append(number)
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    # A fork has imported everything already. Beside other threads it could inherit a lock that is
    # never released, and on other systems libraries that do not work after a fork.
    can_fork = platform == "linux" and active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _initialize(dialect: Dialect, judge_for: JudgeFor | None) -> None:
    # Ctrl-C reaches every process of the terminal; a pool ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_with_parent, daemon=True).start()
    _PARSER.set(Parser(dialect, judge_for))


def _exit_with_parent() -> None:
    """Exit when the parent process has died. A pool's worker would wait for it forever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _parse(files: _Chunk) -> list[Outcome]:
    return _PARSER.get().read_and_parse(files)
