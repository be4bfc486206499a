"""Blocks of a body: headings, lists and their labels, tables, code, raw HTML."""

import re
from typing import Any, Final

from app.markdown import mdast
from app.markdown.autolink import may_hold_autolink
from app.markdown.body import BodyListItem
from app.markdown.headings import Heading
from app.markdown.mdast import Node
from app.markdown.running_text import RunningText, is_label, label_of
from app.markdown.state import Frame, OpenList, escape_text

_ITEM_MARKER: Final = re.compile(rb"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])")
_BULLETS: Final = frozenset({b"- ", b"* ", b"+ "})
_ALIGNMENTS: Final = {"None": None, "Left": "left", "Center": "center", "Right": "right"}


class Blocks(RunningText):
    """A walk's blocks."""

    __slots__ = ()

    def _start_paragraph(self, _: None, start: int) -> None:
        self._next_block(start)
        self._open_block_paragraph(start)

    def _open_block_paragraph(self, start: int) -> None:
        self._push("paragraph", {"type": "paragraph"}, start, "</p>\n")
        self._fresh_line()
        self.html.append("<p>")

    def _text_paragraph(self, end: int) -> bool:
        """Make the paragraph that now ends, if it holds nothing but text; whether it does.

        It began outside of all other blocks, as most do.
        """
        value = "".join(self._text)
        if not value or self._muted or (self._may_autolink and may_hold_autolink(value)):
            return False
        self._text.clear()
        self._text_spans.clear()
        self._content_end = end
        parent = self._stack[-1]
        text = {"type": "text", "value": value}
        parent.children.append({"type": "paragraph", "children": [text]})
        self._fresh_line()
        self.html.append(f"<p>{escape_text(value) if self._may_escape else value}</p>\n")
        written = value.replace("\n", " ")
        self.plain += (written, "\n\n")
        if is_label(written.rstrip()):
            parent.label = " ".join(written.split())
        elif not self.first_paragraph:
            self.first_paragraph = " ".join(written.split())
        return True

    def _start_heading(self, detail: dict[str, Any], start: int) -> None:
        self._next_block(start)
        depth = int(detail["level"][1])
        node = {"type": "heading", "depth": depth}
        frame = self._push("heading", node, start, f"</h{depth}>\n")
        self._fresh_line()
        frame.number = len(self.html)
        self.html.append("")

    def _start_block_quote(self, _: None, start: int) -> None:
        self._next_block(start)
        if self._push("blockquote", {"type": "blockquote"}, start, "</blockquote>\n").node:
            self._fresh_line()
            self.html.append("<blockquote>\n")

    def _start_code_block(self, detail: Any, start: int) -> None:
        parent = self._next_block(start)
        info = None if detail == "Indented" else detail["Fenced"]
        node = mdast.code("", info)
        self._stack.append(Frame("code", node, parent.children, "", start))
        self._raw, self._raw_starts = [], []

    def _start_html_block(self, _: None, start: int) -> None:
        parent = self._before_block(start)
        self._stack.append(Frame("html", None, parent.children, "", start))
        self._raw, self._raw_starts = [], []

    def _start_footnote(self, label: str, start: int) -> None:
        self._next_block(start)
        identifier = label.lower()
        node = {"type": "footnoteDefinition", "identifier": identifier, "label": label}
        self._push("footnoteDefinition", node, start)
        # Of two notes with one name the first counts.
        self.html = []
        self._footnotes.setdefault(identifier, self.html)

    def _start_list(self, first: int | None, start: int) -> None:
        parent = self._before_block(start)
        ordered = first is not None
        node = {"type": "list", "ordered": ordered, "start": first, "spread": False}
        tag = "ol" if ordered else "ul"
        outer = self._items[-1] if parent.kind == "listItem" and self._items else None
        frame = self._push("list", node, start, f"</{tag}>\n")
        if outer is not None:
            # A nested list's items follow the item that they stand in.
            if outer.place >= 0:
                outer.texts.append("".join(self.plain[outer.plain :]))
            frame.labelled = self._stack[-3].labelled
        if frame.labelled is None and parent.label is not None:
            if parent.labelled is None:
                parent.labelled = OpenList(parent.label)
                self.lists.append(parent.labelled)
            frame.labelled = parent.labelled
        if frame.node is not None:
            self._fresh_line()
            attribute = f' start="{first}"' if ordered and first != 1 else ""
            self.html.append(f"<{tag}{attribute}>\n")

    def _begin_item(self, start: int) -> None:
        """An item begins: what it is to be is told by what comes next."""
        parent = self._stack[-1]
        if parent.node is not None and parent.children and self._blank_lines(start)[1]:
            parent.node["spread"] = True
        if self._data[start : start + 2] in _BULLETS:  # most markers
            self._content_end = start + 1
        else:
            marker = _ITEM_MARKER.match(self._data, start)
            self._content_end = marker.end() if marker else start + 1

    def _text_item(self, start: int, end: int) -> bool:
        """Make the item that began and now ends, if it holds nothing but text; whether it does.

        Such are most items, and frames would take two thirds of their time.
        """
        parent = self._stack[-1]
        if parent.node is None or self._muted or len(self._stack) >= mdast.MAX_DEPTH - 1:
            return False
        if end - self._content_end > 2:  # a definition may follow the text
            return False
        value = "".join(self._text)
        if not value or (self._may_autolink and may_hold_autolink(value)):
            return False
        self._text.clear()
        self._text_spans.clear()
        text = {"type": "text", "value": value}
        paragraph = {"type": "paragraph", "children": [text]}
        parent.children.append(
            {"type": "listItem", "spread": False, "checked": None, "children": [paragraph]}
        )
        written = value.replace("\n", " ")
        if parent.labelled is not None:
            told = " ".join(written.split())
            parent.labelled.items.append(BodyListItem(told, (), self._place(start)[0]))
        self.html.append(f"<li>{escape_text(value) if self._may_escape else value}</li>\n")
        self.plain += (written, "\n")
        return True

    def _open_item(self, start: int) -> None:
        """The item that began, as a frame for what is in it."""
        parent = self._stack[-1]
        node: Node | None = None
        if parent.node is not None:
            node = {"type": "listItem", "spread": False, "checked": None}
        frame = self._push("listItem", node, start, "</li>\n")
        if parent.labelled is not None:
            frame.texts, frame.links = [], []
            frame.place = len(parent.labelled.items)
            parent.labelled.items.append(None)
        self._items.append(frame)
        if node is not None:
            self.html.append("<li>")
        if self._text:  # directly behind the marker
            self._open_paragraph(start)

    def _start_table(self, detail: list[str], start: int) -> None:
        self._next_block(start)
        align = [_ALIGNMENTS[alignment] for alignment in detail]
        self._push("table", {"type": "table", "align": align}, start, "</table>\n")
        self._fresh_line()
        self.html.append("<table>\n")

    def _start_table_head(self, _: None, start: int) -> None:
        self._in_table_head = True
        self._push("tableRow", {"type": "tableRow"}, start, "</tr>\n</thead>\n")
        self.html.append("<thead>\n<tr>\n")

    def _start_table_row(self, _: None, start: int) -> None:
        self._in_table_head = False
        table = self._stack[-1]
        if len(table.children) == 1:
            table.closing = "</tbody>\n</table>\n"
            self.html.append("<tbody>\n")
        self._push("tableRow", {"type": "tableRow"}, start, "</tr>\n")
        self.html.append("<tr>\n")

    def _start_table_cell(self, _: None, start: int) -> None:
        table = self._stack[-2].node
        assert table is not None
        column = len(self._stack[-1].children)
        side = table["align"][column] if column < len(table["align"]) else None
        tag = "th" if self._in_table_head else "td"
        self._push("tableCell", {"type": "tableCell"}, start, f"</{tag}>\n")
        attribute = f' align="{side}"' if side else ""
        self.html.append(f"<{tag}{attribute}>")

    def _next_block(self, start: int) -> Frame:
        """A block begins that is no list: what came before labels nothing any more."""
        parent = self._before_block(start)
        parent.label = parent.labelled = None
        return parent

    def _rule(self, start: int, end: int) -> None:
        parent = self._next_block(start)
        parent.children.append({"type": "thematicBreak"})
        self._fresh_line()
        self.html.append("<hr />\n")
        self._content_end = end

    def _end_heading(self, frame: Frame, _: int) -> None:
        title = " ".join("".join(self.plain[frame.plain :]).split())
        assert frame.node is not None
        depth = frame.node["depth"]
        identity = self._heading_id(frame, title)
        frame.node["data"] = {"id": identity}
        self.html[frame.number] = f'<h{depth} id="{identity}">'
        self.headings.append(Heading(depth, identity, title))
        self.anchors.add(identity)
        self._end_labelling(frame, title or None)

    def _heading_id(self, _: Frame, title: str) -> str:
        return self._slugger.slug(title)

    def _end_paragraph(self, frame: Frame, _: int) -> None:
        written = "".join(self.plain[frame.plain :]).rstrip()
        label = label_of(written, frame.children)
        # A label is about the list below it, not about the page.
        if label is None and not self.first_paragraph:
            self.first_paragraph = " ".join(written.split())
        self._end_labelling(frame, label)

    def _end_labelling(self, frame: Frame, label: str | None) -> None:
        """A paragraph or heading ends: it may label the list that comes next."""
        parent = self._stack[-1]
        parent.label = label
        parent.labelled = None
        self._muted = self._raw_link = None
        self.html.append(frame.closing)
        self.plain.append("\n\n")

    def _end_list(self, frame: Frame, _: int) -> None:
        self.html.append(frame.closing)
        if self._items and self._stack[-1].kind == "listItem":
            self._items[-1].plain = len(self.plain)
        self.plain.append("\n")

    def _end_item(self, frame: Frame, end: int) -> None:
        self._items.pop()
        # Most items end where their content does; others may end with definitions.
        if end - self._content_end > 2 and frame.node is not None:
            defines = self._data[self._content_end : end].strip(b" \t\n>")
            if defines and self._blank_lines(end)[0]:
                frame.node["spread"] = True
        if frame.place >= 0:
            written = " ".join((*frame.texts, "".join(self.plain[frame.plain :])))
            labelled = self._stack[-1].labelled
            assert labelled is not None
            labelled.items[frame.place] = BodyListItem(
                " ".join(written.split()), tuple(frame.links), self._place(frame.start)[0]
            )
        self.html.append(frame.closing)
        self.plain.append("\n")

    def _end_code(self, frame: Frame, _: int) -> None:
        value = "".join(self._raw or ())
        self._raw = None
        assert frame.node is not None
        frame.node["value"] = value.removesuffix("\n")
        frame.children.append(frame.node)
        language = frame.node["lang"]
        attribute = f' class="language-{self._attribute(language)}"' if language else ""
        self._fresh_line()
        self.html.append(f"<pre><code{attribute}>{escape_text(value)}</code></pre>\n")
        self.plain += (value, "\n\n")

    def _end_html_block(self, frame: Frame, _: int) -> None:
        lines = self._raw or []
        self._raw = None
        served = self._raw_html(lines, self._raw_starts).removesuffix("\n")
        self._muted = None
        if served.strip():
            frame.children.append({"type": "html", "value": served})
            self._fresh_line()
            self.html.append(f"{served}\n")
        if self._policy is None or not (lines and lines[0].lstrip().startswith("<!--")):
            parent = self._stack[-1]
            parent.label = parent.labelled = None
        self.plain.append("\n")

    def _end_table_cell(self, frame: Frame, _: int) -> None:
        self._muted = self._raw_link = None
        self.html.append(frame.closing)
        self.plain.append(" ")

    def _end_table_part(self, frame: Frame, _: int) -> None:
        self.html.append(frame.closing)
        self.plain.append("\n")

    def _end_block_quote(self, frame: Frame, _: int) -> None:
        self.html.append(frame.closing)
        self.plain.append("\n\n")

    def _end_footnote(self, _frame: Frame, _: int) -> None:
        self.html = self._main_html
