"""The file or folder and its new name that the arguments of `mv` mean."""

import posixpath
import unicodedata
from pathlib import Path
from typing import Final, NamedTuple

from app.files.tree import suffix_of
from app.library.moves.plan import MoveError
from app.library.moves.reading import Reading
from app.problems import shorten
from app.site.paths import MAX_PATH, InvalidPathError, checked_address, path_of
from app.suggestions import most_like

# In bytes, of a part of a name, on the usual file systems.
_LONGEST: Final = 255
# Categories of Unicode: control characters and halves of surrogate pairs.
_NO_TEXT: Final = frozenset({"Cc", "Cs"})


class Entry(NamedTuple):
    """A file or folder of the content and its new name, both relative to the content folder."""

    old: str
    new: str


class NewPath(NamedTuple):
    """A document and the new path of its page on the website."""

    file: str
    path: str


def read_names(content: Path, here: Path, old: str, new: str) -> Entry | None:
    """Return the file or folder that is meant, and its new name; None if there is none.

    Names are relative to the folder `here` or to the content. Raises MoveError if the new name
    cannot be used.
    """
    _check(old)
    _check(new)
    root = content.resolve()
    for base in (here, root):
        location = base / old
        if not old or not (location.exists() or location.is_symlink()):
            continue
        name = _within(root, location)
        if name is None:
            continue
        return Entry(name, _new_name(root, base, location, new))
    if old and (here / old).exists():
        raise MoveError(f'"{shorten(old)}" is not in the content folder {content}.')
    return None


def read_path(reading: Reading, old: str, new: str) -> NewPath:
    """Return the document of a page's slug or path, and its new path.

    Raises MoveError if there is no such page, or the new path is none.
    """
    match = reading.resolver.addresses.find(old) if old.strip("/ ") or "/" in old else None
    if match is None or match.page is None or match.code is not None:
        raise MoveError(_nothing_there(reading, old))
    return new_path(reading, match.page.file, new)


def new_path(reading: Reading, file: str, new: str) -> NewPath:
    """Return the new path of a document's page as it is on the website.

    Raises MoveError if no page can have it.
    """
    try:
        path = checked_address(new, spaces=False)
    except InvalidPathError as error:
        raise MoveError(f"the new address {error}. Write one such as about/team.") from None
    if suffix_of(path) in {".md", ".markdown"}:
        raise MoveError(
            f'"{shorten(reading.target(file).path)}" is an address and "{shorten(new)}" is a file. '
            f"Name the page's file, {file}, or the new address without its ending."
        )
    return NewPath(file, path_of(tuple(part for part in path.split("/") if part)))


def check_characters(name: str) -> None:
    """Raise MoveError if a new name has characters that no text of a site should have."""
    if any(unicodedata.category(character) in _NO_TEXT for character in name):
        readable = shorten(name.encode("utf-8", "backslashreplace").decode())
        raise MoveError(
            f'"{readable}" has a control character or is not UTF-8. Choose a name without.'
        )


def _check(name: str) -> None:
    """Raise MoveError if no file that is served can have this name."""
    if not name.strip():
        raise MoveError("a name is empty. Write two: the old one and the new one.")
    check_characters(name)
    if any(len(part.encode()) > _LONGEST for part in name.split("/")) or len(name) > MAX_PATH:
        raise MoveError(f'"{shorten(name)}" is too long for a file. Choose a shorter name.')


def _within(root: Path, location: Path) -> str | None:
    """Return the name of a path in the content; None if it is outside. Raises MoveError."""
    parent = location.parent.resolve()
    real = parent / location.name if location.name not in {"", ".."} else location.resolve()
    if real == root:
        raise MoveError("the content folder itself does not move. Name a file or folder in it.")
    if not real.is_relative_to(root):
        return None
    if location.is_symlink():
        raise MoveError(
            f'"{real.relative_to(root)}" is a symbolic link. Move the file that it leads to.'
        )
    return real.relative_to(root).as_posix()


def _new_name(root: Path, base: Path, old: Path, new: str) -> str:
    """Return the new name in the content. Raises MoveError if it cannot be used."""
    target = base / new
    if target.is_dir() and not (old.is_dir() and _is_same(old, target)):
        target /= old.resolve().name
    elif new.endswith("/") and not old.is_dir():
        target /= old.name
    return _checked(root, old, Path(posixpath.normpath(target)), new)


def check_free(root: Path, old: str, new: str) -> None:
    """Raise MoveError if a file or folder of the content cannot get a name in it.

    A folder may get the name of an empty one.
    """
    _check(new)
    target = root / new
    try:
        is_empty = target.is_dir() and not target.is_symlink() and not any(target.iterdir())
        if is_empty and (root / old).is_dir():
            return
        name = _checked(root, root / old, target, new)
    except OSError as error:
        raise MoveError(
            f'"{shorten(new)}" cannot be looked at: {error.strerror}. '
            "Give yourself the right to read the folder, or choose another."
        ) from None
    if name != new:
        raise MoveError(f'"{shorten(new)}" is below a symbolic link. Name the folder itself.')


def _checked(root: Path, old: Path, target: Path, new: str) -> str:
    """Return the name in the content of a place to move to. Raises MoveError if it is none.

    `new` is what messages call it.
    """
    existing = target.parent
    while not existing.exists():
        existing = existing.parent
    real = existing.resolve() / target.relative_to(existing)
    if not real.is_relative_to(root) or real == root:
        raise MoveError(f'"{shorten(new)}" is not in the content folder. Name a place in it.')
    if real == old.resolve():
        raise MoveError(f'"{shorten(new)}" is its name already. Choose another name.')
    if real.is_relative_to(old.resolve()):
        raise MoveError(
            f'"{shorten(new)}" is in the folder that moves. Name a place outside of it.'
        )
    if (target.exists() or target.is_symlink()) and not _is_same(old, target):
        raise MoveError(f"{real.relative_to(root)} exists already. Choose another name.")
    if not existing.is_dir():
        raise MoveError(f"{existing} is a file, so nothing can lie in it. Choose another folder.")
    return real.relative_to(root).as_posix()


def _is_same(one: Path, other: Path) -> bool:
    """Return True for one file, which may have two names where case does not matter."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _nothing_there(reading: Reading, old: str) -> str:
    names = {*reading.files, *(target.ref.slug for target in reading.pages.values())}
    names |= {posixpath.dirname(name) for name in reading.files} - {""}
    similar = most_like(old.strip("/"), sorted(names), 3)
    hint = f"Did you mean {' or '.join(similar)}?" if similar else "Name one that exists."
    return f'there is no file, folder or page "{shorten(old)}" in the content. {hint}'
