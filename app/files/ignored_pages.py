"""Pages that a build makes: documents that git ignores, so that they are not in a tree."""

import os
import posixpath
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from app.files.gitignore import gitignore_lines

_DOCUMENTS: Final = (".md", ".markdown", ".html", ".adoc", ".rst", ".org")
_INDEXES: Final = frozenset({"index", "_index"})
_MAX_FOLDERS: Final = 2_000
_MAX_PAGES: Final = 1_000
# Signs of a pattern that is not read, a negation or a comment.
_SIGNS: Final = frozenset("?[]!\\#")


class IgnoredPage(NamedTuple):
    """The name of a document without its suffix; if it `is_beginning`, that of several."""

    name: str
    is_beginning: bool


def ignored_pages(root: Path, names: Iterable[str]) -> tuple[IgnoredPage, ...]:
    """Return the documents that `.gitignore` files name in the folders of these files.

    A `*` stands at the end of a name or before its suffix. Never raises.
    """
    pages = (page for folder in _folders(root, names) for page in _in_folder(root, folder))
    return tuple(dict.fromkeys(islice(pages, _MAX_PAGES)))


def _folders(root: Path, names: Iterable[str]) -> Iterable[str]:
    """Return the folders of the files, and those in them, which may hold nothing else."""
    folders = {""}
    for name in names:
        folder = posixpath.dirname(name)
        while folder not in folders:
            folders.add(folder)
            folder = posixpath.dirname(folder)
    known = sorted(folders)[:_MAX_FOLDERS]
    for folder in known:
        folders.update(posixpath.join(folder, name) for name in _folders_in(root / folder))
    return sorted(folders)[:_MAX_FOLDERS]


def _folders_in(path: Path) -> list[str]:
    try:
        with os.scandir(path) as listing:
            return [
                entry.name
                for entry in listing
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return []


def _in_folder(root: Path, folder: str) -> Iterator[IgnoredPage]:
    for pattern in gitignore_lines(root, folder):
        # Without a slash a pattern at the top is one of any folder.
        if not _SIGNS.isdisjoint(pattern) or not (folder or "/" in pattern):
            continue
        path = posixpath.join(folder, pattern.lstrip("/"))
        is_plain = posixpath.normpath(path) == path and not path.startswith("../")
        if is_plain and (page := _page(path)) is not None:
            yield page


def _page(pattern: str) -> IgnoredPage | None:
    name, sign, rest = pattern.partition("*")
    suffix = posixpath.splitext(rest if sign else name)[1] or rest
    if sign:
        is_of_pages = suffix in _DOCUMENTS or not rest
        return IgnoredPage(name, True) if is_of_pages and "/" in name else None
    stem = name.removesuffix(suffix)
    if suffix not in _DOCUMENTS or not stem:
        return None
    folder, base = posixpath.split(stem)
    page = folder if base in _INDEXES else stem
    return IgnoredPage(page, False) if page else None
