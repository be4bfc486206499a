"""One walk over the events of a body: mdast, HTML, text, headings, links and lists at once.

Everything that must agree (ids, addresses, text) is decided once, here and in the modules that
this one stands on. The events are pulldown-cmark's; their ranges are bytes of the UTF-8 text.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from app.markdown import mdast
from app.markdown.blocks import Blocks
from app.markdown.state import Frame, escape_text

# They may go on, with empty lines or definitions, behind the end of what they hold.
_CONTAINERS: Final = frozenset({"list", "listItem", "blockquote", "footnoteDefinition"})


class Walk(Blocks):
    """Takes in the events of one body."""

    __slots__ = ()

    # A page has some two hundred events, so a call less for each is worth a long method.
    def run(self, events: Iterable[tuple[Any, Any]]) -> None:  # noqa: C901, PLR0912, PLR0915
        """Take in all events, each with its range in bytes, and close what is left open."""
        starts, ends = self._starts(), self._ends()
        stack, text = self._stack, self._text
        # Where an item began of which nothing but text has come so far; else -1. It is opened when
        # something else comes, or when more than a space parts the text from the marker.
        item = -1
        # The same of a paragraph outside of other blocks, where paragraphs are nothing special.
        paragraph = -1
        is_quick = starts["Paragraph"] == self._start_paragraph
        value: Any
        for event, span in events:
            if type(event) is str:
                kind, value = "Text" if event == "SoftBreak" else event, "\n"
            else:
                kind, value = event.popitem()
            if self._alt is not None and self._handle_in_alt(kind, value, span["end"]):
                continue
            if kind == "Text":
                if self._raw is not None:
                    self._raw.append(value)
                    self._raw_starts.append(span["start"])
                    continue
                if item >= 0 and not text and span["start"] > self._content_end + 1:
                    self._open_item(item)
                    item = -1
                if stack[-1].kind == "listItem":
                    self._open_paragraph(span["start"])
                text.append(value)
                if self._may_autolink:
                    self._text_spans.append((span["start"], span["end"]))
                self._content_end = span["end"]
                continue
            if paragraph >= 0:
                if kind == "End" and self._text_paragraph(span["end"]):
                    paragraph = -1
                    continue
                self._open_block_paragraph(paragraph)
                paragraph = -1
            elif item >= 0:
                if kind == "End" and self._text_item(item, span["end"]):
                    item = -1
                    continue
                self._open_item(item)
                item = -1
            if kind == "End":
                end = span["end"]
                if text:
                    if stack[-1].kind == "heading":
                        text[-1] = text[-1].rstrip(" \t")
                    self._flush()
                if self._task_end == self._content_end:
                    self._end_task()
                frame = stack.pop()
                if frame.kind == "tight":
                    self._end_tight(frame)
                    frame = stack.pop()
                if end > self._content_end and frame.kind not in _CONTAINERS:
                    self._content_end = end
                ends[frame.kind](frame, end)
            elif kind != "Start":
                self._leaf(kind, value, span["start"], span["end"])
            elif value == "Item":
                item = span["start"]
                self._begin_item(item)
            elif value == "Paragraph" and is_quick and len(stack) == 1:
                paragraph = span["start"]
                self._next_block(paragraph)
            elif type(value) is str:
                starts[value](None, span["start"])
            else:
                name, detail = value.popitem()
                starts[name](detail, span["start"])
        self._finish()

    def _starts(self) -> dict[str, Callable[[Any, int], None]]:
        """What is done where a node begins, by its name in the events: (detail, start)."""
        return {
            "Paragraph": self._start_paragraph,
            "Heading": self._start_heading,
            "List": self._start_list,
            "BlockQuote": self._start_block_quote,
            "CodeBlock": self._start_code_block,
            "HtmlBlock": self._start_html_block,
            "FootnoteDefinition": self._start_footnote,
            "Table": self._start_table,
            "TableHead": self._start_table_head,
            "TableRow": self._start_table_row,
            "TableCell": self._start_table_cell,
            "Emphasis": partial(self._start_span, "emphasis", "<em>", "</em>"),
            "Strong": partial(self._start_span, "strong", "<strong>", "</strong>"),
            "Strikethrough": partial(self._start_span, "delete", "<del>", "</del>"),
            "Link": self._start_link,
            "Image": self._start_image,
        }

    def _ends(self) -> dict[str, Callable[[Frame, int], None]]:
        """What is done where a node ends, by the kind of its frame: (frame, end)."""
        return {
            "paragraph": self._end_paragraph,
            "heading": self._end_heading,
            "list": self._end_list,
            "listItem": self._end_item,
            "blockquote": self._end_block_quote,
            "code": self._end_code,
            "html": self._end_html_block,
            "footnoteDefinition": self._end_footnote,
            "table": self._end_table_part,
            "tableRow": self._end_table_part,
            "tableCell": self._end_table_cell,
            "emphasis": self._end_span,
            "strong": self._end_span,
            "delete": self._end_span,
            "muted": self._end_span,
            "link": self._end_link,
            "image": self._end_image,
        }

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
        elif kind == "HardBreak":
            self._hard_break(start, end)
        elif kind == "Rule":
            self._rule(start, end)
        else:
            message = f"an event of unknown kind {kind!r}"
            raise AssertionError(message)

    def _finish(self) -> None:
        """Close what is left open and add the footnotes that were referred to."""
        self._flush()
        self._muted = None
        numbered = [label for label in self._footnote_numbers if label in self._footnotes]
        if numbered:
            self._fresh_line()
            self._write_footnotes(numbered)

    def _write_footnotes(self, numbered: list[str]) -> None:
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

    def _hard_break(self, start: int, end: int) -> None:
        self._inline({"type": "break"}, start, end)
        if not self._muted:
            self.html.append("<br />\n")
            self.plain.append("\n")

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

    def _start_span(self, kind: str, opening: str, closing: str, _: None, start: int) -> None:
        self._flush()
        if self._muted:
            self._push("muted", None, start)
            return
        if self._stack[-1].kind == "listItem":
            self._open_paragraph(start)
        if self._push(kind, {"type": kind}, start, closing).node is not None:
            self.html.append(opening)

    def _end_span(self, frame: Frame, _: int) -> None:
        self.html.append(frame.closing)

    def _start_link(self, detail: dict[str, Any], start: int) -> None:
        self._flush()
        if self._muted:
            self._push("muted", None, start)
            return
        if self._stack[-1].kind == "listItem":
            self._open_paragraph(start)
        url = detail["dest_url"]
        if detail["link_type"] == "Email":
            url = f"mailto:{url}"
        self._open_link(url, detail["title"], start)

    def _end_link(self, frame: Frame, _: int) -> None:
        self._stack.append(frame)
        self._close_link()

    def _start_image(self, detail: dict[str, Any], start: int) -> None:
        self._flush()
        if self._stack[-1].kind == "listItem":
            self._open_paragraph(start)
        node = mdast.image(detail["dest_url"], detail["title"], "")
        self._stack.append(Frame("image", node, [], "", start, len(self.plain)))
        self._alt = []


def _reference_id(number: int, use: int) -> str:
    return f"fnref:{number}" if use == 1 else f"fnref:{number}-{use}"
