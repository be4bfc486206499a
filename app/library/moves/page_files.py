"""The files that a page may have to get an address, in its tree's own way."""

import posixpath
from collections.abc import Iterator
from typing import Final

from app.library.moves.reading import Reading
from app.regex import regex
from app.site.paths import HOME, slug_of

_DATED: Final = regex(r"\d{2,4}-\d{1,2}-\d{1,2}-")
_INDICES: Final = frozenset({"index", "_index"})


def entries_for(reading: Reading, file: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield the old and new names of a file or folder that may give a page its new path.

    The likeliest come first. A page that is a folder moves with its folder.
    """
    placement = reading.tree.dialect.placement(file)
    root = placement.root or ""
    folder, base = posixpath.split(file.removeprefix(root))
    stem, ending = _stem_and_ending(base, placement.language)
    old, new = slug_of(reading.target(file).path), slug_of(path)
    if new == HOME:
        return
    if stem in _INDICES:
        if not folder:
            yield file, f"{root}{new}/{base}"
            return
        for name in _names(folder, old, new):
            if placement.home is not None:
                yield f"{root}{folder}", f"{root}{name}"
            yield file, f"{root}{name}/{base}"
        return
    for name in _names(posixpath.join(folder, stem), old, new):
        yield file, f"{root}{name}{ending}"


def _stem_and_ending(base: str, language: str | None) -> tuple[str, str]:
    stem, suffix = posixpath.splitext(base)
    if language is not None and stem.endswith(f".{language}"):
        return stem.removesuffix(f".{language}"), f".{language}{suffix}"
    return stem, suffix


def _names(name: str, old: str, new: str) -> Iterator[str]:
    """Yield new names for one without its ending, given its old and new slug."""
    if name == old or name.endswith(f"/{old}"):
        yield name.removesuffix(old) + new
    folder, last = posixpath.split(name)
    dated = _DATED.match(last)
    base = f"{dated.group() if dated else ''}{posixpath.basename(new)}"
    yield posixpath.join(folder, base)
    yield new
    parts = folder.split("/")
    for length in range(1, len(parts) + 1):
        yield posixpath.join(*parts[:length], new)
