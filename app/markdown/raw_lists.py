"""Headings, paragraphs and lists that are written as HTML, in a page of HTML or in Markdown."""

from collections import Counter
from typing import Final

from app.markdown.card_names import names_card
from app.markdown.headings import Heading, RawHeading
from app.markdown.labels import is_label, is_short, may_be_typed
from app.markdown.lists import MOST_BLANKS, BoldLine, ListCollector
from app.markdown.open_lists import OpenItem, OpenRawList
from app.markdown.references import References
from app.markdown.sanitise import Tag

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS: Final = frozenset({"ul", "ol"})
BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "details", "div", "figcaption", "figure",
        "footer", "header", "hr", "main", "nav", "p", "pre", "section", "table", *HEADINGS,
    }
)  # fmt: skip
# They have no text of their own, so a list still follows directly what stands before one.
_WRAPPERS: Final = frozenset({"div", "section", "article", "nav", "main", "aside"})
_BOLD: Final = frozenset({"b", "strong", "em", "i"})
_STRONG: Final = frozenset({"b", "strong"})
_CLOSING: Final = frozenset({"ul", "ol", "dl", "table"})
_ITEMS: Final = frozenset({"li", "dt"})
# What opens and closes a part of a page has a name as a heading has, below all of these.
_SUMMARY: Final = "summary"
_SUMMARY_DEPTH: Final = 7
_SUMMARY_PARTS: Final = _BOLD | {"span"}
# Elements of running text that stand alone in a row of names, as buttons and tags do.
_INLINE: Final = frozenset({"a", "button", "span"})
# The name of a list that has items but no tag of its own.
_IMPLIED: Final = "li"
# A cell with more pieces of text is too long to name anything. Its tables would be read again.
_MOST_PIECES: Final = 200


