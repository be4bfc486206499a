"""What must be known of a body before anybody reads it: headings, links, lists, the excerpt.

A survey goes over the events of a body as a walk does, and makes neither mdast nor HTML nor text of
them. It is for bodies of plain Markdown, as nearly all are. What only a walk knows how to take it
leaves to one: raw HTML, footnotes, tasks, bare URLs, what nests deep.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from app.files.text import LocatedText
from app.markdown.autolink import may_hold_autolink
from app.markdown.body import BodyImage, BodyLink, BodyListItem
from app.markdown.events import events
from app.markdown.headings import Heading, Slugger
from app.markdown.references import body_link
from app.markdown.running_text import is_label
from app.markdown.sanitise import is_unsafe
from app.markdown.state import OpenList
from app.problems import Problem

Events: TypeAlias = Iterator[tuple[Any, Any]]

# A walk opens more for the same body, and dissolves what nests a hundred deep.
_DEEP: Final = 40
_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link"})
_PENDING: Final = frozenset({"Item", "Paragraph", "Heading"})
_BLOCKS: Final = frozenset({"CodeBlock", "BlockQuote", "Table"})
_PARTS: Final = frozenset({"TableHead", "TableRow", "TableCell"})


def survey_of(
    markdown: str, source: LocatedText, offset_of: Callable[[int], int]
) -> "Survey | None":
    """What is found in a body without a walk; None where it takes one.

    `offset_of` tells which offset of the source a byte of the Markdown in UTF-8 is.
    """
    # An escape or an entity may hide a part of an address.
    watchful = "&" in markdown or "\\" in markdown or may_hold_autolink(markdown)
    survey = Survey(source.locate, offset_of)
    if not survey.run(iter(events(markdown))) or (watchful and survey.may_hold_autolink):
        return None
    return survey


class _Open:
    """An open block or span."""

    __slots__ = (
        *("bold", "kind", "label", "labelled", "links", "number", "other", "place", "plain"),
        *("start", "texts", "tight"),
    )

    def __init__(self, kind: str, start: int, plain: int) -> None:
        self.kind = kind
        self.start = start
        # Where its own text begins among the pieces of text.
        self.plain = plain
        # Whether strong text is straight in it, and whether anything else is.
        self.bold = self.other = False
        # The label that a list would have if it came next, with the list that already has it.
        self.label: str | None = None
        self.labelled: OpenList | None = None
        # Of an item: where text straight in it began, and its place in the labelled list.
        self.tight = self.place = -1
        # Of an item of a labelled list: text before nested lists, and its links. Of a link: its
        # URL, what the pictures in it are called.
        self.texts: list[str]
        self.links: list[int]
        # Of a link: its number. Of a heading: its depth.
        self.number: int


class Survey:
    """Surveys one body. What it finds is what a walk over it finds, by the same names."""

    # What plain Markdown does not have.
    anchor_endings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __init__(
        self, locate: Callable[[int], tuple[int, int]], offset_of: Callable[[int], int]
    ) -> None:
        self.headings: list[Heading] = []
        self.links: list[BodyLink | None] = []
        self.images: list[BodyImage] = []
        self.lists: list[OpenList] = []
        self.first_paragraph = ""
        # The pieces of all text but that of pictures.
        self._plain: list[str] = []
        self._locate = locate
        self._offset_of = offset_of
        self._slugger = Slugger()
        self._stack = [_Open("root", 0, 0)]
        self._items: list[_Open] = []

    @property
    def contents(self) -> list[Heading]:
        """The headings that a table of contents lists."""
        return self.headings

    @property
    def anchors(self) -> list[str]:
        """What can be jumped to."""
        return [heading.id for heading in self.headings]

    @property
    def may_hold_autolink(self) -> bool:
        """Whether there may be a bare URL in the text."""
        return may_hold_autolink("".join(self._plain))

    # A page has a hundred events and more, so a call less for each is worth a long method.
    def run(self, events: Events) -> bool:  # noqa: C901, PLR0912, PLR0915
        """Take in all events, each with its range in bytes; whether that was possible."""
        stack, plain = self._stack, self._plain
        # The paragraph, item or heading that began and has nothing but text so far, as most have to
        # their end: where it began, and where its text did. It is opened when something else comes.
        pending = ""
        start = begun = depth = 0
        value: Any
        for event, span in events:
            if type(event) is str:
                if event == "SoftBreak":
                    plain.append("\n")
                    continue
                kind = event
            else:
                kind, value = event.popitem()
                if kind == "Text":
                    plain.append(value)
                    if not pending:
                        top = stack[-1]
                        if top.tight < 0 and top.kind == "Item":
                            top.tight = len(plain) - 1
                        if not top.other and not value.isspace():
                            top.other = True
                    continue
            if pending:
                if kind == "End":
                    written = plain[begun] if len(plain) == begun + 1 else "".join(plain[begun:])
                    if pending == "Item":
                        self._text_item(written, start)
                    elif pending == "Paragraph":
                        self._text_paragraph(written)
                    else:
                        self._heading(written, depth)
                    pending = ""
                    continue
                self._open(pending, start, begun).number = depth
                pending = ""
            if kind == "End":
                top = stack.pop()
                kind = top.kind
                if kind == "Item":
                    self._end_item(top)
                elif kind == "Paragraph":
                    self._end_paragraph(top)
                elif kind == "Heading":
                    self._heading("".join(plain[top.plain :]), top.number)
                elif kind == "Link":
                    self._end_link(top)
                elif kind == "List":
                    self._end_list()
                elif kind not in _SPANS:
                    plain.append("\n")
            elif kind == "Start":
                if type(value) is str:
                    kind, value = value, None
                else:
                    kind, value = value.popitem()
                start = span["start"]
                if kind in _PENDING:
                    if kind != "Item":
                        self._next_block()
                        if kind == "Heading":
                            depth = int(value["level"][1])
                    pending, begun = kind, len(plain)
                elif not self._start(kind, value, start, events):
                    return False
            elif kind == "Code":
                self._inline()
                plain.append(value)
            elif kind == "HardBreak":
                self._inline()
                plain.append("\n")
            elif kind == "Rule":
                self._next_block()
            else:
                return False
        return True

    def _start(self, kind: str, detail: Any, start: int, events: Events) -> bool:
        """A node begins; whether it is one that can be taken in."""
        if kind in _SPANS:
            self._inline(bold=kind == "Strong")
            opened = self._open(kind, start, len(self._plain))
            if kind == "Link":
                self._start_link(opened, detail)
        elif kind in _BLOCKS:
            self._next_block()
            self._open(kind, start, len(self._plain))
        elif kind == "List":
            self._start_list(start)
        elif kind == "Image":
            self._inline()
            self._image(detail, start, events)
        elif kind in _PARTS:
            self._open(kind, start, len(self._plain))
        else:
            return False
        return len(self._stack) <= _DEEP

    def _open(self, kind: str, start: int, begun: int) -> _Open:
        """Open a node that began at `start`, with the text that has come since `begun`."""
        opened = _Open(kind, start, begun)
        if kind == "Item":
            labelled = self._stack[-1].labelled
            if labelled is not None:
                opened.texts, opened.links = [], []
                opened.place = len(labelled.items)
                labelled.items.append(None)
            self._items.append(opened)
            if begun < len(self._plain):
                opened.tight = begun
        if begun < len(self._plain):
            opened.other = any(not piece.isspace() for piece in self._plain[begun:])
        self._stack.append(opened)
        return opened

    def _inline(self, *, bold: bool = False) -> None:
        """Something begins that is no text and stands in running text."""
        top = self._stack[-1]
        if top.tight < 0 and top.kind == "Item":
            top.tight = len(self._plain)
        if bold:
            top.bold = True
        else:
            top.other = True

    def _next_block(self) -> None:
        """A block begins that is no list: what came before labels nothing any more."""
        parent = self._stack[-1]
        parent.label = parent.labelled = None
        if parent.tight >= 0:
            self._plain.append("\n")
            parent.tight = -1
            parent.bold = parent.other = False

    def _label(self, held: _Open, start: int) -> str | None:
        """The label that the text from `start` on is, straight in what is open."""
        written = "".join(self._plain[start:])
        if is_label(written.rstrip()) or (held.bold and not held.other):
            return " ".join(written.split()) or None
        return None

    def _start_list(self, start: int) -> None:
        stack, plain = self._stack, self._plain
        parent = stack[-1]
        opened = self._open("List", start, len(plain))
        if parent.kind == "Item":
            if parent.tight >= 0:
                parent.label, parent.labelled = self._label(parent, parent.tight), None
                plain.append("\n")
                parent.tight = -1
                parent.bold = parent.other = False
            # A nested list's items follow the item that they stand in.
            if parent.place >= 0:
                parent.texts.append("".join(plain[parent.plain :]))
            opened.labelled = stack[-3].labelled
        if opened.labelled is None and parent.label is not None:
            if parent.labelled is None:
                parent.labelled = OpenList(parent.label)
                self.lists.append(parent.labelled)
            opened.labelled = parent.labelled

    def _end_list(self) -> None:
        if self._stack[-1].kind == "Item":
            self._items[-1].plain = len(self._plain)
        self._plain.append("\n")

    def _text_item(self, written: str, start: int) -> None:
        """An item that holds nothing but text."""
        labelled = self._stack[-1].labelled
        if labelled is not None:
            told = " ".join(written.split())
            labelled.items.append(BodyListItem(told, (), self._locate(self._offset_of(start))[0]))
        self._plain.append("\n")

    def _text_paragraph(self, written: str) -> None:
        """A paragraph that holds nothing but text."""
        parent = self._stack[-1]
        parent.labelled = None
        if is_label(written.rstrip()):
            parent.label = " ".join(written.split()) or None
        else:
            parent.label = None
            if not self.first_paragraph:
                self.first_paragraph = " ".join(written.split())
        self._plain.append("\n")

    def _end_item(self, item: _Open) -> None:
        self._items.pop()
        if item.place >= 0:
            labelled = self._stack[-1].labelled
            assert labelled is not None
            written = " ".join((*item.texts, "".join(self._plain[item.plain :])))
            labelled.items[item.place] = BodyListItem(
                " ".join(written.split()),
                tuple(item.links),
                self._locate(self._offset_of(item.start))[0],
            )
        self._plain.append("\n")

    def _end_paragraph(self, paragraph: _Open) -> None:
        parent = self._stack[-1]
        parent.labelled = None
        parent.label = label = self._label(paragraph, paragraph.plain)
        # A label is about the list below it, not about the page.
        if label is None and not self.first_paragraph:
            self.first_paragraph = " ".join("".join(self._plain[paragraph.plain :]).split())
        self._plain.append("\n")

    def _heading(self, written: str, depth: int) -> None:
        title = " ".join(written.split())
        self.headings.append(Heading(depth, self._slugger.slug(title), title))
        parent = self._stack[-1]
        parent.label, parent.labelled = title or None, None
        self._plain.append("\n")

    def _start_link(self, link: _Open, detail: dict[str, Any]) -> None:
        url = detail["dest_url"]
        link.texts = [f"mailto:{url}" if detail["link_type"] == "Email" else url]
        link.number = len(self.links)
        self.links.append(None)
        if self._items and self._items[-1].place >= 0:
            self._items[-1].links.append(link.number)

    def _end_link(self, link: _Open) -> None:
        url, *pictures = link.texts
        text = " ".join("".join(self._plain[link.plain :]).split())
        # A link that shows but a picture is called as the picture is.
        text = text or " ".join(" ".join(pictures).split())
        self.links[link.number] = body_link(
            url, text, self._locate(self._offset_of(link.start)), unsafe=is_unsafe(url)
        )

    def _image(self, detail: dict[str, Any], start: int, events: Events) -> None:
        """Take in a picture, up to its end."""
        alt: list[str] = []
        depth = 1
        while depth:
            event, _ = next(events)
            if type(event) is str:
                alt.append("\n")
                continue
            kind, value = event.popitem()
            if kind == "Start":
                depth += 1
            elif kind == "End":
                depth -= 1
            elif kind in {"Text", "Code"}:
                alt.append(value)
        url = detail["dest_url"]
        called = "".join(alt)
        self.images.append(
            BodyImage(url, called, *self._locate(self._offset_of(start)), is_unsafe(url))
        )
        for opened in reversed(self._stack):
            if opened.kind == "Link":
                opened.texts.append(called)
                break
