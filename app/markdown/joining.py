"""Attributes from a source, joined to the events of the blocks and spans they belong to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.markdown.attributes import Attributes, Placed
from app.markdown.events import INLINE, SPANS, Event, Key, name_of
from app.markdown.marks import BARE, HEADLESS, is_marked, unmarked
from app.markdown.placeholders import NONCHARACTERS

_BLOCKS: Final = frozenset(
    {
        "Paragraph", "Heading", "List", "Item", "BlockQuote", "CodeBlock", "HtmlBlock", "Table",
        "DefinitionList", "DefinitionListTitle", "DefinitionListDefinition", "FootnoteDefinition",
    }
)  # fmt: skip
# A paragraph in the tree that is none in HTML.
_BARE: Final = "BareParagraph"
_ITEMS: Final = frozenset({"Item", "DefinitionListDefinition"})
_SPACE: Final = re.compile(rb"[ \t]*")
_MARKER: Final = re.compile(rb"(?:[-+*:]|[0-9]{1,9}[.)])(?: {1,4}(?=\S)| |\t|$)", re.MULTILINE)


@dataclass(slots=True, eq=False)
class _Block:
    kind: str
    start: int
    end: int
    children: list["_Block"] = field(default_factory=list)


class Joining:
    """Events, with the attributes of their nodes.

    `headless` are where tables without a head begin.
    """

    def __init__(self, events: Iterable[Event], data: bytes) -> None:
        self.events = list(events)
        self.attributes: dict[Key, Attributes] = {}
        self.headless: set[int] = set()
        self._data = data
        self._table = 0
        self._root = _Block("", 0, len(data) + 1)
        self._in_order: list[_Block] = []
        self._spans: dict[int, Key] = {}
        stack = [self._root]
        for event, span in self.events:
            if type(event) is str:
                continue
            ((kind, value),) = event.items()
            if kind == "Code":
                self._spans[span["end"]] = (kind, span["start"])
            elif kind == "Start":
                name = name_of(value)
                if name in _BLOCKS:
                    block = _Block(name, span["start"], span["end"])
                    stack[-1].children.append(block)
                    stack.append(block)
                    self._in_order.append(block)
                elif name in SPANS:
                    # Of spans that end together the inner one comes last.
                    self._spans[span["end"]] = (name, span["start"])
            elif kind == "End" and name_of(value) in _BLOCKS:
                stack.pop()
        self._starts = [block.start for block in self._in_order]

    def join(
        self,
        placed: Iterable[Placed],
        byte_of: Callable[[int], int],
        definitions: Mapping[str, Attributes],
    ) -> None:
        """Give each node its attributes; `byte_of` maps an offset of the source to a byte."""
        items = {
            self._marker(block.start): block
            for block in (self._in_order if any(p.position == "item" for p in placed) else ())
            if block.kind in _ITEMS
        }
        # The id in a heading counts less than what a list says of it.
        for item in sorted(placed, key=lambda item: item.position != "heading"):
            offset = byte_of(item.offset)
            if item.position == "span":
                key = self._spans.get(offset)
            else:
                block = items.get(offset) if item.position == "item" else self._block(item, offset)
                key = (block.kind, block.start) if block else None
            if key is not None:
                given = item.attributes.resolved(definitions)
                self.attributes[key] = self.attributes.get(key, Attributes()).joined(given)

    def _block(self, placed: Placed, offset: int) -> _Block | None:
        if placed.position == "after":
            last = offset - 1
            while last >= 0 and self._data[last] in b" \t\r\n>":
                last -= 1
            return self._above(placed, last)
        index = bisect_left(self._starts, offset)
        block = self._in_order[index] if index < len(self._in_order) else None
        if placed.position == "heading" and block and block.kind != "Heading":
            return None
        return block

    def _above(self, placed: Placed, last: int) -> _Block | None:
        """Return the block that ends with this byte, in the containers of the list's line."""
        block = self._child(self._root, last)
        quotes = 0
        while block is not None:
            if block.kind == "BlockQuote":
                if placed.quotes <= quotes:
                    break
                quotes += 1
            elif block.kind in {"List", "DefinitionList"}:
                item = self._child(block, last)
                if item is None or placed.column < self._column(item):
                    break
                block = item
            elif block.kind == "FootnoteDefinition":
                if not placed.column:
                    break
            else:
                break
            block = self._child(block, last)
        return block

    @staticmethod
    def _child(block: _Block, offset: int) -> _Block | None:
        index = bisect_right(block.children, offset, key=_start_of) - 1
        if index >= 0 and offset < block.children[index].end:
            return block.children[index]
        return None

    def _marker(self, start: int) -> int:
        match = _SPACE.match(self._data, start)
        return match.end() if match else start

    def _column(self, item: _Block) -> int:
        """Return the column in which the content of an item begins."""
        line = self._data.rfind(b"\n", 0, item.start) + 1
        before = self._data[line : item.start].rpartition(b">")[2]
        marker = _MARKER.match(self._data, item.start)
        return len(before.expandtabs(4)) + (len(marker.group()) if marker else 2)

    def finish(self) -> list[Event]:
        """Return the events without marks.

        A list that stands for a table of contents is a `TableOfContents`, one that stands for the
        footnotes a `FootnotesPlace`.
        """
        events: list[Event] = []
        open_nodes = [""]
        skipped = 0
        for event, span in self.events:
            ((kind, value),) = ((event, None),) if type(event) is str else event.items()
            if skipped:
                skipped += (kind == "Start") - (kind == "End")
                continue
            name = name_of(value) if kind in {"Start", "End"} else ""
            if (name in SPANS and kind == "Start") or kind in INLINE:
                if open_nodes[-1] == "DefinitionListDefinition":
                    # A definition's text may stand straight in it, where a tree has a paragraph.
                    open_nodes.append(_BARE)
                    events.append(({"Start": _BARE}, span))
            elif open_nodes[-1] == _BARE and name not in SPANS:
                open_nodes.pop()
                events.append(({"End": "Paragraph"}, span))
            if kind == "Start":
                skipped = self._start(events, name, event, span)
                if not skipped:
                    open_nodes.append(name)
            elif kind == "End":
                open_nodes.pop()
                struck = name != "Strikethrough" or self._is_struck(span)
                events.append((event if struck else {"Text": "~"}, span))
            elif kind == "SoftBreak" and open_nodes[-1] == "DefinitionListTitle":
                # Each line is a term.
                place = {"start": span["end"], "end": span["end"]}
                events.append(({"End": "DefinitionListTitle"}, place))
                events.append(({"Start": "DefinitionListTitle"}, place))
            elif type(event) is str:
                events.append((event, span))
            else:
                self._leaf(events, kind, value, span)
        return events

    def _start(self, events: list[Event], name: str, event: Any, span: Any) -> int:
        """Add the start of a node; return 1 if it is left out, with all that is in it."""
        stands_for = self._references(span["start"]) if name == "List" else ()
        if "toc" in stands_for:
            ordered = event["Start"]["List"] is not None
            events.append(({"TableOfContents": ordered}, span))
            return 1
        if "footnotes" in stands_for:
            events.append(({"FootnotesPlace": None}, span))
            return 1
        if (
            name == "Paragraph"
            and _starts(events, "DefinitionListDefinition")
            and not self._is_apart(events[-1][1]["start"])
        ):
            event = {"Start": _BARE}
        elif name == "Strikethrough" and not self._is_struck(span):
            event = {"Text": "~"}
        elif name == "Table":
            self._table = span["start"]
        elif name == "CodeBlock" and event["Start"][name] != "Indented":
            # In code no references are resolved, but what is said of it may have some.
            info = event["Start"][name]["Fenced"].translate(NONCHARACTERS)
            event = {"Start": {name: {"Fenced": info}}}
        elif name in {"Link", "Image"}:
            event = {"Start": {name: _unmarked_link(event["Start"][name])}}
        events.append((event, span))
        return 0

    def _leaf(self, events: list[Event], kind: str, value: Any, span: Any) -> None:
        if type(value) is str and is_marked(value):
            if value.startswith(BARE) and _starts(events, "Paragraph"):
                events[-1] = ({"Start": _BARE}, events[-1][1])
            elif value.startswith(HEADLESS):
                self.headless.add(self._table)
            value = unmarked(value)
            if not value:
                return
        events.append(({kind: value}, span))

    def _is_struck(self, span: Any) -> bool:
        """Return True if two tildes strike it out; one is a character like any other."""
        return self._data.startswith(b"~~", span["start"])

    def _is_apart(self, start: int) -> bool:
        """Return True if an empty line stands before."""
        line = self._data.rfind(b"\n", 0, start)
        above = self._data.rfind(b"\n", 0, max(line, 0)) + 1
        return line >= 0 and not self._data[above:line].strip(b" \t>")

    def _references(self, start: int) -> tuple[str, ...]:
        given = self.attributes.get(("List", start))
        return given.references if given is not None else ()


def _starts(events: list[Event], name: str) -> bool:
    return bool(events) and events[-1][0] == {"Start": name}


def _unmarked_link(details: Mapping[str, str]) -> Mapping[str, str]:
    """An address and a title may be on lines of their own, where a colon is marked."""
    if not is_marked(details["dest_url"] + details["title"]):
        return details
    return {key: unmarked(value) for key, value in details.items()}


def _start_of(block: _Block) -> int:
    return block.start
