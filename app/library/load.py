"""The two passes in one: parse every file, then resolve between them."""

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.documents.parse_files import Progress
from app.documents.reader import Reader, unwatched
from app.library.build import link
from app.library.library import Library


def load(
    content: Path,
    site_file: Path | None = None,
    *,
    at: dt.datetime | None = None,
    progress: Progress = unwatched,
) -> Library:
    """Read the whole tree, as its readers see it at a moment, or now.

    Raises ContentFolderError where there is no such folder or site file. Everything else that is
    wrong is in the library's problems.
    """
    reader = Reader(content, site_file)
    with without_garbage_collection():
        return link(reader.read(reader.listing(), progress), at or dt.datetime.now(dt.UTC))


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Nearly all that loading makes is kept: to look for garbage in it again and again is waste."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
