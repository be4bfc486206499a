"""Elements of raw HTML: each is raw up to its end, except where it asks for Markdown.

Specification: https://kramdown.gettalong.org/syntax.html#html-blocks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from app.dialects.jekyll.kramdown.html_names import (
    CODE_ELEMENTS,
    EMPTY_ELEMENTS,
    SPANS,
    TEXT_ELEMENTS,
)
from app.dialects.jekyll.kramdown.leniency import guillemets
from app.dialects.jekyll.kramdown.placeholders import BARE, INLINE, RAW, RAW_BEGINS, RAW_ENDS
from app.markdown.edits import Edit
from app.markdown.lines import line_end, line_start
from app.markdown.mdast import MAX_DEPTH
from app.markdown.outline import Outline, Ranges
from app.markdown.sanitise import Policy, Tag
from app.regex import regex

# What looks like a tag in the text of these is none.
_SCRIPTS: Final = frozenset({"script", "style"})
_Content: TypeAlias = Literal["raw", "text", "blocks"]
_CONTENTS: Final[Mapping[str, _Content]] = {"span": "text", "block": "blocks"}
_MARKDOWN_ATTRIBUTE: Final = regex(
    r"""\s+markdown\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE
)
_SPACE: Final = regex(r"\s*")
_MAX_INDENTATION: Final = 3


def find_elements(source: str, policy: Policy, outline: Outline) -> tuple[list[Edit], Ranges]:
    """Return the edits that mark the raw HTML of a source outside its code, and its ranges."""
    quoted = Ranges(guillemets(source))
    tags = [
        part
        for part in policy.tags(source)
        if isinstance(part, Tag) and part.offset not in outline.fenced and part.offset not in quoted
    ]
    tags = list(_outside_scripts(source, tags))
    reader = _ElementReader(source, tags)
    reader.read(0, len(tags), 0)
    return reader.edits, Ranges(reader.raw)


