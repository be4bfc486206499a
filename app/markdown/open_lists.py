"""An item and a list that are being read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.markdown.body import BodyLink, BodyList, ListKind

# Most lists have none of these.
_NONE: Final[dict[int, int]] = {}
_NO_CELLS: Final[dict[int, tuple[str, ...]]] = {}
# A longer cell of a table, or line of an item, is text, not a name; more of them are none either.
_LONGEST_CELL: Final = 80
_MOST_CELLS: Final = 12


class OpenItem:
    """An item that is being read; places in the text are counted in pieces.

    Defaults are attributes of the class: an item stores only what differs, to save memory.
    """

    # Its place in the list, and where all its text begins.
    place = -1
    begin = -1
    # Where its bold or linked beginning and its first paragraph end.
    lead = -1
    first = -1
    # The label that a list in it would have if it came next.
    label: str | None = None
    # The text before nested lists, and the numbers of links.
    texts: list[str]
    links: list[int]

    def __init__(self, plain: int) -> None:
        # Where its text begins that is not in `texts`.
        self.plain = plain


@dataclass(slots=True, eq=False)
class OpenList:
    """A list that is being read, as columns with an entry for each item.

    `starts` are the bytes where items begin. `links`, `leads`, `firsts`, `groups`, `cells` and
    `parts` are by the places of items that have any. `levels` are the places from which on items
    stand deeper or less deep, and by how much.
    """

    kind: ListKind
    labels: tuple[str, ...]
    has_sentence: bool
    statement: tuple[int, str] | None = None
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    links: dict[int, tuple[int, ...]] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)
    firsts: dict[int, int] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    parts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    levels: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, start: int) -> int:
        """Add an item that begins at a byte; return its place."""
        place = len(self.texts)
        self.texts.append(" ".join(text.split()))
        self.starts.append(start)
        return place

    def add_names(
        self, names: Iterable[str], start: int, links: Sequence[tuple[int, BodyLink]]
    ) -> None:
        """Add names of one paragraph as items, each with those of the links that stand in it."""
        for name in names:
            within = [number for number, link in links if link.text and link.text in name]
            place = self.add(name, start)
            if within:
                self.links[place] = tuple(within)

    def end_item(self, item: OpenItem, plain: list[str]) -> None:
        """Set the text, the links and the beginnings of an item; `plain` is the text so far."""
        place = item.place
        written = "".join((*item.texts, " ", *plain[item.plain :]))
        text = self.texts[place] = " ".join(written.split())
        if "\n" in written and not item.texts:
            self._add_parts(place, written)
        if item.links:
            self.links[place] = tuple(item.links)
        lead = one_line(plain[item.begin : item.lead]) if item.lead >= 0 else ""
        if lead and text.startswith(lead):
            self.leads[place] = len(lead)
        first = one_line(plain[item.begin : item.first]) if item.first >= 0 else ""
        if first and len(first) < len(text) and text.startswith(first):
            self.firsts[place] = len(first)

    def _add_parts(self, place: int, written: str) -> None:
        """Set the lines of an item, if it is nothing but several short ones."""
        parts = tuple([" ".join(line.split()) for line in written.split("\n") if line.strip()])
        if 1 < len(parts) <= _MOST_CELLS and max(map(len, parts)) <= _LONGEST_CELL:
            self.parts[place] = parts

    def add_cell(self, text: str) -> None:
        """Add a further cell of the row whose first cell was added last."""
        if self.texts and text and len(text) <= _LONGEST_CELL:
            place = len(self.texts) - 1
            cells = self.cells.get(place, ())
            if len(cells) < _MOST_CELLS:
                self.cells[place] = (*cells, text)

    def deepen(self, by: int) -> None:
        """Set how much deeper the next items stand."""
        self.levels.append((len(self.texts), by))

    def finish(self, lines: Callable[[list[int]], list[int]]) -> BodyList:
        """Return the list; `lines` maps bytes to their lines."""
        links = self.links
        return BodyList(
            self.kind,
            self.labels,
            self.has_sentence,
            tuple(self.texts),
            tuple([links.get(place, ()) for place in range(len(self.texts))]) if links else (),
            tuple(lines(self.starts)),
            self._depths() if self.levels else (),
            self.leads or _NONE,
            self.firsts or _NONE,
            tuple(self.groups),
            self.cells or _NO_CELLS,
            tuple(self.head),
            self.parts or _NO_CELLS,
            self.statement,
        )

    def _depths(self) -> tuple[int, ...]:
        depths: list[int] = []
        level = 0
        for place, by in (*self.levels, (len(self.texts), 0)):
            depths += [level] * (place - len(depths))
            level += by
        return tuple(depths) if any(depths) else ()


@dataclass(slots=True)
class OpenRawList:
    """A list that is written as HTML and open, with its open item.

    `cells` counts those of the open row of a table; `cell` is where the open one begins, unless it
    is the first.
    """

    name: str
    items: OpenList
    is_nested: bool = False
    item: OpenItem | None = None
    cells: int = 0
    cell: int = -1


def one_line(pieces: Iterable[str]) -> str:
    """Return text in pieces on one line."""
    return " ".join("".join(pieces).split())
