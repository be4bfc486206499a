"""One walk over the events of a body: mdast, HTML, text, headings, links and lists at once.

Everything that must agree (ids, addresses, text) is decided once, here. The events are
pulldown-cmark's; their ranges are bytes of the UTF-8 text.
"""

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from operator import itemgetter
from typing import Any, Final
from urllib.parse import quote

from app.content.markdown import mdast
from app.content.markdown.autolink import autolinks, may_hold_autolink
from app.content.markdown.body import BodyImage, BodyLink, BodyListItem
from app.content.markdown.headings import Heading, Slugger
from app.content.markdown.holes import address_hole, is_hole, target_hole
from app.content.markdown.mdast import Node
from app.content.markdown.sanitise import SILENCED, Policy, Tag, is_unsafe
from app.content.problems import Fault, Problem
from app.content.text import SourceText

_ITEM_MARKER: Final = re.compile(rb"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])")
# What a browser would encode in an address anyway; what is encoded already stays as it is.
_URL_SAFE: Final = "%/:?#@!$&'()*+,;=~-._"
_DISSOLVED: Final = frozenset({"blockquote", "list", "emphasis", "strong", "delete"})
_INLINE: Final = {
    "Emphasis": ("emphasis", "em"),
    "Strong": ("strong", "strong"),
    "Strikethrough": ("delete", "del"),
}
_ALIGNMENTS: Final = {"None": None, "Left": "left", "Center": "center", "Right": "right"}


