"""What a body says, in a form in which Hugo's and ours are equal if they say the same."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.files.character_references import unescape
from app.records import TocEntry
from tests.parity.typography import FOLDED

# What stands for a shortcode while Hugo reads Markdown; in tables of contents and ids it stays.
_PLACEHOLDER: Final = re.compile(r"hahahugoshortcode\w*?hbhb", re.IGNORECASE)
# The arrow back from a footnote.
_BACK: Final = "\N{LEFTWARDS ARROW WITH HOOK}\N{VARIATION SELECTOR-15}"


class Heading(NamedTuple):
    """An entry of a table of contents; `depth` is 1 to 6."""

    depth: int
    id: str
    title: str

    def __str__(self) -> str:
        return f"[{self.depth} #{self.id} {self.title}]"


def words_of(text: str) -> str:
    """A text without what stands between its words: Hugo has none between some blocks."""
    folded = unescape(text).replace(_BACK, "").translate(FOLDED)
    return "".join(folded.split())


class _Contents(HTMLParser):
    """Reads the nested lists of Hugo; a list in a list without a heading skips a level."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[Heading] = []
        self._depth = 0
        self._awaits = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "ul"
        if tag == "a" and self._awaits:
            href = dict(attrs).get("href") or ""
            self.headings.append(Heading(self._depth, unquote(href.removeprefix("#")), ""))
        self._awaits = tag == "li"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "ul"

    def handle_data(self, data: str) -> None:
        if self.headings:
            last = self.headings[-1]
            self.headings[-1] = last._replace(title=last.title + data)


def contents_of(html: str) -> tuple[Heading, ...]:
    """The headings of a table of contents as Hugo writes it."""
    reader = _Contents()
    reader.feed(html)
    reader.close()
    return tuple(
        Heading(
            each.depth, _PLACEHOLDER.sub("", each.id), words_of(_PLACEHOLDER.sub("", each.title))
        )
        for each in reader.headings
    )


def headings_of(entries: tuple[TocEntry, ...]) -> tuple[Heading, ...]:
    """The headings of a table of contents of ours."""
    return tuple(_flat(entries))


def _flat(entries: tuple[TocEntry, ...]) -> Iterator[Heading]:
    for entry in entries:
        yield Heading(entry.depth, entry.id, words_of(entry.title))
        yield from _flat(entry.children)