class _ElementReader:
    def __init__(self, source: str, tags: Sequence[Tag]) -> None:
        self._source = source
        self._tags = tags
        self.edits: list[Edit] = []
        self.raw: list[tuple[int, int]] = []
        self._ends = _matching(source, tags)
        self._closed = frozenset(self._ends.values())

    def read(self, index: int, end: int, begin: int, depth: int = 0) -> None:
        """Read the tags from `index` to `end`, in Markdown that begins at the offset `begin`."""
        while index < end:
            tag = self._tags[index]
            is_first = self._begins_line(tag.offset, begin)
            if tag.name in SPANS or (tag.closing and index not in self._closed):
                if is_first and not self._rest_of_line(tag.end).strip():
                    self.edits.append(Edit(tag.offset, tag.offset, INLINE))
            elif is_first and not tag.closing:
                index = self._element(index, end, depth + 1)
                continue
            self._drop_markdown_attribute(tag)
            index += 1

    def _element(self, index: int, end: int, depth: int) -> int:
        """Read a block element with all that is in it; return the index of the tag after it.

        An end tag counts where it closes the innermost element. An element that is not closed holds
        all that follows, up to `end`.
        """
        start = self._tags[index].offset
        self.edits.append(Edit(start, start, RAW_BEGINS))
        open_names: list[str] = []
        while index < end:
            tag = self._tags[index]
            closing = self._ends.get(index)
            if tag.closing:
                if tag.name == open_names[-1]:
                    open_names.pop()
            elif closing != index and (content := _content(tag, depth)) != "raw":
                closing = end if closing is None else min(closing, end)
                self._markdown(index, closing, start, depth if content == "blocks" else 0)
                if closing == end:
                    return end
                start = self._tags[closing].offset
                self.edits.append(Edit(start, start, f"\n\n{RAW_BEGINS}"))
                index = closing
            else:
                self._drop_markdown_attribute(tag)
                if closing != index:
                    open_names.append(tag.name)
            index += 1
            if not open_names:
                break
        last = self._offset_of(end) if open_names else self._tags[index - 1].end
        self._add_raw(start, last)
        text = RAW_ENDS
        if self._rest_of_line(last).strip():
            # What follows in the line begins a line of its own, indented as this one.
            before = self._source[line_start(self._source, last) : last]
            indentation = before[: len(before) - len(before.lstrip(" "))][:_MAX_INDENTATION]
            text += f"\n{indentation}"
        self.edits.append(Edit(last, last, text))
        return index

    def _offset_of(self, index: int) -> int:
        """Return where a tag begins, or the end of the source."""
        return self._tags[index].offset if index < len(self._tags) else len(self._source)

    def _markdown(self, index: int, end: int, raw_start: int, depth: int) -> None:
        """Read the Markdown in an element; at depth 0 it is running text."""
        opening, closing = self._tags[index], self._offset_of(end)
        self._drop_markdown_attribute(opening)
        self._add_raw(raw_start, opening.end)
        begin, text = opening.end, f"{RAW_ENDS}\n\n"
        if depth:
            self.edits.append(Edit(opening.end, begin, text))
            self.read(index + 1, end, opening.end, depth)
        else:
            space = _SPACE.match(self._source, opening.end)
            assert space is not None
            begin = min(space.end(), closing)
            if begin < closing:
                text += BARE
            self.edits.append(Edit(opening.end, begin, text))
            for tag in self._tags[index + 1 : end]:
                self._drop_markdown_attribute(tag)

    def _add_raw(self, start: int, end: int) -> None:
        self.raw.append((start, end))
        # The end of a comment would end the comment around all of it.
        position = self._source.find("-->", start, end)
        while position >= 0:
            self.edits.append(Edit(position + 2, position + 2, RAW))
            position = self._source.find("-->", position + 3, end)

    def _drop_markdown_attribute(self, tag: Tag) -> None:
        if not tag.closing and tag.attribute("markdown") is not None:
            match = _MARKDOWN_ATTRIBUTE.search(self._source, tag.offset, tag.end)
            if match:
                self.edits.append(Edit(*match.span()))

    def _begins_line(self, offset: int, begin: int) -> bool:
        line = max(line_start(self._source, offset), begin)
        return offset - line <= _MAX_INDENTATION and not self._source[line:offset].strip(" ")

    def _rest_of_line(self, offset: int) -> str:
        return self._source[offset : line_end(self._source, offset)]


def _content(tag: Tag, depth: int) -> _Content:
    """Return what an element has in it, by its name and its attribute `markdown`."""
    asks_for = tag.attribute("markdown")
    if asks_for is None or tag.name in CODE_ELEMENTS or depth > MAX_DEPTH:
        return "raw"
    if asks_for == "1":
        return "text" if tag.name in TEXT_ELEMENTS else "blocks"
    return _CONTENTS.get(asks_for, "raw")


def _outside_scripts(source: str, tags: Sequence[Tag]) -> Iterator[Tag]:
    """Yield the tags that do not stand in a script or a style sheet, which end at their end tag."""
    last = {tag.name: index for index, tag in enumerate(tags) if tag.closing}
    script = ""
    for index, tag in enumerate(tags):
        if script and not (tag.closing and tag.name == script):
            continue
        yield tag
        is_open = tag.name in _SCRIPTS and not tag.closing and source[tag.end - 2] != "/"
        script = tag.name if is_open and last.get(tag.name, 0) > index else ""


def _matching(source: str, tags: Sequence[Tag]) -> dict[int, int]:
    """Return the index of the closing tag for each opening one; an empty element has its own."""
    ends: dict[int, int] = {}
    open_tags: defaultdict[str, list[int]] = defaultdict(list)
    for index, tag in enumerate(tags):
        if tag.closing:
            if open_tags[tag.name]:
                ends[open_tags[tag.name].pop()] = index
        elif tag.name in EMPTY_ELEMENTS or source[tag.end - 2] == "/":
            ends[index] = index
        else:
            open_tags[tag.name].append(index)
    return ends
