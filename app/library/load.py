"""Both passes: parse every file, then link them."""

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.documents.parse_files import Progress
from app.documents.reader import Reader, no_progress
from app.library.build import build
from app.library.library import Library


def load(
    content: Path,
    site_file: Path | None = None,
    *,
    at: dt.datetime | None = None,
    progress: Progress = no_progress,
) -> Library:
    """Read a whole tree, and return its library at a moment, by default now.

    Raises ContentFolderError if there is no such folder or site file. Everything else that is
    wrong is in the library's problems.
    """
    reader = Reader(content, site_file)
    with without_garbage_collection():
        tree = reader.read(reader.listing(), progress)
        return build(tree, at or dt.datetime.now(dt.UTC)).library


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Collect no garbage while most of what is made is kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
