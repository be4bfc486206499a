"""Parse many files, on as many processors as pays."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from app.dialects.base import Dialect
from app.documents.capacity import memory_left, processors
from app.documents.parse import BATCH_FILES, JudgeFor, Outcome, Parser
from app.documents.workers import can_fork, parse_with_workers
from app.files.tree import SourceFile

# Called with the number of files done and the number of all files.
Progress: TypeAlias = Callable[[int, int], None]
_Chunk: TypeAlias = Sequence[SourceFile]

# A worker has to start first: for fewer bytes of text another one comes too late. One that is not
# forked imports all modules first.
_BYTES_PER_WORKER: Final = 1_500_000
_BYTES_PER_FORK: Final = 500_000
_MAX_WORKERS: Final = 4
_CHUNKS_PER_WORKER: Final = 4
# Bytes of memory that a worker takes, generously.
_WORKER_MEMORY: Final = 120_000_000


def parse_files(
    dialect: Dialect,
    files: Sequence[SourceFile],
    progress: Progress,
    judge_for: JudgeFor | None = None,
    *,
    workers: int | None = None,
) -> list[Outcome]:
    """Return the outcomes of the files, in the order of the files.

    `workers` is the number of processes that parse in place of this one, by default as many as pay.
    Outcomes do not depend on it.
    """
    if workers is None:
        size = sum(file.stamp.size for file in files if file.stamp is not None)
        workers = worker_count(size, processors(), memory_left(), is_forked=can_fork())
    length = BATCH_FILES
    if workers > 0:  # several for each, so that all are done at about the same time
        length = max(1, min(length, len(files) // (_CHUNKS_PER_WORKER * workers)))
    chunks = [files[start : start + length] for start in range(0, len(files), length)]
    parser = Parser(dialect, judge_for)
    if workers > 0:
        parsed = parse_with_workers(parser, chunks, workers)
    else:
        parsed = map(parser.read_and_parse, chunks)
    outcomes: list[Outcome] = []
    for chunk_outcomes in parsed:
        outcomes += chunk_outcomes
        progress(len(outcomes), len(files))
    return outcomes


def worker_count(size: int, processors: int, memory: int | None, *, is_forked: bool) -> int:
    """Return how many workers pay for so many bytes of text: two at least, or none.

    `memory` is the number of bytes that are left for them, None if there is no limit.
    """
    each = _BYTES_PER_FORK if is_forked else _BYTES_PER_WORKER
    count = min(size // each, _MAX_WORKERS, processors)
    if memory is not None:
        count = min(count, memory // _WORKER_MEMORY - 1)
    return count if count > 1 else 0
