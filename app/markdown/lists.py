"""The lists of a body while it is read."""

from collections.abc import Callable
from typing import Final

from app.markdown.body import BodyLink, BodyList, ListKind
from app.markdown.labels import is_label, last_sentence, leads_in, names_on_line

# Of a bold line, below the six of headings.
BOLD_DEPTH: Final = 7
# A longer bold or italic paragraph is emphasis, not a label.
_LONGEST_LABEL: Final = 120
_NONE: Final[dict[int, int]] = {}


class OpenList:
    """A list that is being read, as columns with an entry for each item.

    `links`, `leads`, `firsts` and `groups` are by the places of items that have any.
    """

    __slots__ = (
        *("_levels", "firsts", "groups", "has_sentence", "kind", "labels", "leads", "links"),
        *("starts", "texts"),
    )

    def __init__(self, kind: ListKind, labels: tuple[str, ...], *, has_sentence: bool) -> None:
        self.kind: ListKind = kind
        self.labels = labels
        self.has_sentence = has_sentence
        self.texts: list[str] = []
        self.starts: list[int] = []
        # Most lists have none of these.
        self.links: dict[int, tuple[int, ...]] | None = None
        self.leads: dict[int, int] | None = None
        self.firsts: dict[int, int] | None = None
        self.groups: list[int] | None = None
        # The places from which on items stand deeper or less deep, and by how much.
        self._levels: list[tuple[int, int]] | None = None

    def add(self, text: str, start: int) -> int:
        """Add an item that begins at a byte; return its place."""
        place = len(self.texts)
        self.texts.append(" ".join(text.split()))
        self.starts.append(start)
        return place

    def set(self, place: int, text: str, links: list[int]) -> None:
        """Set the text and the links of an item that has ended."""
        self.texts[place] = " ".join(text.split())
        if links:
            self.set_links(place, links)

    def set_links(self, place: int, links: list[int]) -> None:
        """Set the links of an item."""
        if self.links is None:
            self.links = {}
        self.links[place] = tuple(links)

    def set_beginning(self, place: int, lead: str, first: str) -> None:
        """Set the bold or linked beginning and the first paragraph of an item with its text."""
        text = self.texts[place]
        lead, first = " ".join(lead.split()), " ".join(first.split())
        if lead and text.startswith(lead):
            if self.leads is None:
                self.leads = {}
            self.leads[place] = len(lead)
        if first and len(first) < len(text) and text.startswith(first):
            if self.firsts is None:
                self.firsts = {}
            self.firsts[place] = len(first)

    def set_group(self, place: int) -> None:
        """Make an item the label of a list in it."""
        if self.groups is None:
            self.groups = []
        self.groups.append(place)

    def deepen(self, by: int) -> None:
        """Set how much deeper the next items stand."""
        if self._levels is None:
            self._levels = []
        self._levels.append((len(self.texts), by))

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
            self._depths(self._levels) if self._levels else (),
            self.leads or _NONE,
            self.firsts or _NONE,
            tuple(self.groups or ()),
        )

    def _depths(self, levels: list[tuple[int, int]]) -> tuple[int, ...]:
        depths: list[int] = []
        level = 0
        for place, by in (*levels, (len(self.texts), 0)):
            depths += [level] * (place - len(depths))
            level += by
        return tuple(depths) if any(depths) else ()


class ListCollector:
    """Collects the lists of a body with the labels that reach them.

    `sentence` is a label that reaches a list directly after it. `last` is the list that ended
    directly before the place that is read; one that follows it is its continuation. `marks` are
    the headings so far with their depths, and bold lines with a depth below all of them; some may
    be left out that reach nothing any more. `in_raw_list` is True in a list that is written as
    HTML: what stands there labels nothing outside of it.
    """

    __slots__ = ("in_raw_list", "last", "lists", "marks", "sentence")

    def __init__(self) -> None:
        self.sentence: str | None = None
        self.last: OpenList | None = None
        self.marks: list[tuple[int, str]] = []
        self.lists: list[OpenList] = []
        self.in_raw_list = False

    def interrupt(self) -> None:
        """End what a sentence reaches, and the list that came last."""
        self.sentence = self.last = None

    def begin(self, kind: ListKind = "list", label: str | None = None) -> OpenList:
        """Begin a list; `label` is the item that it stands in, if that is its label."""
        if label is None:
            if self.last is not None and self.last.kind == kind:
                return self.last
            label = self.sentence
            has_sentence = label is not None
        else:
            has_sentence = False
        labels = self._labels()
        opened = OpenList(
            kind, labels if label is None else (label, *labels), has_sentence=has_sentence
        )
        self.lists.append(opened)
        return opened

    def _labels(self) -> tuple[str, ...]:
        """Return the headings and the bold line that reach this place, the nearest first."""
        reaching = []
        above = BOLD_DEPTH + 1
        for mark in reversed(self.marks):
            if mark[0] < above:
                reaching.append(mark)
                above = mark[0]
                if above == 1:
                    break
        # Without the others, a body of many headings and lists is read in linear time.
        self.marks[:] = reversed(reaching)
        return tuple([title for _, title in reaching if title])

    def heading(self, depth: int, title: str) -> None:
        """Begin what a heading reaches."""
        self.last = self.sentence = None
        if not self.in_raw_list:
            self.marks.append((depth, title))

    def paragraph(self, text: str, *, bold: bool) -> bool:
        """Begin what a paragraph reaches; return True if it is a label."""
        self.last = None
        stripped = text.strip()
        if not stripped:
            # A picture does not part a label from its list.
            return False
        if bold:
            self.sentence = None
            if len(stripped) <= _LONGEST_LABEL and not self.in_raw_list:
                self.marks.append((BOLD_DEPTH, " ".join(stripped.split())))
            return True
        if is_label(stripped):
            self.sentence = last_sentence(stripped)
            return True
        self.sentence = last_sentence(stripped) if leads_in(stripped) else None
        return False

    def line(self, text: str, start: int, links: list[tuple[int, BodyLink]]) -> None:
        """Add a line of names, if the paragraph is one; `links` are those in it."""
        if (parts := names_on_line(text)) is None:
            return
        label, names = parts
        opened = OpenList("line", (label, *self._labels()), has_sentence=True)
        for name in names:
            within = [number for number, link in links if link.text and link.text in name]
            opened.set_links(opened.add(name, start), within)
        self.lists.append(opened)

    def finish(self, lines: Callable[[list[int]], list[int]]) -> tuple[BodyList, ...]:
        """Return the lists that have items, in their order; `lines` maps bytes to lines."""
        return tuple([each.finish(lines) for each in self.lists if each.texts])
