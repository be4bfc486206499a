"""Both passes: parse every file, then link them."""

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.clinic.lists.judge import judge_for
from app.documents.parse_files import Progress
from app.documents.reader import Reader, no_progress
from app.library.build import build
from app.library.library import Library


def load(
    content: Path,
    site_file: Path | None = None,
    *,
    at: dt.datetime | None = None,
    root_path: str = "",
    progress: Progress = no_progress,
) -> Library:
    """Read a whole tree, and return its library at a moment, by default now.

    Addresses of files begin with `root_path`.

    Raises ContentFolderError if there is no such folder or site file. Everything else that is
    wrong is in the library's problems.
    """
    reader = Reader(content, site_file, judge_for)
    with without_garbage_collection():
        tree = reader.read(reader.listing(), progress)
        return build(tree, at or dt.datetime.now(dt.UTC), root_path=root_path).library


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Turn the garbage collector off, and exempt from it what was made meanwhile.

    The first load of 10,000 pages takes 5.6 s of processor time with this, and 8.2 s without; one
    look through all that it made takes 0.5 s. A reload makes little that is new, and does not need
    it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.enable()