class RawLists:
    """Reads headings, paragraphs and lists from tags; `plain` is the text so far, in pieces."""

    def __init__(self, lists: ListCollector, references: References, plain: list[str]) -> None:
        self.headings: list[Heading] = []
        # The depths, titles and first bytes of those outside of items.
        self._outline: list[tuple[int, str, int]] = []
        # The first one that is no label.
        self.first_paragraph = ""
        self._lists = lists
        self._references = references
        self._plain = plain
        self._open: list[OpenRawList] = []
        # The number of open ones by name.
        self._open_names: Counter[str] = Counter()
        # The paragraph directly above the last heading.
        self._above: str | None = None
        # The open heading: its depth and id, and where it begins in the text and in the source.
        self._heading: tuple[int, str, int, int] | None = None
        # Where the open `<summary>` begins in the text and in the source, whether it has text, and
        # where its first element with text ends.
        self._summary: tuple[int, int] | None = None
        self._summary_has_text = False
        self._summary_name_end = -1
        # Where the open paragraph begins, and whether it is a `<p>`.
        self._paragraph = -1
        self._paragraph_start = -1
        self._is_paragraph = False
        # How many bold elements are open, where the first began, and whether the paragraph has
        # text outside of them, or a link.
        self._bold = 0
        self._bold_begin = -1
        self._has_plain_text = self._has_link = False
        # How many elements of running text are open, and whether the paragraph has text outside.
        self._inline = 0
        self._has_loose_text = False
        # Where the open name of a card begins in the source.
        self._title_start = -1
        # Where the last tag begins in the source.
        self._tag_start = -1
        # Where the bold beginning of the open paragraph begins and ends.
        self._opening = self._opening_end = -1

    def begin(self, tag: Tag, start: int) -> None:
        """Read an opening tag that begins at a byte, before what it adds to the text."""
        name = tag.name
        self._tag_start = start
        if name in BLOCKS or name in _CLOSING:
            self.end_text()
            self._title_start = -1
            if self._item is None:
                self._end_implied_list()
            # A paragraph ends what a sentence reaches when it is read.
            if name not in _WRAPPERS and name not in _CLOSING and name != "p":
                self._interrupt()
        if name in _INLINE:
            self._begin_inline()
        if names_card(tag):
            self._title_start = start
        if name in HEADINGS:
            identity = "".join((tag.attribute("id") or "").split())
            self._heading = (int(name[1]), identity, len(self._plain), start)
        elif name == _SUMMARY:
            self._summary = len(self._plain), start
            self._summary_has_text, self._summary_name_end = False, -1
        elif name == "p":
            self._begin_paragraph(is_paragraph=True, start=start)
        elif name in _CLOSING:
            self._begin_list(name)
        elif name in _BOLD or (name == "a" and tag.attribute("href") is not None):
            self._has_link = self._has_link or name == "a"
            self._begin_lead(name)
        elif name == _IMPLIED and not self._open:
            self.end_text()
            self._begin_list(_IMPLIED)
            self._begin_item(start)
        elif self._open and name in {*_ITEMS, "tr", "td", "th", "dd"}:
            self._begin_part(name, start)

    def _begin_inline(self) -> None:
        """Begin an element of running text: one after nothing but others begins a paragraph."""
        is_in_row = self._paragraph >= 0 and not (
            self._is_paragraph or self._has_loose_text or self._inline
        )
        if is_in_row and self._item is None and self._heading is None and self._summary is None:
            self.end_text()
        self._inline += 1

    def _begin_part(self, name: str, start: int) -> None:
        top = self._open[-1]
        if name == "tr":
            self._end_item()
            top.cells = 0
        elif name == "dd":
            self._end_item()
        elif name in {"td", "th"}:
            self._end_item()
            top.cells += 1
            if name == "td" and top.cells == 1 and top.name == "table":
                self._begin_item(start)
            else:
                top.cell = len(self._plain)
        elif (name == "dt") == (top.name == "dl") and top.name != "table":
            self._begin_item(start)

    def end(self, name: str) -> None:
        """Read a closing tag, after what it adds to the text."""
        if self._summary is not None:
            self._end_in_summary(name)
        if name in BLOCKS:
            self.end_text()
        if name in _CLOSING:
            self.end_text()
            if self._open_names[name]:
                while self._end_list() != name:
                    pass
        elif name in {*_ITEMS, "td", "th"} and self._open:
            self._end_item()
        elif name in _BOLD or name == "a":
            self._end_lead(name)
        if name in _INLINE:
            self._inline = max(self._inline - 1, 0)

    def _end_in_summary(self, name: str) -> None:
        """Read a closing tag in a `<summary>`, or that of it: its first element is its name."""
        assert self._summary is not None
        begin, start = self._summary
        if name == _SUMMARY:
            self._summary = None
            end = self._summary_name_end if self._summary_name_end > begin else None
            title = self._text(begin, end)
            self._plain.append(" ")
            has_heading = bool(self._outline) and self._outline[-1][2] > start
            if title and self._item is None and not has_heading:
                self.add_title(title, start)
        elif name in _SUMMARY_PARTS and self._summary_name_end < 0 and self._summary_has_text:
            self._summary_name_end = len(self._plain)

    def add_text(self) -> None:
        """Begin text that is not white space, before it is added."""
        self._summary_has_text = True
        if self._heading is None and self._paragraph < 0:
            self._begin_paragraph(is_paragraph=False, start=self._tag_start)
        self._has_plain_text = self._has_plain_text or not self._bold
        self._has_loose_text = self._has_loose_text or not self._inline

    def outline(self) -> tuple[RawHeading, ...]:
        """Return the headings outside of items, in their order."""
        lines = self._references.lines([start for _, _, start in self._outline])
        return tuple(
            [
                RawHeading(depth, title, line)
                for (depth, title, _), line in zip(self._outline, lines, strict=True)
            ]
        )

    def add_title(self, title: str, start: int) -> None:
        """Add the name of a card or another part of a page, which is no heading, to the outline."""
        self._outline.append((_SUMMARY_DEPTH, title, start))

    def finish(self) -> None:
        """End all that is open."""
        self.end_text()
        while self._open:
            self._end_list()

    def end_block(self) -> None:
        """End what a block of HTML among Markdown ends."""
        self.end_text()
        self._end_implied_list()

    def end_text(self) -> None:
        """End a heading or a paragraph."""
        if self._heading is not None:
            depth, identity, begin, start = self._heading
            self._heading = None
            title = self._text(begin)
            self.headings.append(Heading(depth, identity, title, len(self._plain), len(title)))
            self._title_start = -1
            if self._item is None:
                self._outline.append((depth, title, start))
                self._lists.raw_heading(depth, title, start, self._above)
            else:
                self._set_first(begin, is_lead=True)
        if self._paragraph < 0:
            return
        begin, self._paragraph = self._paragraph, -1
        text = "".join(self._plain[begin:])
        if self._title_start >= 0:
            self._end_title(text)
        is_bold = not self._has_plain_text
        self._bold = 0
        if self._item is not None:
            self._set_first(begin, is_lead=is_bold)
            is_named = is_bold or is_label(text.rstrip())
            self._item.label = " ".join(text.split()) or None if is_named else None
            if self._is_paragraph:
                self._plain.append(" ")
            return
        start = self._paragraph_start
        if start >= 0 and may_be_typed(text) and self._lists.typed(text, start, list):
            return
        are_names = False
        if self._opening_end >= 0 and start >= 0:
            lead = "".join(self._plain[begin : self._opening_end])
            rest = "".join(self._plain[self._opening_end :])
            are_names = self._lists.bold_lines([BoldLine(lead, rest, start)])
        elif is_bold and start >= 0 and not self._is_paragraph:
            self._lists.bold_lines([BoldLine(text, "", start)])
        self._lists.paragraph(text, bold=is_bold, start=start)
        if not self._is_paragraph or is_bold or is_label(text.strip()):
            return
        line = " ".join(text.split())
        self.first_paragraph = self.first_paragraph or line
        if "," in line and not (are_names or self._has_link or self._lists.in_raw_list):
            self._lists.line(line, start, [])

    def _end_title(self, text: str) -> None:
        """Add the name of a card, whose text ends, to the outline."""
        start, self._title_start = self._title_start, -1
        if self._item is None and is_short(text.strip()):
            self.add_title(" ".join(text.split()), start)

    @property
    def _item(self) -> OpenItem | None:
        return self._open[-1].item if self._open else None

    def _text(self, begin: int, end: int | None = None) -> str:
        return " ".join("".join(self._plain[begin:end]).split())

    def _is_blank(self, begin: int, end: int | None = None) -> bool:
        """Return True if a few pieces of the text have nothing but blank characters."""
        pieces = self._plain[begin : min(begin + MOST_BLANKS + 1, end or len(self._plain))]
        return len(pieces) <= MOST_BLANKS and not "".join(pieces).strip()

    def _interrupt(self) -> None:
        if self._item is None:
            self._above = self._lists.paragraph_before
            self._lists.interrupt()

    def _begin_paragraph(self, *, is_paragraph: bool, start: int = -1) -> None:
        self._paragraph, self._is_paragraph = len(self._plain), is_paragraph
        self._paragraph_start = start
        self._has_loose_text = False
        self._has_plain_text = self._has_link = False
        self._opening = self._opening_end = -1
        if is_paragraph:
            self._bold = 0

    def _begin_lead(self, name: str) -> None:
        if name in _BOLD:
            self._bold += 1
        item = self._item
        begin = len(self._plain)
        if item is None and name in _STRONG:
            self._begin_opening()
        if item is not None and item.lead < 0 and self._is_blank(item.plain):
            self._bold_begin = begin

    def _begin_opening(self) -> None:
        """Begin the bold beginning of a `<p>`, if there is no text before it."""
        is_open = self._is_paragraph and self._paragraph >= 0 > self._opening
        if is_open and self._is_blank(self._paragraph):
            self._opening = len(self._plain)

    def _end_lead(self, name: str) -> None:
        if name in _BOLD:
            self._bold = max(self._bold - 1, 0)
        item = self._item
        if name in _STRONG and self._opening >= 0 > self._opening_end:
            self._opening_end = len(self._plain)
        if item is not None and self._bold_begin >= item.plain and not self._bold:
            item.lead, self._bold_begin = len(self._plain), -1

    def _set_first(self, begin: int, *, is_lead: bool) -> None:
        """Set where the first paragraph of an item ends, if this is it."""
        item = self._item
        if item is not None and item.first < 0 and self._is_blank(item.begin, begin):
            item.first = len(self._plain)
            if is_lead:
                item.lead = item.first

    # Lists

    def _begin_list(self, name: str) -> None:
        outer = self._open[-1] if self._open else None
        kind = "terms" if name == "dl" else "table" if name == "table" else "list"
        if outer is not None and outer.item is not None:
            # A table or the terms in an item are a list of their own.
            if kind != "list" and outer.item.label is None:
                outer.item.texts.append("".join((*self._plain[outer.item.plain :], " ")))
                opened = self._lists.begin("list", "")
            else:
                opened = self._lists.begin_in(outer.items, outer.item, self._plain)
            self._push(OpenRawList(name, opened, is_nested=opened is outer.items))
            return
        if kind == "list":
            opened = self._lists.begin()
        else:
            self._lists.continued_list = None
            opened = self._lists.begin("terms" if kind == "terms" else "table")
        self._push(OpenRawList(name, opened))

    def _push(self, opened: OpenRawList) -> None:
        self._open.append(opened)
        self._open_names[opened.name] += 1
        self._lists.in_raw_list = True

    def _begin_item(self, start: int) -> None:
        self._end_item()
        top = self._open[-1]
        place = top.items.add("", start)
        begin = len(self._plain)
        top.item = item = OpenItem(begin)
        item.place, item.begin, item.texts, item.links = place, begin, [], []
        self._references.item_links.append(item.links)

    def _end_item(self) -> None:
        self.end_text()
        top = self._open[-1]
        item = top.item
        if top.cell >= 0:
            may_name = len(self._plain) - top.cell <= _MOST_PIECES
            text = self._text(top.cell) if may_name else ""
            if top.items.texts:
                top.items.add_cell(text)
            else:
                top.items.head.append(text)
            top.cell = -1
        if item is None:
            return
        top.item = None
        self._references.item_links.pop()
        top.items.end_item(item, self._plain)

    def _end_implied_list(self) -> None:
        if self._open and self._open[-1].name == _IMPLIED:
            self._end_list()

    def _end_list(self) -> str:
        self._end_item()
        ended = self._open.pop()
        self._open_names[ended.name] -= 1
        if ended.is_nested:
            ended.items.deepen(-1)
        if self._open and (outer := self._open[-1].item) is not None:
            outer.plain = len(self._plain)
        elif not self._open:
            self._lists.in_raw_list = False
            self._lists.interrupt()
            self._lists.continued_list = ended.items
        return ended.name
