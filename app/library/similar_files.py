"""The static file that a link to a missing one most likely means."""

import posixpath
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from app.regex import regex
from app.site.paths import composed

# Suffixes of addresses that pages have too.
_OF_PAGES: Final = frozenset({".htm", ".html", ".markdown", ".md", ".php"})
# Files that readers open. A link without a suffix may mean one, but no picture or style sheet.
_OPENED: Final = frozenset(
    (
        *(".csv", ".doc", ".docx", ".ics", ".mp3", ".mp4", ".odt", ".ods", ".odp", ".pdf"),
        *(".ppt", ".pptx", ".txt", ".vcf", ".xls", ".xlsx", ".zip"),
    )
)
_SUFFIX: Final = regex(r"\.[a-z][a-z0-9]{0,4}")
_BETWEEN_WORDS: Final = regex(r"[-_\s]+")


class _Name(NamedTuple):
    """The last part of a path in lower case: words with hyphens between them, and the suffix."""

    stem: str
    suffix: str


class SimilarFiles:
    """The static files of a site, by names that differ in case, hyphens and suffix at most."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._in_folders: dict[tuple[str, str], list[str]] = {}
        self._by_name: dict[_Name, list[str]] = {}
        for path in paths:
            name = _name(path)
            self._in_folders.setdefault((_folder(path), name.stem), []).append(path)
            self._by_name.setdefault(name, []).append(path)

    def meant(self, paths: Sequence[str]) -> str | None:
        """Return the file that a link means; `paths` are those that it may have, decoded.

        It has the name and the folder but for case, suffix, or `-` for `_` or a space; else it is
        the only file of that name. None if there is none, or if several may be meant. A path
        without a suffix means only a file that readers open.
        """
        name = _name(paths[0])
        folders = dict.fromkeys(map(_folder, paths))
        beside = [
            path for folder in folders for path in self._in_folders.get((folder, name.stem), ())
        ]
        if not name.suffix:
            is_folder = all(path.endswith("/") for path in paths)
            beside = [path for path in beside if not is_folder and _name(path).suffix in _OPENED]
        equal = [path for path in beside if _name(path) == name]
        elsewhere = self._by_name.get(name, []) if name.suffix else []
        files = equal or beside or elsewhere
        return files[0] if len(files) == 1 else None


def names_file(path: str) -> bool:
    """Return True if the last part of a path has the suffix of a file that is no page."""
    suffix = _name(path).suffix
    return bool(suffix) and suffix not in _OF_PAGES


def _name(path: str) -> _Name:
    stem, suffix = posixpath.splitext(posixpath.basename(path.rstrip("/")).casefold())
    if not _SUFFIX.fullmatch(suffix):
        stem, suffix = stem + suffix, ""
    return _Name(_words(stem), suffix)


def _folder(path: str) -> str:
    return _words(posixpath.dirname(path.rstrip("/")).casefold())


def _words(text: str) -> str:
    return _BETWEEN_WORDS.sub("-", composed(text))
