"""Placeholders for shortcodes and lines of attributes in a text that is parsed.

They are noncharacters, which no source text holds, around a number: letters to the parser, like
Hugo's own placeholders. The events of a substituted document have none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from app.dialects.hugo.goldmark.directives import Span, span_of
from app.markdown.events import Event, event_parts
from app.markdown.outline import Ranges
from app.regex import regex

_BEGINS: Final = "\ufde0"
_ENDS: Final = "\ufde1"
# Before a colon that would begin a definition where Hugo has none.
GUARD: Final = "\ufde2"
# A cell that the first row of a table lacks; behind a pipe it is reversed.
PAD: Final = f"|{GUARD}"
_GUARDS: Final = regex(rf"\|{GUARD}|{GUARD}\|?")
# Begins the placeholder of a line.
_BEGINS_LINE: Final = "\ufde3"
_ANY: Final = regex(f"[{_BEGINS}{GUARD}]")
PLACEHOLDER: Final = regex(f"{_BEGINS}([0-9]+){_ENDS}")
_PIECE: Final = regex(f"{PLACEHOLDER.pattern}|[^{_BEGINS}]+")
_LINE: Final = regex(rf"[ \t]*<!\[CDATA\[{_BEGINS_LINE}([0-9]+){_ENDS}\]\]>[ \t]*\n?")
# A tag or a comment; one that the text ends in has no end.
MARKUP: Final = regex(r"<!--[\s\S]*?(?:-->|\Z)|</?[A-Za-z][^<>]*(?:>|\Z)")
# The content of these elements is not HTML, so no component can stand in it.
_OPAQUE: Final = regex(r"<(?:script|style|pre|textarea)\b", re.IGNORECASE)


class Piece(NamedTuple):
    """A part of a text, and its offset there: a placeholder with its number, or text between.

    `start` and `end` are the bytes of the part in its document.
    """

    text: str
    number: int | None
    offset: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The bytes as a span of events."""
        return span_of(self.start, self.end)


def placeholder(number: int) -> str:
    """Return the placeholder of the shortcode of this number."""
    return f"{_BEGINS}{number}{_ENDS}"


def line_placeholder(number: int) -> str:
    """Return the placeholder of a line: raw HTML of the kind that ends hardly any other block."""
    return f"<![CDATA[{_BEGINS_LINE}{number}{_ENDS}]]>"


def line_number(html: str) -> int | None:
    """Return the number of the line's placeholder that this raw HTML is; None for other HTML."""
    match = _LINE.fullmatch(html)
    return int(match[1]) if match else None


def pieces(text: str, start: int) -> Iterator[Piece]:
    """Yield the placeholders of a text, and what is between them, from byte `start` on."""
    for match in _PIECE.finditer(text):
        end = start + len(match[0].encode())
        yield Piece(match[0], int(match[1]) if match[1] else None, match.start(), start, end)
        start = end


def has_placeholder(text: str) -> bool:
    """Return True if there is a placeholder or a guard in the text."""
    return _ANY.search(text) is not None


def is_placeholders(text: str) -> bool:
    """Return True if there is nothing but placeholders and white space in the text."""
    return _BEGINS in text and not PLACEHOLDER.sub("", text).strip()


def without_guards(text: str) -> str:
    """Return the text without guards and pads."""
    return _GUARDS.sub("", text)


def html_pieces(
    events: Sequence[Event], value: Callable[[int], str], displayed: Callable[[int], str]
) -> Iterator[Piece]:
    """Yield the placeholders in raw HTML that components replace, and the HTML between them.

    A placeholder in a tag or a comment is a part of the HTML, as its `value`; one in a script or
    in code as it is `displayed`.
    """
    text = "".join(event_parts(event)[2] for event, _ in events)
    markup = Ranges()
    is_opaque = False
    if has_placeholder(text):
        is_opaque = _OPAQUE.search(text) is not None
        markup = Ranges(match.span() for match in MARKUP.finditer(text))
    offset = 0
    for event, span in events:
        line = event_parts(event)[2]
        html: list[Piece] = []
        for piece in pieces(line, span["start"]):
            if piece.number is None:
                html.append(piece)
            elif offset + piece.offset in markup:
                html.append(piece._replace(text=value(piece.number)))
            elif is_opaque:
                html.append(piece._replace(text=displayed(piece.number)))
            else:
                yield from _joined(html)
                yield piece
                html = []
        yield from _joined(html)
        offset += len(line)


def _joined(html: list[Piece]) -> Iterator[Piece]:
    if html:
        text = "".join(piece.text for piece in html)
        yield Piece(text, None, html[0].offset, html[0].start, html[-1].end)
