"""Attributes on a line of their own: of the block that ends right above it.

Specification: https://gohugo.io/content-management/markdown-attributes/. To Hugo such a line is a
block, one that may interrupt a paragraph. Of CommonMark's blocks one is like it: raw HTML that
ends in its first line. So that stands in the line's place while the text is parsed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from app.dialects.hugo.goldmark.attributes import (
    NO_ATTRIBUTES,
    AttributeLine,
    attribute_lines,
    completed,
)
from app.dialects.hugo.goldmark.directives import Event
from app.dialects.hugo.goldmark.flattening import parts
from app.dialects.hugo.goldmark.marks import block_mark, marked_block
from app.markdown.attributes import Attributes
from app.markdown.edits import Edit, EditedText
from app.markdown.events import Key, name_of

# An event: the line stands here, and belongs to what came before.
ATTRIBUTE_LINE: Final = "AttributeLine"
# In code, in raw HTML and with more behind it (which Hugo drops) a line is what it says. To put it
# back there may end raw HTML elsewhere, but in few lines of few texts: whoever writes more of such
# has no attributes.
_ROUNDS: Final = 4
_MOST_PIECES: Final = 2
# Code has its attributes in the line that it begins with, and raw HTML in its own tags.
_BLOCKS: Final = frozenset(
    {"Paragraph", "Heading", "List", "BlockQuote", "Table", "DefinitionList", "Rule"}
)


class AttributedText(NamedTuple):
    """A text as it was parsed, its events, and the attributes of nodes by where they begin."""

    edited: EditedText
    events: list[Event]
    attributes: Mapping[Key, Attributes]


def parse_attributed(text: str, parse: Callable[[str], list[Event]]) -> AttributedText | None:
    """Parse a text in which blocks may have attributes; None where none has."""
    lines = list(attribute_lines(text)) if "{" in text else []
    if not lines:  # most texts
        return None
    for _ in range(_ROUNDS):
        edited = EditedText(
            text, [Edit(line.start, line.end, block_mark(at)) for at, line in enumerate(lines)]
        )
        events = parse(edited.text)
        numbers = (_number(events, index) for index in range(len(events)))
        found = {number for number in numbers if number is not None}
        if len(found) == len(lines):
            return AttributedText(edited, *_joined(events, edited.text.encode(), lines))
        lines = [line for at, line in enumerate(lines) if at in found]
    return None


class _Sibling(NamedTuple):
    """A block above, or what else there is. `end` is where it ends, and the lines that are its."""

    name: str
    start: int
    end: int

    def ends_above(self, data: bytes, start: int) -> bool:
        """Whether it ends in the line above, with nothing between that makes no event."""
        newline = data.rfind(b"\n", 0, start)
        above = data.rfind(b"\n", 0, max(newline, 0)) + 1
        # A line of a quotation is not empty, whatever is in it.
        return bool(data[above:newline].strip()) and not data[self.end : newline].strip(b" \t\n>")


def _joined(
    events: Sequence[Event], data: bytes, lines: Sequence[AttributeLine]
) -> tuple[list[Event], dict[Key, Attributes]]:
    """The events, and whose attributes are in the lines; those of no block are nobody's."""
    kept: list[Event] = []
    attributes: dict[Key, Attributes] = {}
    # What came last, in each of the nodes that are open.
    last: list[_Sibling | None] = [None]
    index = 0
    while index < len(events):
        event, span = events[index]
        number = _number(events, index)
        if number is not None:
            sibling = last[-1]
            if sibling is not None and not sibling.ends_above(data, span["start"]):
                sibling = None
            if sibling is not None and sibling.name in _BLOCKS:
                key = (sibling.name, sibling.start)
                given = lines[number].attributes
                attributes[key] = completed(attributes.get(key, NO_ATTRIBUTES), given)
            last[-1] = sibling and sibling._replace(end=span["end"])
            kept.append((ATTRIBUTE_LINE, span))
            index = _end(events, index) + 1
            continue
        kind, value = parts(event)
        if kind == "End":
            last.pop()
        else:
            name = name_of(value) if kind == "Start" else kind
            last[-1] = _Sibling(name, span["start"], span["end"])
            if kind == "Start":
                last.append(None)
        kept.append((event, span))
        index += 1
    return kept, attributes


def _number(events: Sequence[Event], index: int) -> int | None:
    """The number of the attribute line that begins with this event, if one does."""
    if events[index][0] != {"Start": "HtmlBlock"}:
        return None
    inside = [parts(event)[1] for event, _ in events[index + 1 : _end(events, index)]]
    # What the line is indented by is text of its own.
    return marked_block("".join(inside)) if len(inside) <= _MOST_PIECES else None


def _end(events: Sequence[Event], index: int) -> int:
    """The index of the event that ends the raw HTML which begins here."""
    while events[index][0] != {"End": "HtmlBlock"}:
        index += 1
    return index
