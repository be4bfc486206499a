"""Elements of raw HTML: each is raw up to its end, unless it asks for Markdown in it.

Specification: https://kramdown.gettalong.org/syntax.html#html-blocks.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.markdown.edits import Edit
from app.markdown.marks import BARE, INLINE, RAW, RAW_BEGINS, RAW_ENDS
from app.markdown.mdast import MAX_DEPTH
from app.markdown.outline import Ranges
from app.markdown.sanitise import VOID, Policy, Tag

# In running text these are parts of it; every other element begins a block.
_SPANS: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn",
        "em", "i", "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp",
        "rt", "rtc", "ruby", "samp", "select", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var",
    }
)  # fmt: skip
# With `markdown="1"` these hold running text, and the others blocks.
_HOLD_TEXT: Final = _SPANS | frozenset(
    {"address", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "summary", "th"}
)
_HOLD_CODE: Final = frozenset({"math", "pre", "script", "style", "textarea"})
_BODILESS: Final = VOID | frozenset({"base", "embed", "link", "meta", "param", "source", "track"})
_ASKS: Final = re.compile(r"""\s+markdown\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s*")


@dataclass(slots=True)
class Elements:
    """What is to be edited for a source's elements, and where they are raw."""

    edits: list[Edit] = field(default_factory=list)
    raw: list[tuple[int, int]] = field(default_factory=list)


def find_elements(source: str, policy: Policy, code: Ranges) -> Elements:
    """The elements of a source outside its code."""
    tags = [
        part for part in policy.tags(source) if isinstance(part, Tag) and part.offset not in code
    ]
    found = Elements()
    _Reader(source, tags, found).read(0, len(tags), 0)
    return found


class _Reader:
    def __init__(self, source: str, tags: Sequence[Tag], found: Elements) -> None:
        self._source = source
        self._tags = tags
        self._found = found
        self._ends = _matching(source, tags)
        self._closed = frozenset(self._ends.values())

    def read(self, index: int, end: int, begin: int, depth: int = 0) -> None:
        """The tags from one index to another, in Markdown that begins at this offset."""
        edits = self._found.edits
        while index < end:
            tag = self._tags[index]
            at_start = self._begins_line(tag.offset, begin)
            closing = self._ends.get(index)
            if tag.name in _SPANS or (tag.closing and index not in self._closed):
                if at_start and not self._rest_of_line(tag.end).strip():
                    edits.append(Edit(tag.offset, tag.offset, INLINE))
                self._forget(tag)
                index += 1
                continue
            if tag.closing or not at_start or closing is None or closing >= end:
                self._forget(tag)
                index += 1
                continue
            index = self._element(index, closing, depth + 1)

    def _element(self, index: int, closing: int, depth: int) -> int:
        """An element that begins a block; returns the index of the tag behind it."""
        start = self._tags[index].offset
        self._found.edits.append(Edit(start, start, RAW_BEGINS))
        inner = index
        while inner <= closing:
            tag = self._tags[inner]
            end = self._ends.get(inner)
            asked = tag.attribute("markdown") if not tag.closing else None
            holds = tag.name not in _HOLD_CODE and depth <= MAX_DEPTH
            if holds and asked in {"1", "block", "span"} and end and inner < end <= closing:
                is_text = asked == "span" or (asked == "1" and tag.name in _HOLD_TEXT)
                self._markdown(inner, end, start, 0 if is_text else depth)
                start = self._tags[end].offset
                inner = end
                continue
            self._forget(tag)
            inner += 1
        last = self._tags[closing]
        self._raw(start, last.end)
        rest = self._rest_of_line(last.end)
        indent = self._indent(last.end)
        self._found.edits.append(
            Edit(last.end, last.end, f"{RAW_ENDS}\n{indent}" if rest.strip() else RAW_ENDS)
        )
        return closing + 1

    def _markdown(self, index: int, end: int, raw_start: int, depth: int) -> None:
        """The inside of an element that asks for Markdown; of depth 0 where that is text only."""
        opening, closing = self._tags[index], self._tags[end]
        self._forget(opening)
        self._raw(raw_start, opening.end)
        edits = self._found.edits
        if not depth:
            space = _SPACE.match(self._source, opening.end)
            assert space is not None
            begin = min(space.end(), closing.offset)
            mark = BARE if begin < closing.offset else ""
            edits.append(Edit(opening.end, begin, f"{RAW_ENDS}\n\n{mark}"))
            for inner in self._tags[index + 1 : end]:
                self._forget(inner)
        else:
            edits.append(Edit(opening.end, opening.end, f"{RAW_ENDS}\n\n"))
            self.read(index + 1, end, opening.end, depth)
        edits.append(Edit(closing.offset, closing.offset, f"\n\n{RAW_BEGINS}"))

    def _raw(self, start: int, end: int) -> None:
        self._found.raw.append((start, end))
        # A comment in it would end the one that all of it stands in.
        position = self._source.find("-->", start, end)
        while position >= 0:
            self._found.edits.append(Edit(position + 2, position + 2, RAW))
            position = self._source.find("-->", position + 3, end)

    def _forget(self, tag: Tag) -> None:
        """An attribute that tells a parser of Markdown what to do is none of the element."""
        if not tag.closing and tag.attribute("markdown") is not None:
            match = _ASKS.search(self._source, tag.offset, tag.end)
            if match:
                self._found.edits.append(Edit(*match.span()))

    def _begins_line(self, offset: int, begin: int) -> bool:
        line = max(self._source.rfind("\n", 0, offset) + 1, begin)
        return offset - line <= 3 and not self._source[line:offset].strip(" ")

    def _rest_of_line(self, offset: int) -> str:
        end = self._source.find("\n", offset)
        return self._source[offset : end if end >= 0 else None]

    def _indent(self, offset: int) -> str:
        line = self._source.rfind("\n", 0, offset) + 1
        rest = self._source[line:offset]
        return rest[: len(rest) - len(rest.lstrip(" "))][:3]


def _matching(source: str, tags: Sequence[Tag]) -> dict[int, int]:
    """The index of the closing tag for that of each opening one; its own where it has no body."""
    ends: dict[int, int] = {}
    open_tags: defaultdict[str, list[int]] = defaultdict(list)
    for index, tag in enumerate(tags):
        if tag.closing:
            if open_tags[tag.name]:
                ends[open_tags[tag.name].pop()] = index
        elif tag.name in _BODILESS or source[tag.end - 2] == "/":
            ends[index] = index
        else:
            open_tags[tag.name].append(index)
    return ends
