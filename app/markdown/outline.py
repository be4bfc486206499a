"""Where a source has code, lists, headings and spans: what kramdown's signs are judged by."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, Final

_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_ASTERISKS: Final = re.compile(r"\*+")


class Ranges:
    """Ranges of a text that do not overlap, in order."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: object) -> bool:
        assert isinstance(offset, int)
        return self.around(offset) is not None

    def around(self, offset: int) -> tuple[int, int] | None:
        """Return the range that holds the offset."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._ends[index]:
            return self._starts[index], self._ends[index]
        return None


class Outline:
    """The ranges of code, headings and lists in a source, in offsets of its characters.

    `fenced` is code that says itself where it ends; what is indented may be inside raw HTML.
    `asterisks` are those that are text, where each run of them begins, by the node they are in.
    """

    def __init__(self, events: Iterable[tuple[Any, Any]], offset_of: Callable[[int], int]) -> None:
        code: list[tuple[int, int]] = []
        fenced: list[tuple[int, int]] = []
        headings: list[tuple[int, int]] = []
        lists: list[tuple[int, int]] = []
        self.span_ends: set[int] = set()
        self.asterisks: list[list[int]] = []
        open_nodes: list[list[int]] = [[]]
        for event, span in events:
            if type(event) is str:
                continue
            ((kind, value),) = event.items()
            if kind == "Code":
                place = (offset_of(span["start"]), offset_of(span["end"]))
                fenced.append(place)
                self.span_ends.add(place[1])
            elif kind == "Text":
                # What is escaped or an entity is longer in the source.
                if "*" in value and span["end"] - span["start"] == len(value.encode()):
                    start = offset_of(span["start"])
                    open_nodes[-1] += (start + run.start() for run in _ASTERISKS.finditer(value))
            elif kind == "End":
                asterisks = open_nodes.pop()
                if len(asterisks) > 1 and value != "CodeBlock":
                    self.asterisks.append(asterisks)
            elif kind == "Start":
                open_nodes.append([])
                name = value if type(value) is str else next(iter(value))
                if name in _SPANS:
                    self.span_ends.add(offset_of(span["end"]))
                elif name == "CodeBlock":
                    place = (offset_of(span["start"]), offset_of(span["end"]))
                    (code if value[name] == "Indented" else fenced).append(place)
                elif name == "Heading":
                    headings.append((offset_of(span["start"]), offset_of(span["end"])))
                elif name == "List":
                    lists.append((offset_of(span["start"]), offset_of(span["end"])))
        self.fenced = Ranges(fenced)
        self.code = Ranges(code + fenced)
        self.headings = Ranges(headings)
        self.lists = Ranges(lists)
