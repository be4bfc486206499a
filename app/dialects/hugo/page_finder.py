"""Pages that references name, by Hugo's rules: gohugo.io/shortcodes/ref."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Final

from app.dialects.hugo.tree_layout import DOCUMENT_SUFFIXES, ContentFile, TreeLayout
from app.files.tree import suffix_of

_INDICES: Final = frozenset({"index", "_index"})


class HugoPageFinder:
    """Finds pages by their paths in the content, or by the last parts of these."""

    def __init__(self, layout: TreeLayout, files: Iterable[str]) -> None:
        self._layout = layout
        self._by_path: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for file in files:
            content = layout.content_file(file)
            path = _normalized(content.logical)
            self._by_path.setdefault((content.language, path), file)
            name = (content.language, posixpath.basename(path))
            self._by_name.setdefault(name, []).append(file)

    def find(self, written: str, language: str | None, origin: str | None) -> tuple[str, ...]:
        """Return the files of the pages that may be meant: one if the reference is clear.

        The language defaults to that of the document `origin`. A reference without a leading slash
        is relative to that document or to the content folder; one without any other slash also is
        the name of a page anywhere, which Hugo finds up to 0.122.
        """
        content = self._layout.content_file(origin) if origin is not None else None
        language = (
            language.lower() if language else self._layout.content_file(origin or "").language
        )
        written = written.rstrip("/") or "/"
        for path in self._paths(written, content):
            file = self._by_path.get((language, self._page_of(path)))
            if file is not None:
                return (file,)
        name = written.removeprefix("/")
        if "/" in name or written.startswith("."):
            return ()
        return tuple(self._by_name.get((language, self._page_of(f"/{name}")[1:]), ()))

    def _paths(self, written: str, content: ContentFile | None) -> Iterator[str]:
        """Yield the paths in the content that a reference may mean, the likeliest first."""
        if content is not None and not written.startswith("/"):
            has_suffix = suffix_of(written) in DOCUMENT_SUFFIXES
            folder = content.folder
            if content.node == "leaf" and not (has_suffix and written.startswith("../")):
                # The page is its folder, whose siblings are beside that folder.
                folder = posixpath.dirname(folder)
            yield _joined(folder, written)
            if has_suffix:
                yield _joined(content.folder, written)
        if not written.startswith("."):
            yield _joined("", written)

    def _page_of(self, path: str) -> str:
        """Return the path of a page by its own path or by its file's."""
        folder, base = posixpath.split(_normalized(path))
        if not base:
            return folder
        is_file = suffix_of(base) in DOCUMENT_SUFFIXES
        # Any language in the name does not count.
        stem, _ = self._layout.split(base if is_file else f"{base}.md")
        return folder if stem in _INDICES else posixpath.join(folder, stem)


def _joined(folder: str, written: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, written))


def _normalized(path: str) -> str:
    return path.lower().replace(" ", "-")
