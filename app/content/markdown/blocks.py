"""Blocks of a body: headings, lists and their labels, tables, code, raw HTML."""

import re
from typing import Any, Final

from app.content.markdown import mdast
from app.content.markdown.body import BodyListItem
from app.content.markdown.headings import Heading
from app.content.markdown.running_text import RunningText, labels_a_list
from app.content.markdown.state import Frame, OpenList, escape_text

_ITEM_MARKER: Final = re.compile(rb"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])")
_ALIGNMENTS: Final = {"None": None, "Left": "left", "Center": "center", "Right": "right"}


class Blocks(RunningText):
    """A walk's blocks."""

    __slots__ = ()

    def _start_block(self, name: str, detail: Any, start: int) -> None:
        if name == "Item":
            self._start_item(start)
            return
        if name in {"TableHead", "TableRow", "TableCell"}:
            self._start_table_part(name, start)
            return
        self._before_block(start)
        if name not in {"List", "HtmlBlock"}:
            self._top.label = self._top.labelled = None
        if name == "Paragraph":
            self._push("paragraph", {"type": "paragraph"}, start, "</p>\n")
            self._fresh_line()
            self.html.append("<p>")
        elif name == "Heading":
            depth = int(detail["level"][1])
            frame = self._push("heading", {"type": "heading", "depth": depth}, start)
            self._fresh_line()
            frame.number = len(self.html)
            frame.closing = f"</h{depth}>\n"
            self.html.append("")
        elif name == "List":
            self._start_list(detail, start)
        elif name == "BlockQuote":
            if self._push("blockquote", {"type": "blockquote"}, start, "</blockquote>\n").node:
                self._fresh_line()
                self.html.append("<blockquote>\n")
        elif name == "CodeBlock":
            info = None if detail == "Indented" else detail["Fenced"]
            node = mdast.code("", info)
            self._stack.append(Frame("code", node, self._top.children, "", start))
            self._raw, self._raw_starts = [], []
        elif name == "HtmlBlock":
            self._stack.append(Frame("html", None, self._top.children, "", start))
            self._raw, self._raw_starts = [], []
        elif name == "Table":
            align = [_ALIGNMENTS[alignment] for alignment in detail]
            self._push("table", {"type": "table", "align": align}, start, "</table>\n")
            self._fresh_line()
            self.html.append("<table>\n")
        elif name == "FootnoteDefinition":
            identifier = detail.lower()
            node = {"type": "footnoteDefinition", "identifier": identifier, "label": detail}
            self._push("footnoteDefinition", node, start)
            # Of two notes with one name the first counts.
            self.html = []
            self._footnotes.setdefault(identifier, self.html)
        else:
            message = f"a block of unknown kind {name!r}"
            raise AssertionError(message)

    def _start_list(self, first: int | None, start: int) -> None:
        parent = self._top
        ordered = first is not None
        node = {"type": "list", "ordered": ordered, "start": first, "spread": False}
        tag = "ol" if ordered else "ul"
        outer = self._items[-1] if parent.kind == "listItem" and self._items else None
        frame = self._push("list", node, start, f"</{tag}>\n")
        if outer is not None:
            # A nested list's items follow the item that they stand in.
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

    def _start_item(self, start: int) -> None:
        parent = self._top
        if parent.node is not None and parent.children and self._blank_lines(start)[1]:
            parent.node["spread"] = True
        node = {"type": "listItem", "spread": False, "checked": None}
        frame = self._push("listItem", node, start, "</li>\n")
        frame.texts, frame.links = [], []
        if parent.labelled is not None:
            frame.place = len(parent.labelled.items)
            parent.labelled.items.append(None)
        self._items.append(frame)
        if frame.node is not None:
            self._fresh_line()
            self.html.append("<li>")
        marker = _ITEM_MARKER.match(self._data, start)
        self._content_end = marker.end() if marker else start + 1

    def _start_table_part(self, name: str, start: int) -> None:
        if name == "TableCell":
            table = self._stack[-2].node
            assert table is not None
            column = len(self._top.children)
            side = table["align"][column] if column < len(table["align"]) else None
            tag = "th" if self._in_table_head else "td"
            self._push("tableCell", {"type": "tableCell"}, start, f"</{tag}>\n")
            attribute = f' align="{side}"' if side else ""
            self.html.append(f"<{tag}{attribute}>")
            return
        self._in_table_head = name == "TableHead"
        if name == "TableRow" and len(self._top.children) == 1:
            self._top.closing = "</tbody>\n</table>\n"
            self.html.append("<tbody>\n")
        closing = "</tr>\n</thead>\n" if self._in_table_head else "</tr>\n"
        self._push("tableRow", {"type": "tableRow"}, start, closing)
        self.html.append("<thead>\n<tr>\n" if self._in_table_head else "<tr>\n")

    def _end_labelling(self, frame: Frame) -> None:
        """A paragraph or heading ends: it may label the list that comes next."""
        written = "".join(self.plain[frame.plain :])
        title = " ".join(written.split())
        parent = self._top
        parent.labelled = None
        if frame.kind == "heading":
            assert frame.node is not None
            depth = frame.node["depth"]
            identity = self._slugger.slug(title)
            frame.node["data"] = {"id": identity}
            self.html[frame.number] = f'<h{depth} id="{identity}">'
            self.headings.append(Heading(depth, identity, title))
            self.anchors.add(identity)
            parent.label = title or None
        else:
            parent.label = title if title and labels_a_list(title, frame.children) else None
            # A label is about the list below it, not about the page.
            if title and parent.label is None:
                self.paragraphs.append(title)
        self._muted = None
        self._raw_link = None
        self.html.append(frame.closing)
        self.plain.append("\n\n")

    def _end_list(self, frame: Frame) -> None:
        self.html.append(frame.closing)
        if self._items and self._top.kind == "listItem":
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
            labelled = self._top.labelled
            assert labelled is not None
            labelled.items[frame.place] = BodyListItem(
                " ".join(written.split()), tuple(frame.links), self._place(frame.start)[0]
            )
        self.html.append(frame.closing)
        self.plain.append("\n")

    def _end_code(self, frame: Frame) -> None:
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

    def _end_html_block(self, frame: Frame) -> None:
        lines = self._raw or []
        self._raw = None
        served = self._raw_html(lines, self._raw_starts).removesuffix("\n")
        self._muted = None
        if served.strip():
            frame.children.append({"type": "html", "value": served})
            self._fresh_line()
            self.html.append(f"{served}\n")
        if self._policy is None or not (lines and lines[0].lstrip().startswith("<!--")):
            self._top.label = self._top.labelled = None
        self.plain.append("\n")
