"""Submodules of git that are not in a content tree: folders whose files are elsewhere."""

import os
import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from app.files.opening import find, read
from app.files.tree import SourceFile

GITMODULES: Final = ".gitmodules"
_PATH: Final = re.compile(r"^[ \t]*path[ \t]*=[ \t]*\"?([^\"\r\n]+?)\"?[ \t\r]*$", re.MULTILINE)


class MissingSubmodule(NamedTuple):
    """A submodule's folder that has no files, and the line of `.gitmodules` that names it."""

    folder: str
    line: int


def missing_submodules(root: Path) -> tuple[MissingSubmodule, ...]:
    """Return the submodules of a repository whose files are not fetched. Never raises."""
    file = find(root, GITMODULES)
    data = read(file) if isinstance(file, SourceFile) else b""
    return tuple(_missing(root, data.decode("utf-8", "replace"))) if isinstance(data, bytes) else ()


def _missing(root: Path, text: str) -> Iterator[MissingSubmodule]:
    for match in _PATH.finditer(text):
        folder = posixpath.normpath(match[1].strip("/"))
        if folder != "." and not folder.startswith("../") and _is_empty(root / folder):
            yield MissingSubmodule(folder, text.count("\n", 0, match.start(1)) + 1)


def _is_empty(folder: Path) -> bool:
    """Return True if a folder holds nothing, or is none."""
    with suppress(OSError, ValueError), os.scandir(folder) as entries:
        return next(entries, None) is None
    return not folder.is_file()
