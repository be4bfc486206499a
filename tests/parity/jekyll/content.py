"""HTML as what a reader gets of it: the words, where can be jumped to, where can be gone."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from tests.parity.typography import FOLDED

# Words stop where these begin and end.
_BLOCKS: Final = frozenset(
    {"article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"}
    | {"nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"}
    | {"thead", "tr", "ul"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN: Final = frozenset({"script", "style"})
# The arrows back from a footnote: kramdown numbers them where there are several.
_BACK: Final = "reversefootnote"
_SCHEME: Final = re.compile(r"https?://|mailto:")


@dataclass(frozen=True, slots=True)
class Content:
    """Equal for two bodies that say the same, whatever tags stand about the words.

    `headings` are the ids of the headings, `links` what links lead to, decoded. A link whose text
    is its address is left out: we make one of every bare address, and kramdown only of those
    between angle brackets.
    """

    words: list[str]
    headings: list[str]
    links: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.headings: list[str] = []
        self.links: list[str] = []
        self._unseen = 0
        # The link that is open, and where its text begins.
        self._link: tuple[str, int] | None = None
        self._is_back = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self._unseen += tag in _UNSEEN
        self._stop(tag)
        if tag in _HEADINGS:
            self.headings.append(held.get("id") or "")
        self._is_back = self._is_back or (tag == "a" and held.get("class") == _BACK)
        if tag == "a" and (href := held.get("href")):
            self._link = unquote(href), len(self.pieces)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._stop(tag)
        self._is_back = self._is_back and tag != "a"
        if tag == "a" and self._link is not None:
            (href, start), self._link = self._link, None
            if _SCHEME.sub("", href) != _SCHEME.sub("", "".join(self.pieces[start:])):
                self.links.append(href)

    def handle_data(self, data: str) -> None:
        if not self._unseen and not self._is_back:
            self.pieces.append(data)

    def _stop(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append(" ")


def content_of(html: str) -> Content:
    """What a body says."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    words = "".join(reader.pieces).translate(FOLDED).split()
    return Content(words, reader.headings, reader.links)
