"""One walk over the events of a body: mdast, HTML, text, headings, links and lists at once.

Everything that must agree (ids, addresses, text) is decided once, here and in the modules that
this one stands on. The events are pulldown-cmark's; their ranges are bytes of the UTF-8 text.
"""

from collections.abc import Iterable
from typing import Any, Final

from app.content.markdown import mdast
from app.content.markdown.blocks import Blocks
from app.content.markdown.state import Frame, escape_text

_INLINE: Final = {
    "Emphasis": ("emphasis", "em"),
    "Strong": ("strong", "strong"),
    "Strikethrough": ("delete", "del"),
}


class Walk(Blocks):
    """Takes in the events of one body."""

    __slots__ = ()

    def run(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take in all events, each with its range in bytes, and close what is left open."""
        for event, span in events:
            if type(event) is str:
                self._mark(event, span["start"], span["end"])
                continue
            ((kind, value),) = event.items()
            if self._alt is not None and self._handle_in_alt(kind, value, span["end"]):
                continue
            if kind == "Text":
                self._text_event(value, span["start"], span["end"])
            elif kind == "End":
                self._end(span["end"])
            elif kind != "Start":
                self._leaf(kind, value, span["start"], span["end"])
            elif type(value) is str:
                self._start(value, None, span["start"])
            else:
                ((name, detail),) = value.items()
                self._start(name, detail, span["start"])
        self._finish()

    def _leaf(self, kind: str, value: Any, start: int, end: int) -> None:
        if self._muted and kind in {"Code", "FootnoteReference"}:
            self._content_end = end
        elif kind == "Code":
            self._inline({"type": "inlineCode", "value": value}, start, end)
            self.html.append(f"<code>{escape_text(value)}</code>")
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

    def _finish(self) -> None:
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

    def _footnote_reference(self, label: str, start: int, end: int) -> None:
        self.is_plain = False
        identifier = label.lower()
        number = self._footnote_numbers.setdefault(identifier, len(self._footnote_numbers) + 1)
        use = self._footnote_uses[identifier] = self._footnote_uses.get(identifier, 0) + 1
        node = {"type": "footnoteReference", "identifier": identifier, "label": label}
        self._inline(node, start, end)
        place = _reference_id(number, use)
        self.anchors.update((place, f"fn:{number}"))
        self.html.append(f'<sup id="{place}"><a href="#fn:{number}">{number}</a></sup>')

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
            self._stack.append(Frame("image", node, [], "", start, len(self.plain)))
            self._alt = []
        else:
            self._start_block(name, detail, start)

    def _end(self, end: int) -> None:
        if self._text and self._stack[-1].kind == "heading":
            self._text[-1] = self._text[-1].rstrip(" \t")
        self._end_running_text()
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


def _reference_id(number: int, use: int) -> str:
    return f"fnref:{number}" if use == 1 else f"fnref:{number}-{use}"
