"""Running text of a body: text nodes, bare URLs, code, breaks, and the paragraphs around them."""

from bisect import bisect_right
from itertools import accumulate
from typing import Final

from app.markdown.autolink import Autolink, autolinks, may_hold_autolink
from app.markdown.mdast import Node
from app.markdown.raw_html import RawHtml
from app.markdown.state import Frame, escape_text

# The full-width signs are those of Chinese and Japanese text.
_LABEL_ENDS: Final = (":", "?", "\uff1a", "\uff1f")


class RunningText(RawHtml):
    """A walk's running text."""

    __slots__ = ()

    def _inline(self, node: Node, start: int, end: int) -> None:
        self._flush()
        if self._stack[-1].kind == "listItem":
            self._open_paragraph(start)
        self._content_end = end
        if not self._muted:
            self._stack[-1].children.append(node)

    def _inline_html(self, value: str, start: int, end: int) -> None:
        self._flush()
        if self._stack[-1].kind == "listItem":
            self._open_paragraph(start)
        served = self._raw_html([value], [start])
        if served:
            self._stack[-1].children.append({"type": "html", "value": served})
            self.html.append(served)
        self._content_end = end

    def _flush(self) -> None:
        """Adjacent texts become one node, but for the bare URLs in them."""
        pieces = self._text
        if not pieces:
            return
        value = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if self._may_autolink:
            spans, self._text_spans = self._text_spans, []
            if not self._in_link() and not self._muted and may_hold_autolink(value):
                offsets = tuple(accumulate(map(len, pieces), initial=0))
                pieces.clear()
                self._linked_text(value, offsets, spans)
                return
        pieces.clear()
        if not self._muted:
            self._plain_text(value)

    def _linked_text(
        self, value: str, offsets: tuple[int, ...], spans: list[tuple[int, int]]
    ) -> None:
        """Text with the bare URLs in it as links.

        `offsets` are those of its pieces, `spans` where each of them is in the source.
        """
        # An entity is a piece of its own, longer in the source than the one character it is.
        entities = {
            at
            for at, (start, stop) in zip(offsets, spans, strict=False)
            if self._data[start:stop].startswith(b"&")
            and stop - start > len(value[at : at + 1].encode())
        }
        end = at = 0
        start = spans[0][0]
        for found in autolinks(value, entities):
            self._plain_text(value[end : found.start])
            piece = bisect_right(offsets, found.start, hi=len(spans)) - 1
            if offsets[piece] > at:
                at, start = offsets[piece], spans[piece][0]
            start += len(value[at : found.start].encode())
            at = found.start
            self._open_link(self._bare_address(found), "", start)
            self._plain_text(value[found.start : found.end])
            self._close_link()
            end = found.end
        self._plain_text(value[end:])

    def _bare_address(self, found: Autolink) -> str:
        return found.url

    def _plain_text(self, value: str) -> None:
        if value:
            self._stack[-1].children.append({"type": "text", "value": value})
            self.html.append(escape_text(value) if self._may_escape else value)
            self.plain.append(value.replace("\n", " "))

    def _task(self, checked: bool, start: int, end: int) -> None:
        if self._stack[-1].kind == "listItem":
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
        self._space_in_item(start)
        self._push("tight", {"type": "paragraph"}, start)

    def _end_running_text(self) -> None:
        if self._text:
            self._flush()
        if self._task_end == self._content_end:
            self._end_task()
        if self._stack[-1].kind == "tight":
            self._end_tight(self._stack.pop())

    def _before_block(self, start: int) -> Frame:
        """Ends what may not go on into a block; returns the frame that the block stands in."""
        self._end_running_text()
        parent = self._stack[-1]
        if parent.kind == "listItem":
            self._space_in_item(start)
        return parent

    def _space_in_item(self, start: int) -> None:
        """Whatever begins in an item stands apart from what is in it already."""
        item = self._stack[-1]
        if item.node is not None:
            if any(self._blank_lines(start)):
                item.node["spread"] = True
            if item.children and self.plain and not self.plain[-1].endswith("\n"):
                self.plain.append("\n")

    def _end_tight(self, frame: Frame) -> None:
        """A tight list item's text, which mdast has in a paragraph and HTML has not."""
        parent = self._stack[-1]
        parent.labelled = None
        parent.label = label_of("".join(self.plain[frame.plain :]).rstrip(), frame.children)
        self._muted = self._raw_link = None

    def _blank_lines(self, start: int) -> tuple[bool, bool]:
        """Whether blank lines stand between the last content and `start`.

        The first: before a definition, which makes no event but spreads an item as any block
        does. The second: after all content.
        """
        begin = self._content_end
        if self._data.count(b"\n", begin - 1 if begin else 0, start) < 2:  # nearly always
            return False, False
        if self._data[begin - 1 : begin] == b"\n":
            begin -= 1
        lines = self._data[begin:start].split(b"\n")
        # A line that a deeper quotation goes on with is none of the list's.
        quotes = sum(frame.kind == "blockquote" for frame in self._stack)
        begin += len(lines[0]) + 1
        inside = after = False
        seen = bool(self._stack[-1].children or lines[0].strip())
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


def label_of(written: str, children: list[Node]) -> str | None:
    """The label that a paragraph is: all bold, or ending in a colon or a question mark.

    `written` is its text without white space at the end.
    """
    if is_label(written) or _all_bold(children):
        return " ".join(written.split()) or None
    return None


def is_label(written: str) -> bool:
    """Whether a paragraph's text says by how it ends that a list is to follow."""
    return written.endswith(_LABEL_ENDS)


def _all_bold(children: list[Node]) -> bool:
    bold = False
    for child in children:
        if child["type"] == "strong":
            bold = True
        elif child["type"] != "text" or child["value"].strip():
            return False
    return bold
