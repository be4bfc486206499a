"""Mends files in place, byte for byte but for what is damaged."""

import os
import tempfile
from pathlib import Path

from app.documents.reader import Reader
from app.files.opening import read
from app.files.text import damaged_words, mend
from app.problems import Problem


def mend_files(content: Path, site_file: Path | None = None) -> tuple[tuple[str, int], ...]:
    """Mend the doubly encoded words of every document and the site file.

    Returns each changed file's name with the number of words mended. A file that cannot be read
    or is no UTF-8 stays as it is. Raises ContentFolderError where there is no such
    folder or site file, OSError where a file cannot be written.
    """
    found = Reader(content, site_file).listing()
    mended = []
    for file in (*found.tree.documents, *found.rules.files):
        data = read(file)
        if isinstance(data, Problem):
            continue
        try:
            words = damaged_words(data.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if words:
            _replace(file.location, mend(data))
            mended.append((file.name, len(words)))
    return tuple(mended)


def _replace(location: Path, data: bytes) -> None:
    """Write beside the file and rename, so that nobody ever reads half of it."""
    target = location.resolve()
    mode = target.stat().st_mode
    handle, temporary = tempfile.mkstemp(prefix=".", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
