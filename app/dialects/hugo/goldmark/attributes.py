"""Attributes of headings, `## Title {#id .class name="value"}`, and on lines of their own.

Specification: https://gohugo.io/content-management/markdown-attributes/. Values that are lists or
mappings are dropped: no element could have them. A line of attributes belongs to the block that
ends right above it; to Hugo it is a block that may interrupt a paragraph. The only such block of
CommonMark is raw HTML that ends in its first line, so raw HTML replaces the line while the text is
parsed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.dialects.hugo.goldmark.placeholders import line_number, line_placeholder
from app.markdown.attributes import NO_ATTRIBUTES, Attributes
from app.markdown.edits import Edit, EditedText
from app.markdown.events import Event, Key, event_parts
from app.markdown.normalize import extended_events
from app.regex import regex

_SHORT: Final = r"[^\s!-,/;-@\[-^`{-~]*+"
_ATTRIBUTE: Final = regex(
    rf"""\s*+(?:
        \#(?P<id>{_SHORT})
      | \.(?P<class>{_SHORT})
      | (?P<name>[A-Za-z_:][\w:.-]*+)\s*+=\s*+
        (?: "(?P<quoted>(?:\\.|[^"\\\n])*)"
          | (?P<bare>[A-Za-z_:][\w:.-]*+|[-+]?[0-9]++(?:\.[0-9]*+)?(?:[eE][-+]?[0-9]++)?) )
    )\s*+(?:,\s*+)?""",
    re.VERBOSE | re.ASCII,
)
_ESCAPED: Final = regex(r'\\(["/\\])')
_BRACE: Final = regex(r"\\.|(\{)", re.DOTALL)
# A brace that begins the content of a line: markers of quotations, items and notes precede it.
_BEGINS_LINE: Final = regex(
    r"^(?:[ \t>]|[-+*:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[\^[^\]\n]++\]:)*\{", re.MULTILINE
)
_CONTAINER_PREFIX: Final = regex(r"\A[ \t>]*")
_CLOSING_HASHES: Final = regex(r"(?:\A|[ \t]+)#+\Z")
# An event: a line of attributes stands here, and belongs to what came before.
ATTRIBUTE_LINE: Final = "AttributeLine"
# In code, in raw HTML and with text behind it a line is text. Restoring it may end raw HTML
# elsewhere, so that others are text too; a body that needs more rounds has no attributes.
_MAX_ROUNDS: Final = 4
# Code has its attributes in its info string, and raw HTML in its tags.
_BLOCKS: Final = frozenset(
    {"Paragraph", "Heading", "List", "BlockQuote", "Table", "DefinitionList", "Rule"}
)


class AttributeList(NamedTuple):
    """Attributes, and the range of their braces."""

    start: int
    end: int
    attributes: Attributes


class WrittenHeading(NamedTuple):
    """How a heading's last line is written, and the attributes at its end."""

    written: str
    attributes: Attributes


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


def heading_attributes(line: str) -> AttributeList | None:
    """Return the attributes at the end of a heading's last line."""
    if not line.rstrip().endswith("}"):  # nearly all
        return None
    for match in _BRACE.finditer(line):
        if match[1]:
            attributes = _read(line, match.start())
            if attributes is not None and not line[attributes.end :].strip():
                return attributes
    return None


def attribute_lines(text: str) -> Iterator[AttributeList]:
    """Yield the attributes at the start of lines, whatever is around them."""
    for match in _BEGINS_LINE.finditer(text):
        attributes = _read(text, match.end() - 1)
        if attributes is not None:
            yield attributes


def _read(text: str, start: int) -> AttributeList | None:
    """Return the attributes in the braces that open at `start`."""
    attributes = NO_ATTRIBUTES
    position = start + 1
    while not text.startswith("}", position):
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            return None
        position = match.end()
        attributes = attributes.extended(_attribute(match))
    return AttributeList(start, position + 1, attributes)


def _attribute(match: re.Match[str]) -> Attributes:
    if match["id"] is not None:
        return Attributes.of("id", match["id"])
    if match["class"] is not None:
        return Attributes.of("class", match["class"])
    value = match["bare"]
    if value is None:
        value = _ESCAPED.sub(r"\1", match["quoted"])
    return Attributes.of(match["name"].lower(), value)


class AttributedText(NamedTuple):
    """A text as it was parsed, its events, and the attributes of its nodes."""

    edited: EditedText
    events: list[Event]
    attributes: Mapping[Key, Attributes]


def parse_attributed(text: str) -> AttributedText | None:
    """Parse a text in which blocks may have attributes; None if none has."""
    lines = list(attribute_lines(text)) if "{" in text else []
    if not lines:  # most texts
        return None
    for _ in range(_MAX_ROUNDS):
        edits = (
            Edit(line.start, line.end, line_placeholder(number))
            for number, line in enumerate(lines)
        )
        edited = EditedText(text, edits)
        events = extended_events(edited.text)
        numbers = {_line_number(events, index) for index in range(len(events))} - {None}
        if len(numbers) == len(lines):
            return AttributedText(edited, *_attached(events, edited.text.encode(), lines))
        lines = [line for number, line in enumerate(lines) if number in numbers]
    return None


class _Sibling(NamedTuple):
    """The last block or leaf of a node; `end` includes the lines of attributes below it."""

    name: str
    start: int
    end: int

    def ends_above(self, data: bytes, start: int) -> bool:
        """Return True if it ends in the line above, with nothing between that has no event."""
        newline = data.rfind(b"\n", 0, start)
        above = data.rfind(b"\n", 0, max(newline, 0)) + 1
        # A line of a quotation is not empty, whatever is in it.
        return bool(data[above:newline].strip()) and not data[self.end : newline].strip(b" \t\n>")


def _attached(
    events: Sequence[Event], data: bytes, lines: Sequence[AttributeList]
) -> tuple[list[Event], dict[Key, Attributes]]:
    """Return the events, and the attributes of nodes; a line below no block has no effect."""
    output: list[Event] = []
    attributes: dict[Key, Attributes] = {}
    # The last sibling in each of the open nodes.
    last: list[_Sibling | None] = [None]
    index = 0
    while index < len(events):
        event, span = events[index]
        number = _line_number(events, index)
        if number is not None:
            sibling = last[-1]
            if sibling is not None and not sibling.ends_above(data, span["start"]):
                sibling = None
            if sibling is not None and sibling.name in _BLOCKS:
                key = (sibling.name, sibling.start)
                known = attributes.get(key, NO_ATTRIBUTES)
                attributes[key] = known.completed(lines[number].attributes)
            last[-1] = sibling and sibling._replace(end=span["end"])
            output.append((ATTRIBUTE_LINE, span))
            index = _end(events, index) + 1
            continue
        kind, name, _ = event_parts(event)
        if kind == "End":
            last.pop()
        else:
            last[-1] = _Sibling(name or kind, span["start"], span["end"])
            if kind == "Start":
                last.append(None)
        output.append((event, span))
        index += 1
    return output, attributes


def _line_number(events: Sequence[Event], index: int) -> int | None:
    """Return the number of the line whose placeholder begins with this event."""
    if events[index][0] != {"Start": "HtmlBlock"}:
        return None
    # The indentation is an event of its own.
    inside = events[index + 1 : _end(events, index)]
    return line_number("".join(event_parts(event)[2] for event, _ in inside))


def _end(events: Sequence[Event], index: int) -> int:
    """Return the index of the event that ends the raw HTML which begins here."""
    return next(at for at in range(index, len(events)) if events[at][0] == {"End": "HtmlBlock"})
