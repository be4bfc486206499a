"""A document in HTML as its tags and the text between them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import Final

from app.files.character_references import AMPERSAND, bound_references, hide_ampersands
from app.markdown.events import MAX_EVENTS, TooManyEventsError
from app.markdown.sanitise import Policy, Tag
from app.regex import regex

_TAG_BEGINS: Final = regex("<[A-Za-z]")


class _Reader(HTMLParser):
    """Collects where each token begins. It ends where the next one begins."""

    def __init__(self, html: str) -> None:
        super().__init__()
        lines = html.split("\n")
        self._line_starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        # Of a tag its name, whether it closes, and its attributes; None for what is no content.
        self.tokens: list[tuple[int, tuple[str, bool, dict[str, str]] | str | None]] = []
        # Equally long, so that places stay.
        self.feed(hide_ampersands(bound_references(html)))
        self.close()

    def _note(self, what: tuple[str, bool, dict[str, str]] | str | None) -> None:
        if len(self.tokens) >= MAX_EVENTS:
            raise TooManyEventsError
        line, column = self.getpos()
        self.tokens.append((self._line_starts[line - 1] + column, what))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, (value or "").replace(AMPERSAND, "&"))
        self._note((tag, False, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The slash means nothing to a browser.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._note((tag, True, {}))

    def handle_data(self, data: str) -> None:
        self._note("" if data else None)

    def handle_comment(self, data: str) -> None:
        del data
        self._note(None)

    # Only the names of their parameters differ.
    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        # The library's own takes it for SGML and raises; a browser takes it for a comment.
        del report
        return self.parse_bogus_comment(i)


def html_parts(html: str, policy: Policy) -> Iterator[Tag | str]:
    """Yield the tags and texts of a document, entities and all.

    What begins and never ends is left out. Raises TooManyEventsError.
    """
    html = _ended(html)
    tokens = _Reader(html).tokens
    for (offset, what), (end, _) in pairwise([*tokens, (len(html), None)]):
        if isinstance(what, tuple):
            name, closing, attributes = what
            yield policy.tag(name, attributes, (offset, end), closing=closing)
        elif what is not None:
            yield html[offset:end]


def _ended(html: str) -> str:
    """Return the document up to a comment or tag without an end.

    The library would look for each such end again at every sign that might begin one more.
    """
    comment = html.find("<!--", html.rfind("-->") + 1)
    if comment >= 0:
        html = html[:comment]
    tag = _TAG_BEGINS.search(html, html.rfind(">") + 1)
    return html[: tag.start()] if tag else html
