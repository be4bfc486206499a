"""The ranges of code, headings, lists and spans in a source."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Final

from app.markdown.edits import Edit, EditedText
from app.markdown.events import SPANS, Event
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

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset)
        return index > 0 and offset < self._ends[index - 1]

    def around(self, offset: int) -> tuple[int, int] | None:
        """Return the range that holds the offset."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._ends[index]:
            return self._starts[index], self._ends[index]
        return None


class Outline:
    """The events of a source, and ranges of it by them, in offsets of characters.

    `edited` is what is parsed: the source with edits applied. Of most sources only some of the
    ranges are looked at, so each is found when it is first read.
    """

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        """Outline the source as it is with these edits applied."""
        self.edited = EditedText(source, edits)

    @cached_property
    def events(self) -> list[Event]:
        """The events of the text with definition lists. Raises TooManyEventsError."""
        return extended_events(self.edited.text)

    @cached_property
    def fenced(self) -> Ranges:
        """Code with an explicit end."""
        if "`" not in self.edited.text and "~~~" not in self.edited.text:
            return Ranges()
        return Ranges(self._ranges("Code") + self._ranges("FencedCode"))

    @cached_property
    def code(self) -> Ranges:
        """All code; indented code may be raw HTML."""
        kinds = ("IndentedCode", "Code", "FencedCode")
        return Ranges(place for kind in kinds for place in self._ranges(kind))

    @cached_property
    def headings(self) -> Ranges:
        """Headings."""
        return Ranges(self._ranges("Heading"))

    @cached_property
    def lists(self) -> Ranges:
        """Lists."""
        return Ranges(self._ranges("List"))

    @cached_property
    def span_ends(self) -> frozenset[int]:
        """Where spans end, code among them."""
        return frozenset(end for kind in ("Code", *SPANS) for _, end in self._ranges(kind))

    @cached_property
    def asterisks(self) -> list[list[int]]:
        """Where runs of asterisks begin that are text, a list for each node with several."""
        if not any("Text" in event and "*" in event["Text"] for event, _ in self.events):
            return []
        asterisks: list[list[int]] = []
        open_nodes: list[list[int]] = [[]]
        for event, span in self.events:
            if "Text" in event:
                # Escapes and entities are longer in the source than in the text.
                text = event["Text"]
                if "*" in text and span["end"] - span["start"] == len(text.encode()):
                    start = self._offset_of(span["start"])
                    open_nodes[-1] += (start + run.start() for run in _ASTERISKS.finditer(text))
            elif "End" in event:
                starts = open_nodes.pop()
                if len(starts) > 1 and event["End"] != "CodeBlock":
                    asterisks.append(starts)
            elif "Start" in event:
                open_nodes.append([])
        return asterisks

    @cached_property
    def _spans(self) -> defaultdict[str, list[Any]]:
        """The spans of nodes and of code, by kind."""
        spans: defaultdict[str, list[Any]] = defaultdict(list)
        # An event is a mapping of its name, or a name in which none of these occurs.
        for event, span in self.events:
            if "Start" in event:
                kind = event["Start"]
                if type(kind) is dict:
                    ((kind, detail),) = kind.items()
                    if kind == "CodeBlock":
                        kind = "IndentedCode" if detail == "Indented" else "FencedCode"
                spans[kind].append(span)
            elif "Code" in event:
                spans["Code"].append(span)
        return spans

    def _ranges(self, kind: str) -> list[tuple[int, int]]:
        return [
            (self._offset_of(span["start"]), self._offset_of(span["end"]))
            for span in self._spans[kind]
        ]

    @cached_property
    def _character_of(self) -> Callable[[int], int]:
        return character_offsets(self.edited.text.encode())

    def _offset_of(self, byte: int) -> int:
        return self.edited.origin(self._character_of(byte))