@dataclass(slots=True)
class _OpenList:
    """A labelled list as it grows; None stands for an item that is not closed yet."""

    title: str
    items: list[BodyListItem | None] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open node: its kind, where its children go and what closes it in HTML."""

    kind: str
    node: Node | None
    children: list[Node]
    closing: str = ""
    start: int = 0
    # Where the frame's own text begins among the pieces of plain text.
    plain: int = 0
    # The label that a list would have if it came next, with the list that already has it.
    label: str | None = None
    labelled: _OpenList | None = None
    # Of a list item: text before nested lists, its links, its place in the labelled list.
    texts: list[str] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    place: int = -1
    number: int = -1


class Walk:
    """The state of a walk. `policy` None leaves raw HTML and unsafe URLs as they are."""

    def __init__(
        self,
        data: bytes,
        source: SourceText,
        offset_of: Callable[[int], int],
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> None:
        self.root: Node = {"type": "root", "children": []}
        self.html: list[str] = []
        self.plain: list[str] = []
        self.links: list[BodyLink | None] = []
        self.images: list[BodyImage] = []
        self.lists: list[_OpenList] = []
        self.headings: list[Heading] = []
        self.paragraphs: list[str] = []
        self.anchors: set[str] = set()
        self.problems: list[Problem] = []
        self._data = data
        self._source = source
        self._offset_of = offset_of
        self._is_internal = is_internal
        self._policy = policy
        self._slugger = Slugger()
        self._stack = [_Frame("root", self.root, self.root["children"])]
        self._items: list[_Frame] = []
        self._text: list[str] = []
        # Of each piece of text: its offset in all of it, its start and end in the source.
        self._text_spans: list[tuple[int, int, int]] = []
        self._text_length = 0
        self._raw: list[str] | None = None
        self._raw_starts: list[int] = []
        self._alt: list[str] | None = None
        self._alt_depth = 0
        self._link_depth = 0
        self._raw_link: tuple[int, int] | None = None
        self._muted: str | None = None
        self._content_end = 0
        self._task_end = -1
        self._in_table_head = False
        self._main_html = self.html
        self._footnotes: dict[str, list[str]] = {}
        self._footnote_numbers: dict[str, int] = {}
        self._footnote_uses: dict[str, int] = {}

    # ----- events

    def handle(self, event: Any, start: int, end: int) -> None:
        """Take in one event with its range in bytes."""
        if isinstance(event, str):
            self._mark(event, start, end)
            return
        ((kind, value),) = event.items()
        if self._alt is not None and self._handle_in_alt(kind, value, end):
            return
        if self._muted and kind in {"Code", "FootnoteReference"}:
            self._content_end = end
            return
        if kind == "Text":
            self._text_event(value, start, end)
        elif kind == "Start":
            if isinstance(value, str):
                self._start(value, None, start)
            else:
                ((name, detail),) = value.items()
                self._start(name, detail, start)
        elif kind == "End":
            self._end(end)
        elif kind == "Code":
            self._inline({"type": "inlineCode", "value": value}, start, end)
            self.html.append(f"<code>{_escape(value)}</code>")
            self.plain.append(value)
        elif kind == "InlineHtml":
            self._inline_html(value, start, end)
        elif kind == "Html":
            if self._raw is not None:
                self._raw.append(value)
                self._raw_starts.append(start)
            self._content_end = end
        elif kind == "FootnoteReference":
            self._footnote_reference(value, start, end)
        elif kind == "TaskListMarker":
            self._task(value, start, end)
        else:
            message = f"an event of unknown kind {kind!r}"
            raise AssertionError(message)

    def finish(self) -> None:
        """Close what is left open and add the footnotes that were referred to."""
        self._flush()
        self._muted = None
        numbered = [label for label in self._footnote_numbers if label in self._footnotes]
        if not numbered:
            return
        self._fresh_line()
        self.html.append('<section class="footnotes">\n<ol>\n')
        for label in numbered:
            number = self._footnote_numbers[label]
            back = "".join(
                f' <a href="#{_reference_id(number, use)}">↩</a>'
                for use in range(1, self._footnote_uses[label] + 1)
            )
            body = "".join(self._footnotes[label]).rstrip("\n")
            held = f"{body[:-4]}{back}</p>" if body.endswith("</p>") else f"{body}{back}"
            self.html.append(f'<li id="fn:{number}">\n{held}\n</li>\n')
        self.html.append("</ol>\n</section>\n")

    # ----- leaves

    def _mark(self, event: str, start: int, end: int) -> None:
        if self._alt is not None:
            self._alt.append("\n")
        elif event == "SoftBreak":
            self._text_event("\n", start, end)
        elif event == "HardBreak":
            self._inline({"type": "break"}, start, end)
            if not self._muted:
                self.html.append("<br />\n")
                self.plain.append("\n")
        elif event == "Rule":
            self._before_block(start)
            self._top.label = self._top.labelled = None
            self._top.children.append({"type": "thematicBreak"})
            self._fresh_line()
            self.html.append("<hr />\n")
            self._content_end = end

    def _text_event(self, value: str, start: int, end: int) -> None:
        if self._raw is not None:
            self._raw.append(value)
            self._raw_starts.append(start)
            return
        self._open_paragraph(start)
        self._text_spans.append((self._text_length, start, end))
        self._text.append(value)
        self._text_length += len(value)
        self._content_end = end

    def _inline(self, node: Node, start: int, end: int) -> None:
        self._flush()
        self._open_paragraph(start)
        self._content_end = end
        if not self._muted:
            self._top.children.append(node)

    def _flush(self) -> None:
        """Adjacent texts become one node, but for the bare URLs in them."""
        if not self._text:
            return
        value = "".join(self._text)
        spans = self._text_spans
        self._text, self._text_spans, self._text_length = [], [], 0
        if self._muted:
            return
        end = 0
        if not self._link_depth and self._raw_link is None and may_hold_autolink(value):
            # An entity is a piece of its own, longer in the source than the one character it is.
            entities = {
                at
                for at, start, stop in spans
                if self._data[start:stop].startswith(b"&")
                and stop - start > len(value[at : at + 1].encode())
            }
            at, start, _ = spans[0]
            for found in autolinks(value, entities):
                self._plain_text(value[end : found.start])
                piece = spans[bisect_right(spans, found.start, key=itemgetter(0)) - 1]
                if piece[0] > at:
                    at, start, _ = piece
                start += len(value[at : found.start].encode())
                at = found.start
                self._open_link(found.url, "", start)
                self._plain_text(value[found.start : found.end])
                self._close_link()
                end = found.end
        self._plain_text(value[end:])

    def _plain_text(self, value: str) -> None:
        if value:
            self._top.children.append(mdast.text(value))
            self.html.append(_escape(value))
            self.plain.append(value.replace("\n", " "))

    def _task(self, checked: bool, start: int, end: int) -> None:
        self._open_paragraph(start)
        if self._items and (node := self._items[-1].node) is not None:
            node["checked"] = checked
        mark = 'checked="" ' if checked else ""
        self.html.append(f'<input {mark}disabled="" type="checkbox" /> ')
        self._content_end = self._task_end = end

    def _end_task(self) -> None:
        """A box with nothing after it is no task: GitHub shows its brackets."""
        self.html.pop()
        if self._items and (node := self._items[-1].node) is not None:
            node["checked"] = None
        self._plain_text(self._data[self._task_end - 3 : self._task_end].decode())
        self._task_end = -1

    def _footnote_reference(self, label: str, start: int, end: int) -> None:
        identifier = label.lower()
        number = self._footnote_numbers.setdefault(identifier, len(self._footnote_numbers) + 1)
        use = self._footnote_uses[identifier] = self._footnote_uses.get(identifier, 0) + 1
        node = {"type": "footnoteReference", "identifier": identifier, "label": label}
        self._inline(node, start, end)
        place = _reference_id(number, use)
        self.anchors.update((place, f"fn:{number}"))
        self.html.append(f'<sup id="{place}"><a href="#fn:{number}">{number}</a></sup>')

    # ----- pictures: what is in their label is their alternative text

    def _handle_in_alt(self, kind: str, value: Any, end: int) -> bool:
        assert self._alt is not None
        if kind == "Start":
            self._alt_depth += 1
        elif kind == "End":
            if self._alt_depth == 0:
                return False
            self._alt_depth -= 1
        elif kind in {"Text", "Code"}:
            self._alt.append(value)
        self._content_end = end
        return True

    def _end_image(self, frame: _Frame) -> None:
        alt = "".join(self._alt or ())
        self._alt = None
        assert frame.node is not None
        node = frame.node
        node["alt"] = alt
        url, title = node["url"], node["title"]
        unsafe = self._policy is not None and is_unsafe(url)
        if unsafe:
            node["url"] = ""
        if not self._muted:
            self.images.append(BodyImage(url, alt, *self._place(frame.start), unsafe))
            if not unsafe and self._is_relative(url):
                node["url"] = address_hole("image", len(self.images) - 1)
            self._top.children.append(node)
            named = f' title="{_escape(title)}"' if title else ""
            source = _escape_url(node["url"])
            self.html.append(f'<img src="{source}" alt="{_escape(alt)}"{named} />')
        for open_frame in reversed(self._stack):
            if open_frame.kind == "link":
                open_frame.texts.append(alt)
                break

    # ----- containers

    @property
    def _top(self) -> _Frame:
        return self._stack[-1]

    def _push(self, kind: str, node: Node | None, start: int, closing: str = "") -> _Frame:
        parent = self._stack[-1]
        dissolved = kind in _DISSOLVED and len(self._stack) >= mdast.MAX_DEPTH
        if dissolved and not any(each.code == "nested-too-deep" for each in self.problems):
            told = f"blocks or spans nest deeper than {mdast.MAX_DEPTH} levels here"
            hint = "Deeper ones are served as if they were not nested; make it simpler."
            self._report(start, "nested-too-deep", told, hint)
        if node is None or dissolved or (kind == "listItem" and parent.node is None):
            frame = _Frame(kind, None, parent.children, "", start, len(self.plain))
        else:
            node["children"] = []
            parent.children.append(node)
            frame = _Frame(kind, node, node["children"], closing, start, len(self.plain))
        self._stack.append(frame)
        return frame

    def _start(self, name: str, detail: Any, start: int) -> None:
        if self._muted and (name in _INLINE or name == "Link"):
            self._flush()
            self._push("muted", None, start)
        elif name in _INLINE:
            kind, tag = _INLINE[name]
            self._flush()
            self._open_paragraph(start)
            if self._push(kind, {"type": kind}, start, f"</{tag}>").node is not None:
                self.html.append(f"<{tag}>")
        elif name == "Link":
            self._flush()
            self._open_paragraph(start)
            url = detail["dest_url"]
            if detail["link_type"] == "Email":
                url = f"mailto:{url}"
            self._open_link(url, detail["title"], start)
        elif name == "Image":
            self._flush()
            self._open_paragraph(start)
            node = mdast.image(detail["dest_url"], detail["title"], "")
            self._stack.append(_Frame("image", node, [], "", start, len(self.plain)))
            self._alt = []
        else:
            self._start_block(name, detail, start)

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
            self._stack.append(_Frame("code", node, self._top.children, "", start))
            self._raw, self._raw_starts = [], []
        elif name == "HtmlBlock":
            self._stack.append(_Frame("html", None, self._top.children, "", start))
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
                parent.labelled = _OpenList(parent.label)
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

    def _end(self, end: int) -> None:
        if self._text and self._top.kind == "heading":
            self._text[-1] = self._text[-1].rstrip(" \t")
        self._flush()
        if self._task_end == self._content_end:
            self._end_task()
        if self._top.kind == "tight":
            self._end_tight()
        frame = self._stack.pop()
        kind = frame.kind
        if kind == "image":
            self._end_image(frame)
        elif kind == "link":
            self._stack.append(frame)
            self._close_link()
        elif kind in {"paragraph", "heading"}:
            self._end_labelling(frame)
        elif kind == "code":
            self._end_code(frame)
        elif kind == "html":
            self._end_html_block(frame)
        elif kind == "list":
            self._end_list(frame)
        elif kind == "listItem":
            self._end_item(frame, end)
        elif kind == "tableCell":
            self._muted = self._raw_link = None
            self.html.append(frame.closing)
            self.plain.append(" ")
        elif kind == "footnoteDefinition":
            self.html = self._main_html
        else:
            self.html.append(frame.closing)
            if kind in {"table", "tableRow", "blockquote"}:
                self.plain.append("\n\n" if kind == "blockquote" else "\n")
        if kind not in {"list", "listItem", "blockquote", "footnoteDefinition"}:
            self._content_end = max(self._content_end, end)

    # ----- closing

    def _end_labelling(self, frame: _Frame) -> None:
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
            if title:
                self.paragraphs.append(title)
            labels = title.endswith((":", "?", "：", "？")) or _all_bold(frame.children)  # noqa: RUF001 - full width, as CJK text has them
            parent.label = title if title and labels else None
        self._muted = None
        self._raw_link = None
        self.html.append(frame.closing)
        self.plain.append("\n\n")

    def _end_tight(self) -> None:
        """A tight list item's text, which mdast has in a paragraph and HTML has not."""
        frame = self._stack.pop()
        title = " ".join("".join(self.plain[frame.plain :]).split())
        labels = title.endswith((":", "?")) or _all_bold(frame.children)
        self._top.labelled = None
        self._top.label = title if title and labels else None
        self._muted = None
        self._raw_link = None

    def _end_list(self, frame: _Frame) -> None:
        self.html.append(frame.closing)
        if self._items and self._top.kind == "listItem":
            self._items[-1].plain = len(self.plain)
        self.plain.append("\n")

    def _end_item(self, frame: _Frame, end: int) -> None:
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

    def _end_code(self, frame: _Frame) -> None:
        value = "".join(self._raw or ())
        self._raw = None
        assert frame.node is not None
        frame.node["value"] = value.removesuffix("\n")
        frame.children.append(frame.node)
        language = frame.node["lang"]
        attribute = f' class="language-{_escape(language)}"' if language else ""
        self._fresh_line()
        self.html.append(f"<pre><code{attribute}>{_escape(value)}</code></pre>\n")
        self.plain += (value, "\n\n")

    # ----- links

    def _open_link(self, url: str, title: str, start: int) -> None:
        number = self._new_link()
        unsafe = self._policy is not None and is_unsafe(url)
        served = "" if unsafe else self._served_address(url, number)
        node = mdast.link(served, title, [])
        frame = self._push("link", node, start, "</a>")
        if not unsafe and self._is_internal(url):
            node["data"] = {"target": target_hole(number)}
        frame.number = number
        frame.texts = [url]
        named = f' title="{_escape(title)}"' if title else ""
        self.html.append(f'<a href="{_escape_url(served)}"{named}>')
        self._link_depth += 1

    def _close_link(self) -> None:
        frame = self._stack.pop()
        self._link_depth -= 1
        text = " ".join("".join(self.plain[frame.plain :]).split())
        # A link that shows but a picture is called as the picture is.
        text = text or " ".join(" ".join(frame.texts[1:]).split())
        self._name_link(frame.number, frame.texts[0], text, frame.start)
        self.html.append("</a>")

    def _new_link(self) -> int:
        self.links.append(None)
        number = len(self.links) - 1
        if self._items:
            self._items[-1].links.append(number)
        return number

    def _name_link(self, number: int, url: str, text: str, start: int) -> None:
        unsafe = self._policy is not None and is_unsafe(url)
        self.links[number] = BodyLink(url, text, *self._place(start), unsafe)

    def _served_address(self, url: str, number: int, *, in_html: bool = False) -> str:
        """Links by the names of files get the address of what is there once that is known."""
        path = url.partition("#")[0].partition("?")[0].lower()
        if self._is_relative(url) or (
            path.endswith((".md", ".markdown")) and self._is_internal(url)
        ):
            return address_hole("link", number, in_html=in_html)
        return url

    def _is_relative(self, url: str) -> bool:
        """Whether the address counts from where it stands: it may be meant from the file."""
        return url[:1] not in {"", "/", "#", "?"} and self._is_internal(url)

    # ----- raw HTML

    def _inline_html(self, value: str, start: int, end: int) -> None:
        self._flush()
        self._open_paragraph(start)
        served = self._raw_html([value], [start])
        if served:
            self._top.children.append({"type": "html", "value": served})
            self.html.append(served)
        self._content_end = end

    def _end_html_block(self, frame: _Frame) -> None:
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

    def _raw_html(self, pieces: list[str], starts: list[int]) -> str:
        """Raw HTML as it may be served; its pieces start at these bytes of the source."""
        raw = "".join(pieces)
        if self._policy is None:
            return raw
        served = []
        index = at = length = start = 0
        for part in self._policy.tags(raw):
            if isinstance(part, Tag):
                while index < len(pieces) and length <= part.offset:
                    at, start = length, starts[index]
                    length += len(pieces[index])
                    index += 1
                start += len(raw[at : part.offset].encode())
                at = part.offset
                served.append(self._tag(part, start))
            elif not self._muted:
                served.append(part.replace("<", "&lt;"))
                self.plain.append(unescape(part).replace("\n", " "))
        return "".join(served)

    def _tag(self, tag: Tag, start: int) -> str:
        assert self._policy is not None
        if self._muted:
            if tag.closing and tag.name == self._muted:
                self._muted = None
            return ""
        if tag.closing:
            if tag.name == "a" and self._raw_link is not None:
                number, plain = self._raw_link
                link = self.links[number]
                assert link is not None
                text = " ".join("".join(self.plain[plain:]).split())
                self.links[number] = dataclasses.replace(link, text=text)
                self._raw_link = None
            return self._policy.render(tag)
        if not tag.allowed:
            self._removed(f"<{tag.name}>", start)
            if tag.name in SILENCED:
                self._muted = tag.name
            return ""
        for name in self._policy.removed_attributes(tag):
            self._removed(f'the attribute "{name}" of <{tag.name}>', start)
        for name in ("id", "name") if tag.name == "a" else ("id",):
            if anchor := tag.attribute(name):
                self.anchors.add(anchor)
        if tag.name == "a" and (href := tag.attribute("href")) is not None:
            number = self._new_link()
            self._name_link(number, href, "", start)
            self._raw_link = (number, len(self.plain))
            return self._policy.render(
                tag, lambda url: self._served_address(url, number, in_html=True)
            )
        if tag.name == "img" and (source := tag.attribute("src")) is not None:
            alt = tag.attribute("alt") or ""
            self.images.append(BodyImage(source, alt, *self._place(start), is_unsafe(source)))
            number = len(self.images) - 1
            if self._is_relative(source):
                return self._policy.render(
                    tag, lambda _: address_hole("image", number, in_html=True)
                )
        return self._policy.render(tag)

    def _removed(self, what: str, start: int) -> None:
        hint = "Write it in Markdown, or leave it to the front end."
        told = f"{what} is not let through to readers"
        self._report(start, "removed-html", told, hint)

    # ----- places

    def _place(self, start: int) -> tuple[int, int]:
        return self._source.locate(self._offset_of(start))

    def _report(self, start: int, code: str, told: str, hint: str) -> None:
        fault = Fault(self._offset_of(start), code, told, hint)
        self.problems.append(self._source.problem(fault))

    # ----- blocks and lines

    def _open_paragraph(self, start: int) -> None:
        """Text straight inside an item gets mdast's paragraph."""
        if self._top.kind == "listItem":
            self._before_block(start)
            self._push("tight", {"type": "paragraph"}, start)

    def _before_block(self, start: int) -> None:
        self._flush()
        if self._task_end == self._content_end:
            self._end_task()
        if self._top.kind == "tight":
            self._end_tight()
        parent = self._top
        if parent.kind == "listItem" and parent.node is not None:
            if any(self._blank_lines(start)):
                parent.node["spread"] = True
            if parent.children and self.plain and not self.plain[-1].endswith("\n"):
                self.plain.append("\n")

    def _blank_lines(self, start: int) -> tuple[bool, bool]:
        """Whether blank lines stand between the last content and `start`.

        The first: before a definition, which makes no event but spreads an item as any block
        does. The second: after all content.
        """
        begin = self._content_end
        if self._data[begin - 1 : begin] == b"\n":
            begin -= 1
        if self._data.count(b"\n", begin, start) < 2:
            return False, False
        lines = self._data[begin:start].split(b"\n")
        # A line that a deeper quotation goes on with is none of the list's.
        quotes = sum(frame.kind == "blockquote" for frame in self._stack)
        begin += len(lines[0]) + 1
        inside = after = False
        seen = bool(self._top.children or lines[0].strip())
        for line in lines[1:-1]:
            if line.count(b">") <= quotes and not line.strip(b" \t>"):
                after = seen
            else:
                inside = inside or after
                after, seen = False, True
                self._content_end = begin + len(line)
            begin += len(line) + 1
        if lines[-1].strip(b" \t>"):
            inside = inside or after
            self._content_end = start
        return inside, after

    def _fresh_line(self) -> None:
        for piece in reversed(self.html):
            if piece:
                if not piece.endswith("\n"):
                    self.html.append("\n")
                return


def _all_bold(children: list[Node]) -> bool:
    bold = False
    for child in children:
        if child["type"] == "strong":
            bold = True
        elif child["type"] != "text" or child["value"].strip():
            return False
    return bold


def _reference_id(number: int, use: int) -> str:
    return f"fnref:{number}" if use == 1 else f"fnref:{number}-{use}"


def _escape(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _escape_url(url: str) -> str:
    if is_hole(url):
        return url
    return escape(quote(url, safe=_URL_SAFE), quote=False).replace("'", "&#x27;")
