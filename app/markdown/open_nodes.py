"""The open blocks and spans of a body, and its lists, while its facts are read."""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

from app.markdown.body import BodyLink, ListKind
from app.markdown.labels import has_separator, is_label, may_be_typed, named_beginning
from app.markdown.lists import MOST_BLANKS, BoldLine, ListCollector
from app.markdown.mdast import MAX_DEPTH
from app.markdown.open_node import OpenNode
from app.markdown.raw_html import RawHtml
from app.markdown.raw_lists import RawLists
from app.markdown.references import References
from app.regex import regex

_BOLD_TAG: Final = regex(r"<(?P<closing>/?)(?:(?P<b>b|strong)|em|i)(?:\s[^>]*)?>", re.IGNORECASE)
_ENDS_RAW_LISTS: Final = 2
# Text in an item is one level more in the tree.
_DEEP: Final = MAX_DEPTH - 1
# A line, and one below it that begins as a definition does.
_DEFINITION: Final = regex(rb"[^\n]*\n {0,3}:\s")
_DISSOLVED: Final = frozenset(
    {
        "BlockQuote", "List", "Emphasis", "Strong", "Strikethrough", "containerDirective",
        "textDirective",
    }
)  # fmt: skip


class OpenNodes:
    """The stack of open nodes, and the text so far, in pieces."""

    def __init__(self, references: References, raw: RawHtml, data: bytes) -> None:
        self._data = data
        self.references = references
        self.lists = ListCollector()
        self.first_paragraph = ""
        self.plain: list[str] = []
        self._raw = raw
        self._stack = [OpenNode("root", 0, 0)]
        self._items: list[OpenNode] = []
        # The last paragraph with a bold or italic element of HTML, and the places of that in the
        # text: -1 if it does not begin the paragraph, or has not ended.
        self._html_bold: tuple[OpenNode | None, int, int] = (None, -1, -1)
        # The bold beginnings of lines of the open paragraph: their places in the text, and where
        # they start.
        self._openings: list[tuple[int, int, int]] = []
        self._in_heading = False
        # Lists and headings that are written as HTML; made when there is HTML.
        self._raw_lists: RawLists | None = None

    def _open(self, kind: str, start: int) -> OpenNode:
        """Open a node that begins here."""
        stack = self._stack
        node = OpenNode(kind, start, len(self.plain))
        if len(stack) >= _DEEP:
            self._check_depth(node)
        stack.append(node)
        return node

    def _open_pending(self, kind: str, start: int, begun: int, depth: int) -> None:
        """Open a paragraph, item or heading that began before the text since `begun`."""
        parent, plain = self._stack[-1], self.plain
        node = self._open(kind, start)
        node.plain = begun
        node.number = depth
        self._in_heading = self._in_heading or kind == "Heading"
        if kind == "Item":
            node.dissolved = parent.dissolved
            node.begin, node.texts, node.links = begun, [], []
            if parent.listed is not None:
                node.place = parent.listed.add("", start)
            self._items.append(node)
            self.references.item_links.append(node.links)
            if begun < len(plain):
                node.tight, node.filled = begun, True
        if begun < len(plain):
            node.other = bool("".join(plain[begun:]).strip())

    def _check_depth(self, node: OpenNode) -> None:
        """Report a node that nests too deep for the tree, where text in an item is a paragraph."""
        depth = len(self._stack) + bool(self._items and self._items[-1].tight >= 0)
        if depth >= MAX_DEPTH and node.kind in _DISSOLVED:
            self.references.report_too_deep(node.start)
            node.dissolved = True

    def open_block(self, kind: str, start: int) -> OpenNode:
        """Open a block that is not CommonMark's."""
        self.next_block()
        return self._open(kind, start)

    def open_part(self, kind: str, start: int) -> OpenNode:
        """Open a part of such a block."""
        return self._open(kind, start)

    def open_span(self, kind: str, start: int, *, bold: bool = False) -> bool:
        """Open a span; return False if it stands in an element whose content is dropped."""
        if self._raw.suppressed is not None:
            self._open("Suppressed", start)
            return False
        top = self._stack[-1]
        if top.kind == "Item" and top.tight < 0:
            self.open_tight(top)
        if bold:
            top.bold = True
        else:
            top.other = True
        if kind == "Emphasis":
            top.italic = True
        self._open(kind, start)
        return True

    @property
    def innermost(self) -> OpenNode:
        """The innermost open node."""
        return self._stack[-1]

    def inline(self) -> None:
        """Begin something in running text that is not text."""
        top = self._stack[-1]
        if top.kind == "Item" and top.tight < 0:
            self.open_tight(top)
        if self._raw.suppressed is None:
            top.other = True

    def inline_tag(self, node: OpenNode, tag: str) -> None:
        """Note a tag in running text: a paragraph may stand in `<strong>` as a whole."""
        bold = _BOLD_TAG.fullmatch(tag) if node.kind == "Paragraph" else None
        if bold is None:
            node.other = True
            return
        within, begin, end = self._html_bold
        if bold["closing"]:
            if bold["b"] and within is node and begin >= 0 > end and not self._items:
                self._openings.append((begin, len(self.plain), node.start))
            self._html_bold = node, begin if within is node else -1, len(self.plain)
        elif within is not node:
            is_first = not "".join(self.plain[node.plain :]).strip()
            self._html_bold = node, len(self.plain) if is_first else -1, -1
        elif end >= 0:
            self._html_bold = node, -1, -1

    def _is_html_bold(self, paragraph: OpenNode) -> bool:
        """Return True if all text of a paragraph stands in one bold or italic element of HTML."""
        within, begin, end = self._html_bold
        if within is not paragraph or begin < 0 or end < 0:
            return False
        return not "".join(self.plain[end:]).strip()

    def open_tight(self, item: OpenNode) -> None:
        """Begin text straight in an item."""
        self._space(item)
        item.tight = len(self.plain)
        item.bold = item.other = False

    def _space(self, item: OpenNode) -> None:
        """Set what begins in an item apart from what is in it already."""
        plain = self.plain
        if item.filled and not item.dissolved and plain and not plain[-1].endswith("\n"):
            plain.append("\n")
        item.filled = True

    def before_block(self) -> OpenNode:
        """Return the node that the next block stands in; running text in it ends."""
        parent = self._stack[-1]
        if parent.kind == "Item":
            if parent.tight >= 0:
                parent.label = self._label(parent, parent.tight)
                parent.tight = -1
                if parent.first < 0:
                    parent.first = len(self.plain)
                self._end_raw()
            self._space(parent)
        return parent

    def next_block(self) -> None:
        """Begin a block that is no list: what came before is no label any more."""
        parent = self._stack[-1]
        if parent.kind == "Item":
            self.before_block()
            parent.label = None
        else:
            self.lists.interrupt()

    def _end_raw(self) -> None:
        """End raw HTML of running text."""
        raw = self._raw
        if raw.suppressed is not None or raw.in_link:
            raw.end_paragraph()
            if not raw.in_link:
                self.references.end_paragraph()

    def _label(self, node: OpenNode, start: int) -> str | None:
        """Return the label that the text from `start` on is, straight in an open node."""
        text = "".join(self.plain[start:])
        if is_label(text.rstrip()) or (node.bold and not node.other):
            return " ".join(text.split()) or None
        return None

    def _break_line(self) -> None:
        """Write a line break of HTML; in a heading, ids depend on the text."""
        if not self._in_heading:
            self.plain.append("\n")

    def _raw_blocks(self) -> RawLists:
        if self._raw_lists is None:
            self._raw_lists = RawLists(self.lists, self.references, self.plain)
        return self._raw_lists

    # Headings, paragraphs and lists

    def add_title(self, title: str, start: int) -> None:
        """Add the title of a component to the outline, if it stands in no item."""
        if title and not self._items:
            self._raw_blocks().add_title(title, start)

    def _end_raw_lists(self, depth: int) -> None:
        """End lists of HTML that were not closed at a heading, if it is a high one."""
        if depth <= _ENDS_RAW_LISTS and self._raw_lists is not None:
            self._raw_lists.finish()

    def _end_paragraph(self, paragraph: OpenNode) -> None:
        text = "".join(self.plain[paragraph.plain :])
        is_bold = (paragraph.bold and not paragraph.other) or self._is_html_bold(paragraph)
        self._end_raw()
        has_opening = bool(self._openings)
        is_read = has_opening and self._bold_lines()
        self._paragraph(
            text,
            paragraph.start,
            is_bold=is_bold,
            is_italic=paragraph.italic,
            has_opening=has_opening,
            is_read=is_read,
            is_linked=self._data[paragraph.start : paragraph.start + 1] == b"[",
        )

    def _bold_lines(self) -> bool:
        """Add the lines of a paragraph that begin in bold; return True if they hold names."""
        openings, self._openings = self._openings, []
        plain = self.plain
        ends = [*[begin for begin, _, _ in openings[1:]], len(plain)]
        links = self._links_from(openings[0][2])
        firsts = [
            bisect_left(links, line, key=lambda link: link[1].line)
            for line in self.references.lines([start for _, _, start in openings])
        ]
        lines = [
            BoldLine("".join(plain[begin:lead]), "".join(plain[lead:end]), start, links[first:last])
            for (begin, lead, start), end, (first, last) in zip(
                openings, ends, pairwise((*firsts, len(links))), strict=True
            )
        ]
        return self.lists.bold_lines(lines)

    def _paragraph(
        self,
        text: str,
        start: int,
        *,
        is_bold: bool = False,
        is_italic: bool = False,
        has_opening: bool = False,
        is_read: bool = False,
        is_linked: bool = False,
    ) -> None:
        """Add a paragraph; if it `is_linked`, it begins with a link.

        If it `has_opening`, a line of it begins in bold; `is_read`: names follow, and were added.
        """
        if self._items:
            self._paragraph_in_item(self._stack[-1], text, is_bold=is_bold)
        elif not is_bold and self._is_typed_list(text, start):
            self.first_paragraph = self.first_paragraph or " ".join(text.split())
        else:
            links = self._links_from(start) if is_linked else []
            self.lists.paragraph(text, bold=is_bold, start=start, links=links)
            may_be_named = ": " in text and not (is_bold or has_opening)
            if may_be_named and (name := named_beginning(text)):
                self.lists.bold_lines([BoldLine(name, "", start)])
            has_names = (bool(links) or has_separator(text)) and not is_read
            if (has_names or not self.first_paragraph) and (
                # A label is about the list below it, not about the page.
                is_italic or not (is_bold or is_label(text.strip()))
            ):
                self.first_paragraph = self.first_paragraph or " ".join(text.split())
                if has_names and (": " in text or self.lists.above() is not None):
                    self.lists.line(text, start, self._links_from(start))
        self.plain.append("\n\n")

    def _is_typed_list(self, text: str, start: int) -> bool:
        """Add the items of a paragraph that is a list in all but its marks, if it is one."""
        return may_be_typed(text) and self.lists.typed(
            self._with_line_end(text, start), start, lambda: self._links_from(start)
        )

    def _with_line_end(self, text: str, start: int) -> str:
        """Return a paragraph's text with the line end before a colon that begins a line."""
        if " : " not in text or _DEFINITION.match(self._data, start) is None:
            return text
        return text.replace(" : ", "\n: ", 1)

    def _links_from(self, start: int) -> list[tuple[int, BodyLink]]:
        return self.references.links_from(self.references.place(start)[0])

    def _paragraph_in_item(self, parent: OpenNode, text: str, *, is_bold: bool) -> None:
        is_named = is_bold or is_label(text.rstrip())
        if parent.kind == "Item":
            parent.label = " ".join(text.split()) or None if is_named else None
            if parent.first < 0:
                parent.first = len(self.plain)
        if not is_named and not self.first_paragraph:
            self.first_paragraph = " ".join(text.split())

    def _start_list(self, start: int) -> None:
        parent = self.before_block()
        node = self._open("List", start)
        if node.dissolved:
            # Too deep to be a node of the tree; each list around it would have its text again.
            return
        if parent.kind != "Item":
            node.listed = self.lists.begin()
        elif (outer := self._stack[-3].listed) is None:
            node.listed = self.lists.begin(label=parent.label)
        else:
            # Without a label, a nested list's items follow the item that they stand in.
            node.listed = self.lists.begin_in(outer, parent, self.plain)
            node.nested = node.listed is outer

    def _end_list(self, node: OpenNode) -> None:
        if node.nested and node.listed is not None:
            node.listed.deepen(-1)
        if self._stack[-1].kind == "Item":
            self._items[-1].plain = len(self.plain)
        else:
            self.lists.interrupt()
            self.lists.continued_list = node.listed
        self.plain.append("\n")

    def _end_item(self, item: OpenNode) -> None:
        plain = self.plain
        self._items.pop()
        self.references.item_links.pop()
        if item.tight >= 0:
            self._end_raw()
        listed = self._stack[-1].listed
        if item.place >= 0 and listed is not None:
            listed.end_item(item, plain)
        plain.append("\n")

    def _end_strong(self, span: OpenNode) -> None:
        """Set the bold beginning of an item, or of a line of a paragraph."""
        if self._items:
            self._end_lead(span)
            return
        parent = self._stack[-1]
        is_first = span.plain == parent.plain or self._data[span.start - 1 : span.start] == b"\n"
        if is_first and parent.kind == "Paragraph":
            self._openings.append((span.plain, len(self.plain), span.start))

    def _end_lead(self, span: OpenNode) -> None:
        """Set the bold or linked beginning of the innermost item, if a span is that."""
        item = self._items[-1]
        if item.texts or item.first >= 0 or span.plain - item.begin > MOST_BLANKS:
            return
        if not any(piece.strip() for piece in self.plain[item.begin : span.plain]):
            item.lead = len(self.plain)

    def _start_entry(self, entry: OpenNode, kind: ListKind) -> None:
        """Begin a term of a definition list, or the first cell of a row, as an item."""
        listed = self._stack[-2 if kind == "terms" else -3].listed
        if listed is None:
            return
        entry.place, entry.texts, entry.links = listed.add("", entry.start), [], []
        self.references.item_links.append(entry.links)

    def _start_cell(self, cell: OpenNode) -> None:
        """Begin a cell of a table's row as an item, if it is the row's first."""
        row = self._stack[-2]
        if row.place < 0:
            row.place = 0
            self._start_entry(cell, "table")

    def _end_entry(self, entry: OpenNode, kind: ListKind) -> None:
        listed = self._stack[-1 if kind == "terms" else -2].listed
        if entry.place < 0:
            if kind == "table" and listed is not None:
                text = " ".join("".join(self.plain[entry.plain :]).split())
                if self._stack[-1].kind == "TableHead":
                    listed.head.append(text)
                else:
                    listed.add_cell(text)
            return
        assert listed is not None
        self.references.item_links.pop()
        listed.end_item(entry, self.plain)
