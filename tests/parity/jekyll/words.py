"""HTML as the words that a reader sees."""

from html.parser import HTMLParser
from typing import Final

# Words stop where these begin and end.
_BLOCKS: Final = frozenset(
    {"article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"}
    | {"nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"}
    | {"thead", "tr", "ul"}
)
_UNSEEN: Final = frozenset({"script", "style"})
# kramdown sets quotes, dashes and dots as a printer does; we leave them as they are written.
# The arrow back from a footnote is text with kramdown, with us as well, by another name.
_FOLDED: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
    | {"«": "<<", "»": ">>", "\N{NO-BREAK SPACE}": " "}
    | {"↩": None, "\N{VARIATION SELECTOR-15}": None}
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._unseen += tag in _UNSEEN
        self._stop(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._stop(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)

    def _stop(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append(" ")


def words(html: str) -> list[str]:
    """The words, in order, whatever tags stand about them and however they are quoted."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces).translate(_FOLDED).split()
