"""The shortcodes of a text as a tree.

Whether a shortcode has an inside is not told by where it begins: one is paired with the nearest
end of its name, and one that has no end stands for itself.
"""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from app.dialects.hugo.shortcodes.tags import Broken, Comment, Tag, find_tags
from app.problems import Fault

# Deeper ones are dissolved: what is in them stands in the one around them.
MAX_NESTING: Final = 100


class Literal(NamedTuple):
    """A part of the text that reads otherwise: the text that stands there instead."""

    start: int
    end: int
    text: str


class Shortcode(NamedTuple):
    """A shortcode from `start` to `end` of the text, tags included.

    `inner` is the range between its tags, None where it has none; `items` are what is in it.
    Arguments without names are named "0", "1" and so on.
    """

    name: str
    markup: bool
    arguments: tuple[tuple[str, str], ...]
    start: int
    end: int
    inner: tuple[int, int] | None
    items: "tuple[Item, ...]"

    @property
    def is_inline(self) -> bool:
        """Whether its inside is a template, which is no text."""
        return self.name.endswith(".inline")

    def argument(self, *names: str) -> str:
        """The first of these arguments that is there and not empty, else the empty text."""
        given = dict(self.arguments)
        return next((given[name] for name in names if given.get(name)), "")


Item: TypeAlias = Shortcode | Literal


@dataclass(slots=True)
class _Open:
    """A tag that may find its end; those behind it are its own once it does."""

    tag: Tag
    items: list[Item] = field(default_factory=list)


def read_shortcodes(
    text: str, enclosing: Container[str] = frozenset()
) -> tuple[tuple[Item, ...], tuple[Fault, ...]]:
    """What stands in a text, in order, and what is wrong with it. No input raises.

    Shortcodes of the names `enclosing` must have an end; of all others it may be left out.
    """
    faults: list[Fault] = []
    reader = _Reader(faults, enclosing)
    tags = list(find_tags(text, faults))
    depths = _depths(tags)
    reader.read(tags, depths)
    faults.sort(key=lambda fault: fault.offset)
    return tuple(reader.root), tuple(faults)


def _depths(tags: Iterable[Tag | Comment | Broken]) -> dict[int, int]:
    """How deep each shortcode that has an end is nested, by where it begins."""
    open_tags: list[Tag] = []
    counts: Counter[str] = Counter()
    ends: dict[int, int] = {}
    for tag in tags:
        if not isinstance(tag, Tag) or tag.alone:
            continue
        if not tag.closing:
            open_tags.append(tag)
            counts[tag.name] += 1
        elif counts[tag.name]:
            while True:
                last = open_tags.pop()
                counts[last.name] -= 1
                if last.name == tag.name:
                    ends[last.start] = tag.start
                    break
    depths: dict[int, int] = {}
    until: list[int] = []
    for start, end in sorted(ends.items()):
        while until and until[-1] < start:
            until.pop()
        until.append(end)
        depths[start] = len(until)
    return depths


class _Reader:
    def __init__(self, faults: list[Fault], enclosing: Container[str]) -> None:
        self.root: list[Item] = []
        self._faults = faults
        self._enclosing = enclosing
        self._stack: list[_Open] = []

    def read(self, tags: Iterable[Tag | Comment | Broken], depths: dict[int, int]) -> None:
        """All tags; `depths` has those that have an end."""
        # Of those that are dissolved, the names in the order in which they end.
        dissolved: list[str] = []
        for tag in tags:
            if isinstance(tag, Comment):
                self._add(Literal(*tag))
            elif isinstance(tag, Broken):
                self._add(Literal(*tag, ""))
            elif tag.closing:
                if dissolved and dissolved[-1] == tag.name:
                    dissolved.pop()
                    self._add(Literal(tag.start, tag.end, ""))
                else:
                    self._close(tag)
            elif tag.start not in depths:
                if tag.name in self._enclosing and not tag.alone:
                    told = f'the shortcode "{tag.name}" encloses something and is never closed'
                    left, right = ("{{%", "%}}") if tag.markup else ("{{<", ">}}")
                    hint = f"Write {left} /{tag.name} {right} behind what it encloses."
                    self._faults.append(Fault(tag.start, "shortcode-syntax", told, hint))
                self._add(_shortcode(tag, tag.end, None, ()))
            elif depths[tag.start] > MAX_NESTING:
                if not any(fault.code == "nested-too-deep" for fault in self._faults):
                    told = f"shortcodes nest deeper than {MAX_NESTING} levels here"
                    hint = "Deeper ones are served as if they were not there; make it simpler."
                    self._faults.append(Fault(tag.start, "nested-too-deep", told, hint))
                dissolved.append(tag.name)
                self._add(Literal(tag.start, tag.end, ""))
            else:
                self._stack.append(_Open(tag))

    def _add(self, item: Item) -> None:
        (self._stack[-1].items if self._stack else self.root).append(item)

    def _close(self, tag: Tag) -> None:
        if not self._stack or self._stack[-1].tag.name != tag.name:
            told = f'the end of a shortcode "{tag.name}" ends none'
            hint = f"Begin it before with {{{{< {tag.name} >}}}}, or take the end out."
            self._faults.append(Fault(tag.start, "shortcode-syntax", told, hint))
            self._add(Literal(tag.start, tag.end, ""))
            return
        found = self._stack.pop()
        inner = (found.tag.end, tag.start)
        self._add(_shortcode(found.tag, tag.end, inner, tuple(found.items)))


def _shortcode(
    tag: Tag, end: int, inner: tuple[int, int] | None, items: tuple[Item, ...]
) -> Shortcode:
    return Shortcode(tag.name, tag.markup, tag.arguments, tag.start, end, inner, items)
