"""The ranges of code, headings, lists and spans in a source."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from app.markdown.edits import Edit, EditedText
from app.markdown.events import SPANS, event_parts
from app.markdown.normalize import extended_events
from app.markdown.offsets import character_offsets
from app.regex import regex

_ASTERISKS: Final = regex(r"\*+")


class Ranges:
    """Ranges of a text in order. Of those that overlap the first one counts."""

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
    """Ranges of a source as it is parsed, in offsets of characters.

    `fenced` is code with an explicit end; indented code, which `code` has too, may be raw HTML.
    `asterisks` are where runs of asterisks begin that are text, a list for each node.
    """

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        """Parse the source as it is with these edits applied."""
        edited = EditedText(source, edits)
        character_of = character_offsets(edited.text.encode())

        def offset_of(byte: int) -> int:
            return edited.origin(character_of(byte))

        def range_of(span: Any) -> tuple[int, int]:
            return offset_of(span["start"]), offset_of(span["end"])

        ranges: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.span_ends: set[int] = set()
        self.asterisks: list[list[int]] = []
        open_nodes: list[list[int]] = [[]]
        # An event is a mapping of its name, or a name in which none of these occurs.
        for event, span in extended_events(edited.text):
            if "Text" in event:
                # Escapes and entities are longer in the source than in the text.
                text = event["Text"]
                if "*" in text and span["end"] - span["start"] == len(text.encode()):
                    start = offset_of(span["start"])
                    open_nodes[-1] += (start + run.start() for run in _ASTERISKS.finditer(text))
            elif "End" in event:
                starts = open_nodes.pop()
                if len(starts) > 1 and event["End"] != "CodeBlock":
                    self.asterisks.append(starts)
            elif "Start" in event:
                open_nodes.append([])
                _, name, detail = event_parts(event)
                if name in SPANS:
                    self.span_ends.add(offset_of(span["end"]))
                elif name in {"CodeBlock", "Heading", "List"}:
                    is_fenced = name == "CodeBlock" and detail != "Indented"
                    ranges["Fenced" if is_fenced else name].append(range_of(span))
            elif "Code" in event:
                ranges["Fenced"].append(range_of(span))
                self.span_ends.add(offset_of(span["end"]))
        self.fenced = Ranges(ranges["Fenced"])
        self.code = Ranges(ranges["CodeBlock"] + ranges["Fenced"])
        self.headings = Ranges(ranges["Heading"])
        self.lists = Ranges(ranges["List"])
