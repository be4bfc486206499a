"""Submodules of git that are not in a content tree: folders whose files are elsewhere."""

import os
import posixpath
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from app.files.opening import find, read
from app.files.tree import SourceFile
from app.problems import Problem

GITMODULES: Final = ".gitmodules"
_MAX_SUBMODULES: Final = 100


class MissingSubmodule(NamedTuple):
    """A submodule's folder that has no files, and the line of `.gitmodules` that names it."""

    folder: str
    line: int


def missing_submodules(root: Path) -> tuple[MissingSubmodule, ...]:
    """Return the submodules of a repository whose files are not fetched. Never raises."""
    file = find(root, GITMODULES)
    data = read(file) if isinstance(file, SourceFile) else b""
    if isinstance(data, Problem):
        return ()
    return tuple(islice(_missing(root, data.decode("utf-8", "replace")), _MAX_SUBMODULES))


def _missing(root: Path, text: str) -> Iterator[MissingSubmodule]:
    for number, line in enumerate(text.split("\n"), 1):
        key, _, value = line.partition("=")
        if key.strip() != "path":
            continue
        folder = posixpath.normpath(value.strip().strip('"').strip("/"))
        if folder not in {".", ".."} and not folder.startswith("../") and is_empty(root / folder):
            yield MissingSubmodule(folder, number)


def is_empty(folder: Path) -> bool:
    """Return True if a folder holds nothing, or is none."""
    with suppress(OSError, ValueError), os.scandir(folder) as entries:
        return next(entries, None) is None
    return not os.path.isfile(folder)  # noqa: PTH113 - the method raises for a name that is too long
