"""Heading ids as GitHub makes them, and the table of contents."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

from app.records import TocEntry

_KEPT = frozenset({"Ll", "Lu", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_ASCII: Final = {
    code: "-" if chr(code) == " " else ""
    for code in range(128)
    if not re.match(r"[\w-]", chr(code))
}


def github_slug(text: str) -> str:
    """Return GitHub's id of a heading: lower case, no punctuation, a hyphen for each space."""
    text = text.lower()
    if text.isascii():
        return text.translate(_ASCII)
    return "".join(
        "-" if c == " " else c if c == "-" or unicodedata.category(c) in _KEPT else "" for c in text
    )


class Slugger:
    """Ids unique in one document: a heading that comes again gets `-1`, `-2` and so on."""

    def __init__(self) -> None:
        self._occurrences: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """Return the next free id for a heading's text; `section` if no letter is left."""
        return self.free(github_slug(text) or "section")

    def heading_id(self, title: str, depth: int, start: int, text: str) -> str:
        """Return the next free id for a heading, by its title alone."""
        del depth, start, text
        return self.slug(title)

    def free(self, base: str) -> str:
        """Return the id itself or, if it is taken, the next one that is free."""
        slug = base
        while slug in self._occurrences:
            self._occurrences[base] += 1
            slug = f"{base}-{self._occurrences[base]}"
        self._occurrences[slug] = 0
        return slug


class Heading(NamedTuple):
    """A heading of a body; `depth` is 1 to 6."""

    depth: int
    id: str
    title: str


def table_of_contents(headings: Iterable[Heading]) -> tuple[TocEntry, ...]:
    """Return headings nested by depth: each holds those that follow up to one as high."""
    levels: list[tuple[Heading | None, list[TocEntry]]] = [(None, [])]
    for heading in headings:
        _close(levels, heading.depth)
        levels.append((heading, []))
    _close(levels, 0)
    return tuple(levels[0][1])


def _close(levels: list[tuple[Heading | None, list[TocEntry]]], depth: int) -> None:
    while (heading := levels[-1][0]) is not None and heading.depth >= depth:
        children = tuple(levels.pop()[1])
        levels[-1][1].append(TocEntry(heading.depth, heading.id, heading.title, children))
