"""Running text of a body: text nodes, bare URLs, code, breaks, and the paragraphs around them."""

from bisect import bisect_right
from operator import itemgetter

from app.content.markdown import mdast
from app.content.markdown.autolink import autolinks, may_hold_autolink
from app.content.markdown.mdast import Node
from app.content.markdown.raw_html import RawHtml
from app.content.markdown.state import escape_text


class RunningText(RawHtml):
    """A walk's running text."""

    __slots__ = ()

    def _text_event(self, value: str, start: int, end: int) -> None:
        if self._raw is not None:
            self._raw.append(value)
            self._raw_starts.append(start)
            return
        if self._stack[-1].kind == "listItem":
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

    def _inline_html(self, value: str, start: int, end: int) -> None:
        self._flush()
        self._open_paragraph(start)
        served = self._raw_html([value], [start])
        if served:
            self._top.children.append({"type": "html", "value": served})
            self.html.append(served)
        self._content_end = end

    def _flush(self) -> None:
        """Adjacent texts become one node, but for the bare URLs in them."""
        pieces = self._text
        if not pieces:
            return
        value = pieces[0] if len(pieces) == 1 else "".join(pieces)
        spans = self._text_spans
        self._text, self._text_spans, self._text_length = [], [], 0
        if self._muted:
            return
        end = 0
        if (
            self._may_autolink
            and not self._link_depth
            and self._raw_link is None
            and may_hold_autolink(value)
        ):
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
            self._stack[-1].children.append(mdast.text(value))
            self.html.append(escape_text(value))
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

    def _open_paragraph(self, start: int) -> None:
        """Text straight inside an item gets mdast's paragraph."""
        if self._stack[-1].kind == "listItem":
            self._before_block(start)
            self._push("tight", {"type": "paragraph"}, start)

    def _end_running_text(self) -> None:
        if self._text:
            self._flush()
        if self._task_end == self._content_end:
            self._end_task()
        if self._stack[-1].kind == "tight":
            self._end_tight()

    def _before_block(self, start: int) -> None:
        self._end_running_text()
        parent = self._stack[-1]
        if parent.kind == "listItem" and parent.node is not None:
            if any(self._blank_lines(start)):
                parent.node["spread"] = True
            if parent.children and self.plain and not self.plain[-1].endswith("\n"):
                self.plain.append("\n")

    def _end_tight(self) -> None:
        """A tight list item's text, which mdast has in a paragraph and HTML has not."""
        frame = self._stack.pop()
        title = " ".join("".join(self.plain[frame.plain :]).split())
        self._top.labelled = None
        self._top.label = title if title and labels_a_list(title, frame.children) else None
        self._muted = None
        self._raw_link = None

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


def labels_a_list(title: str, children: list[Node]) -> bool:
    """Whether a paragraph is a label: all bold, or ending in a colon or a question mark."""
    # The full-width signs are those of Chinese and Japanese text.
    return title.endswith((":", "?", "\uff1a", "\uff1f")) or _all_bold(children)


def _all_bold(children: list[Node]) -> bool:
    bold = False
    for child in children:
        if child["type"] == "strong":
            bold = True
        elif child["type"] != "text" or child["value"].strip():
            return False
    return bold
