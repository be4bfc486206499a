"""Headings and raw HTML of a document as they are written, with placeholders."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.dialects.hugo.goldmark.attributes import heading_attributes
from app.dialects.hugo.goldmark.naming import WrittenHeading
from app.dialects.hugo.goldmark.placeholders import Piece, has_placeholder, pieces
from app.markdown.attributes import NO_ATTRIBUTES
from app.markdown.events import Event, event_parts
from app.markdown.outline import Ranges

# A tag or a comment; one that the text ends in has no end.
MARKUP: Final = re.compile(r"<!--[\s\S]*?(?:-->|\Z)|</?[A-Za-z][^<>]*(?:>|\Z)")
# The content of these elements is not HTML, so no component can stand in it.
_OPAQUE: Final = re.compile(r"<(?:script|style|pre|textarea)\b", re.IGNORECASE)
_CONTAINER_PREFIX: Final = re.compile(r"\A[ \t>]*")
_CLOSING_HASHES: Final = re.compile(r"(?:\A|[ \t]+)#+\Z")


def written_heading(
    data: bytes, start: int, end: int, *, may_have_attributes: bool
) -> tuple[WrittenHeading, int]:
    """Return the last line of the heading whose content has these bytes, and its attributes.

    With the byte where the content without the attributes ends.
    """
    first, newline, line = data[start:end].decode(errors="replace").rpartition("\n")
    shift = len(f"{first}{newline}".encode())
    if newline:
        content = _CONTAINER_PREFIX.sub("", line)
        shift += len(line) - len(content)
        line = content
    attributes = heading_attributes(line) if may_have_attributes else None
    behind = data[end : data.find(b"\n", end) + 1 or None]
    if attributes is None or behind.strip(b" \t\n#"):
        return WrittenHeading(line, NO_ATTRIBUTES), end + 1
    line = _CLOSING_HASHES.sub("", line[: attributes.start].rstrip())
    return WrittenHeading(line, attributes.attributes), start + shift + len(line.encode())


def html_pieces(events: Sequence[Event]) -> Iterator[Piece]:
    """Yield the placeholders in raw HTML that components replace, and the HTML between them.

    A placeholder in a tag, a comment, a script or code is a part of the HTML.
    """
    text = "".join(event_parts(event)[2] for event, _ in events)
    fixed = Ranges()
    if has_placeholder(text):
        is_opaque = _OPAQUE.search(text) is not None
        markup = (match.span() for match in MARKUP.finditer(text))
        fixed = Ranges([(0, len(text))] if is_opaque else markup)
    offset = 0
    for event, span in events:
        value = event_parts(event)[2]
        html: list[Piece] = []
        for piece in pieces(value, span["start"]):
            if piece.number is None or offset + piece.offset in fixed:
                html.append(piece)
            else:
                yield from _joined(html)
                yield piece
                html = []
        yield from _joined(html)
        offset += len(value)


def _joined(html: list[Piece]) -> Iterator[Piece]:
    if html:
        text = "".join(piece.text for piece in html)
        yield Piece(text, None, html[0].offset, html[0].start, html[-1].end)
