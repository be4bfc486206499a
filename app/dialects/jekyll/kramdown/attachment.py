"""The attributes of nodes: each attribute list is attached to its block or span."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from app.dialects.jekyll.kramdown.attribute_lists import AttributeList, resolved
from app.markdown.attributes import NO_ATTRIBUTES, Attributes
from app.markdown.events import SPANS, Event, Key, event_parts
from app.regex import regex

_BLOCKS: Final = frozenset(
    {
        "Paragraph", "Heading", "List", "Item", "BlockQuote", "CodeBlock", "HtmlBlock", "Table",
        "DefinitionList", "DefinitionListTitle", "DefinitionListDefinition", "FootnoteDefinition",
    }
)  # fmt: skip
_ITEMS: Final = frozenset({"Item", "DefinitionListDefinition"})
_START: Final = attrgetter("start")
_SPACE: Final = regex(rb"[ \t]*")
_MARKER: Final = regex(rb"(?:[-+*:]|[0-9]{1,9}[.)])(?: {1,4}(?=\S)| |\t|$)", re.MULTILINE)


@dataclass(slots=True, eq=False)
class _Block:
    kind: str
    start: int
    end: int
    children: list["_Block"] = field(default_factory=list)

    def child(self, byte: int) -> "_Block | None":
        """Return the child that holds this byte."""
        index = bisect_right(self.children, byte, key=_START) - 1
        if index >= 0 and byte < self.children[index].end:
            return self.children[index]
        return None


def attach(
    lists: Sequence[AttributeList],
    events: Iterable[Event],
    data: bytes,
    byte_of: Callable[[int], int],
    definitions: Mapping[str, Attributes],
) -> dict[Key, Attributes]:
    """Return the attributes of nodes; `byte_of` maps an offset of the source to a byte of `data`.

    A list that belongs to no node is dropped.
    """
    if not lists:
        return {}
    root, blocks, spans = _nodes(events, len(data))
    items = {
        text.end(): block
        for block in blocks
        if block.kind in _ITEMS and (text := _SPACE.match(data, block.start))
    }
    attributes: dict[Key, Attributes] = {}
    # First the ids in headings: a list replaces them.
    for list_ in sorted(lists, key=lambda list_: list_.position != "heading"):
        byte = byte_of(list_.offset)
        if list_.position == "span":
            key = spans.get(byte)
        else:
            if list_.position == "item":
                block = items.get(byte)
            elif list_.position == "after":
                block = _block_above(root, list_, data, byte)
            else:
                index = bisect_left(blocks, byte, key=_START)
                block = blocks[index] if index < len(blocks) else None
                if list_.position == "heading" and block and block.kind != "Heading":
                    block = None
            key = (block.kind, block.start) if block else None
        if key is not None:
            known = attributes.get(key, NO_ATTRIBUTES)
            attributes[key] = known.extended(resolved(list_.attributes, definitions))
    return attributes


def _nodes(events: Iterable[Event], length: int) -> tuple[_Block, list[_Block], dict[int, Key]]:
    """Return the tree of blocks, the blocks in order, and the spans by the byte of their end."""
    root = _Block("", 0, length + 1)
    blocks: list[_Block] = []
    spans: dict[int, Key] = {}
    stack = [root]
    for event, span in events:
        # An event is a mapping of its name, or a name in which none of these occurs.
        if "Start" in event:
            _, name, _ = event_parts(event)
            if name in _BLOCKS:
                block = _Block(name, span["start"], span["end"])
                stack[-1].children.append(block)
                stack.append(block)
                blocks.append(block)
            elif name in SPANS:
                # Of spans that end together the inner one comes last.
                spans[span["end"]] = name, span["start"]
        elif "End" in event:
            _, name, _ = event_parts(event)
            if name in _BLOCKS:
                stack.pop()
        elif "Code" in event:
            spans[span["end"]] = "Code", span["start"]
    return root, blocks, spans


def _block_above(root: _Block, list_: AttributeList, data: bytes, byte: int) -> _Block | None:
    """Return the block that ends above a list, in the containers that the list's line is in."""
    last = byte - 1
    while last >= 0 and data[last] in b" \t\r\n>":
        last -= 1
    block = root.child(last)
    quotes = 0
    while block is not None:
        if block.kind == "BlockQuote":
            if list_.quotes <= quotes:
                break
            quotes += 1
        elif block.kind in {"List", "DefinitionList"}:
            item = block.child(last)
            if item is None or list_.column < _content_column(item, data):
                break
            block = item
        elif block.kind != "FootnoteDefinition" or not list_.column:
            break
        block = block.child(last)
    return block


def _content_column(item: _Block, data: bytes) -> int:
    """Return the column where the content of an item begins."""
    line = data.rfind(b"\n", 0, item.start) + 1
    before = data[line : item.start].rpartition(b">")[2]
    marker = _MARKER.match(data, item.start)
    return len(before.expandtabs(4)) + (len(marker.group()) if marker else 2)
