"""Worker processes that parse files."""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from sys import platform
from threading import Thread, active_count
from typing import Final, TypeAlias

from app.dialects.base import Dialect
from app.documents.parse import Outcome, Parser
from app.files.tree import SourceFile

_Chunk: TypeAlias = Sequence[SourceFile]

# The parser of a worker.
_PARSER: Final[ContextVar[Parser]] = ContextVar("parser")


def parse_in_workers(
    dialect: Dialect, chunks: Iterable[_Chunk], workers: int
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each chunk, until a worker does not start or dies."""
    try:
        pool = ProcessPoolExecutor(workers, _context(), _initialize, (dialect,))
    except (ImportError, NotImplementedError, OSError):
        # There are no semaphores, for example for want of /dev/shm.
        return
    try:
        # Not `pool.map`: it cancels futures of a broken pool, for which the pool's own thread may
        # fail with InvalidStateError.
        for future in _submit(pool, chunks):
            yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    # A fork has imported everything already. Beside other threads it could inherit a lock that is
    # never released, and on other systems libraries that do not work after a fork.
    can_fork = platform == "linux" and active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _submit(pool: ProcessPoolExecutor, chunks: Iterable[_Chunk]) -> list[Future[list[Outcome]]]:
    """Return the futures of the chunks that the pool takes: not all, if workers do not start."""
    futures: list[Future[list[Outcome]]] = []
    try:
        futures.extend(pool.submit(_parse, chunk) for chunk in chunks)
    except BrokenProcessPool:
        pass
    except OSError:
        # The pool does not end workers that were forked before the one that failed.
        for process in multiprocessing.active_children():
            process.kill()
    return futures


def _initialize(dialect: Dialect) -> None:
    # Ctrl-C reaches every process of the terminal; a pool ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_with_parent, daemon=True).start()
    _PARSER.set(Parser(dialect))


def _exit_with_parent() -> None:
    """Exit when the parent process has died. A pool's worker would wait for it forever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _parse(files: _Chunk) -> list[Outcome]:
    return _PARSER.get().read_and_parse(files)
