"""Which page a reference names, as Hugo finds it: gohugo.io/shortcodes/ref."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Final

from app.dialects.hugo.places import DOCUMENT_SUFFIXES, Place, Places
from app.files.tree import suffix_of

_INDICES: Final = frozenset({"index", "_index"})


class HugoPageFinder:
    """Finds pages by their paths in the content, and by the last parts of them."""

    def __init__(self, places: Places, files: Iterable[str]) -> None:
        self._places = places
        self._by_path: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for file in files:
            place = places.place(file)
            path = _normalized(place.logical)
            self._by_path.setdefault((place.language, path), file)
            self._by_name.setdefault((place.language, posixpath.basename(path)), []).append(file)

    def find(self, written: str, language: str | None, origin: str | None) -> tuple[str, ...]:
        """The files of the pages that may be meant: one if it is known which, else none or more.

        Without a language it is that of the document `origin`. What is named without a slash at
        its beginning may lie beside that, or below the content folder; what is named without any
        slash is found wherever it lies, if no other has its name.
        """
        place = self._places.place(origin) if origin is not None else None
        spoken = language.lower() if language else self._places.language_of(place)
        written = written.rstrip("/") or "/"
        for path in self._paths(written, origin, place):
            found = self._by_path.get((spoken, self._page_of(path)))
            if found is not None:
                return (found,)
        if "/" in written or written.startswith("."):
            return ()
        return tuple(self._by_name.get((spoken, self._page_of(f"/{written}")[1:]), ()))

    def _paths(self, written: str, origin: str | None, place: Place | None) -> Iterator[str]:
        """The paths in the content that a reference may mean, in the order in which they count."""
        if origin is not None and place is not None and not written.startswith("/"):
            has_suffix = suffix_of(written) in DOCUMENT_SUFFIXES
            folder = place.folder
            if place.node == "leaf" and not (has_suffix and written.startswith("../")):
                # The page is its folder, so what is beside it is beside that.
                folder = posixpath.dirname(folder)
            yield _joined(folder, written)
            if has_suffix:
                yield _joined(place.folder, written)
        if not written.startswith("."):
            yield _joined("", written)

    def _page_of(self, path: str) -> str:
        """The path of the page that a path means, be it that of its file or its own."""
        folder, base = posixpath.split(_normalized(path))
        if not base:
            return folder
        named = base if suffix_of(base) in DOCUMENT_SUFFIXES else f"{base}.md"
        # The language is not the name's to say.
        stem, _ = self._places.split(named)
        return folder if stem in _INDICES else posixpath.join(folder, stem)


def _joined(folder: str, written: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, written))


def _normalized(path: str) -> str:
    return path.lower().replace(" ", "-")
