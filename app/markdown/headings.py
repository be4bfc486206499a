"""Heading ids as GitHub makes them, and the table of contents."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.records import TocEntry
from app.regex import regex

# Besides letters.
_KEPT: Final = frozenset({"Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_DROPPED_ASCII: Final = regex(r"[^\w-]+", re.ASCII)


def github_slug(text: str) -> str:
    """Return GitHub's id of a heading: lower case, no punctuation, a hyphen for each space."""
    text = text.lower().replace(" ", "-")
    if text.isascii():
        # Most headings have nothing to drop, which is seen in less than half the time.
        is_clean = text.replace("-", "").isalnum()
        return text if is_clean else _DROPPED_ASCII.sub("", text)
    return "".join([c for c in text if c.isalpha() or c == "-" or unicodedata.category(c) in _KEPT])


class Slugger:
    """Ids unique in one document: a heading that comes again gets `-1`, `-2` and so on."""

    def __init__(self) -> None:
        self._occurrences: dict[str, int] = {}

    def heading_id(self, title: str, depth: int, start: int, text: str) -> str:
        """Return the next free id for a heading, by its title; `section` if no letter is left."""
        del depth, start, text
        return self.free(github_slug(title) or "section")

    def free(self, base: str) -> str:
        """Return the id itself or, if it is taken, the next one that is free."""
        slug = base
        while slug in self._occurrences:
            self._occurrences[base] += 1
            slug = f"{base}-{self._occurrences[base]}"
        self._occurrences[slug] = 0
        return slug


class Heading(NamedTuple):
    """A heading of a body; `depth` is 1 to 6.

    The first `end` pieces of the body's text end with it, its own text with `size` characters.
    """

    depth: int
    id: str
    title: str
    end: int = 0
    size: int = 0


class RawHeading(NamedTuple):
    """A heading that is written as HTML, with its line in the file."""

    depth: int
    title: str
    line: int


def table_of_contents(headings: Sequence[Heading]) -> tuple[TocEntry, ...]:
    """Return headings nested by depth: each holds those that follow up to one as high."""
    # From the last one on: those that wait for a heading above them, the next one at the end.
    entries: list[TocEntry] = []
    for depth, identity, title, _, _ in reversed(headings):
        children: list[TocEntry] = []
        while entries and entries[-1].depth > depth:
            children.append(entries.pop())
        entries.append(TocEntry(depth, identity, title, tuple(children)))
    return tuple(reversed(entries))
