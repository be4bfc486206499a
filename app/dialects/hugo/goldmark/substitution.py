"""Substitution of the shortcodes in the events of a document."""

from collections.abc import MutableMapping, Sequence
from typing import Any, Final, NamedTuple

from app.dialects.hugo.goldmark.attributes import WrittenHeading, written_heading
from app.dialects.hugo.goldmark.components import Components
from app.dialects.hugo.goldmark.directives import (
    Span,
    flattened,
    is_running_text,
    node_events,
    span_of,
    text_event,
)
from app.dialects.hugo.goldmark.placeholders import (
    PLACEHOLDER,
    Piece,
    has_placeholder,
    html_pieces,
    is_placeholders,
    pieces,
    without_guards,
)
from app.dialects.hugo.shortcodes.tree import Shortcode
from app.markdown.attributes import NO_ATTRIBUTES
from app.markdown.events import (
    BARE_PARAGRAPH,
    BREAKS,
    INLINE,
    SPANS,
    Event,
    event_parts,
)

_PARAGRAPHS: Final = frozenset({"Paragraph", BARE_PARAGRAPH})
_SUBSTITUTED_WHOLE: Final = _PARAGRAPHS | {"Heading", "CodeBlock", "HtmlBlock"}
# The parts of events that are addresses or may contain some.
_ADDRESSES: Final = frozenset({"dest_url", "InlineHtml"})


class Document(NamedTuple):
    """A document in UTF-8, whose bytes begin at `base` in the whole text.

    The bytes from `until` on are appended definitions, whose events are dropped. With
    `title_attributes` braces at the end of a heading may be attributes.
    """

    data: bytes
    base: int
    until: int
    has_placeholders: bool
    title_attributes: bool


class Substitution:
    """Substitutes the shortcodes in the events of one document.

    Notes in `headings` how each heading is written, by its byte in the whole text.
    """

    def __init__(
        self,
        document: Document,
        components: Components,
        shortcodes: Sequence[Shortcode],
        headings: MutableMapping[int, WrittenHeading],
    ) -> None:
        self._document = document
        self._components = components
        self._shortcodes = shortcodes
        self._headings = headings
        self._output: list[Event] = []

    def run(self, events: Sequence[Event]) -> list[Event]:
        """Return the events, with spans of the whole text."""
        if self._is_plain(events):
            return list(events)
        document = self._document
        base = document.base
        events = [
            (event, span_of(base + span["start"], base + span["end"]))
            for event, span in events
            if not span["start"] >= document.until < len(document.data)
        ]
        open_nodes = [""]
        index = 0
        while index < len(events):
            event, span = events[index]
            kind, name, _ = event_parts(event)
            end = index + 1
            if kind == "Start" and name in _SUBSTITUTED_WHOLE:
                end = _end_of(events, index) + 1
                self._node(name, events[index:end])
            elif kind in INLINE or (kind == "Start" and name in SPANS):
                end = _end_of_text(events, index)
                self._text(events[index:end], in_item=open_nodes[-1] == "Item")
            else:
                self._output.append((event, span))
                if kind == "Start":
                    open_nodes.append(name)
                elif kind == "End":
                    open_nodes.pop()
            index = end
        return self._output

    def _is_plain(self, events: Sequence[Event]) -> bool:
        """Return True if no event changes, as in most documents; the headings are noted."""
        document = self._document
        if document.has_placeholders or document.base or document.until < len(document.data):
            return False
        for index, (event, span) in enumerate(events):
            if type(event) is dict and type(node := event.get("Start")) is dict:
                if "Heading" not in node:
                    continue
                self._note_heading(events[index + 1 : _end_of(events, index)], span)
                if self._headings[span["start"]].attributes != NO_ATTRIBUTES:
                    return False
        return True

    # Nodes

    def _node(self, name: str, node: Sequence[Event]) -> None:
        if name == "Heading":
            self._heading(node)
        elif name == "CodeBlock":
            self._code(node)
        elif name == "HtmlBlock":
            self._html(node)
        else:
            self._text(node[1:-1], paragraph=(name, node[0][1]))

    def _heading(self, node: Sequence[Event]) -> None:
        first, *inside, last = node
        cut = self._note_heading(inside, first[1])
        content: list[Event] = []
        for event, span in inside:
            kind, _, detail = event_parts(event)
            if kind == "Text" and span["start"] < cut < span["end"]:
                text = detail.encode()[: cut - span["start"]].decode(errors="ignore").rstrip()
                content.append(({"Text": text}, span_of(span["start"], cut)))
            elif span["start"] < cut:
                content.append((event, span))
        self._output.append(first)
        self._text(content)
        self._output.append(last)

    def _note_heading(self, inside: Sequence[Event], span: Any) -> int:
        """Note how a heading is written; returns the byte where its attributes begin."""
        start = min((place["start"] for _, place in inside), default=span["start"])
        end = max((place["end"] for _, place in inside), default=start)
        document, base = self._document, self._document.base
        heading, cut = written_heading(
            document.data, start - base, end - base, may_have_attributes=document.title_attributes
        )
        if document.has_placeholders:
            heading = WrittenHeading(
                PLACEHOLDER.sub(lambda match: self._displayed(int(match[1])), heading.written),
                heading.attributes.mapped(self._filled),
            )
        self._headings[span["start"]] = heading
        return cut + base

    def _code(self, node: Sequence[Event]) -> None:
        first, *inside, last = node
        text = "".join(event_parts(event)[2] for event, _ in inside)
        # Deeply nested shortcodes are often indented like code; with values it is code.
        is_code = any(
            self._components.is_value(self._shortcodes[int(number)])
            for number in PLACEHOLDER.findall(text)
        )
        is_indented = first[0] == {"Start": {"CodeBlock": "Indented"}}
        if is_indented and not is_code and self._blocks(inside):
            return
        self._output.append((self._with_values(first[0]), first[1]))
        if text:
            self._output.append(text_event(self._filled(text), first[1]))
        self._output.append(last)

    def _html(self, node: Sequence[Event]) -> None:
        """Substitute in raw HTML, which ends before each component and starts anew after it."""
        is_open = False
        for piece in html_pieces(node[1:-1], self._value, self._displayed):
            if piece.number is not None:
                if is_open:
                    self._end_html(piece.start)
                is_open = False
                self._block(piece)
            elif piece.text.strip() or is_open:
                if not is_open:
                    self._output.append(({"Start": "HtmlBlock"}, piece.span))
                is_open = True
                self._output.append(({"Html": without_guards(piece.text)}, piece.span))
        if is_open:
            self._end_html(node[0][1]["end"])

    def _end_html(self, byte: int) -> None:
        self._output.append(({"End": "HtmlBlock"}, span_of(byte, byte)))

    # Running text

    def _text(
        self,
        events: Sequence[Event],
        *,
        paragraph: tuple[str, Span] | None = None,
        in_item: bool = False,
    ) -> None:
        """Substitute in running text.

        Blocks divide a paragraph, and text straight in an item; elsewhere they are flattened.
        """
        may_divide = paragraph is not None or in_item
        if may_divide and self._blocks(events):
            return
        text: list[Event] = []
        after: Span | None = None
        spans: list[str] = []
        for event, span in events:
            kind, name, detail = event_parts(event)
            if kind == "Start":
                spans.append(name)
            elif kind == "End":
                spans.pop()
            if kind != "Text" or "Image" in spans or not has_placeholder(detail):
                text.append((self._with_values(event), span))
                continue
            for piece in pieces(detail, span["start"]):
                place = piece.span
                if piece.number is None:
                    if words := without_guards(piece.text):
                        text.append(text_event(words, place))
                    continue
                block = self._components.block(self._shortcodes[piece.number], place)
                if spans or not may_divide or is_running_text(block):
                    text += flattened(block, in_link="Link" in spans)
                else:
                    self._put_text(text, paragraph, after, place)
                    self._output += block
                    text, after = [], place
        self._put_text(text, paragraph, after, None)

    def _put_text(
        self,
        text: list[Event],
        paragraph: tuple[str, Span] | None,
        after: Span | None,
        before: Span | None,
    ) -> None:
        """Put text between two blocks, in a paragraph if there is more than white space."""
        while after and text and _is_blank(text[0][0]):
            del text[0]
        if after and text and type(text[0][0]) is dict and "Text" in text[0][0]:
            text[0] = text_event(text[0][0]["Text"].lstrip(), text[0][1])
        if paragraph is None:
            self._output += text
            return
        while before and text and _is_blank(text[-1][0]):
            text.pop()
        if text or not (after or before):
            name, whole = paragraph
            start = span_of(after["end"], after["end"]) if after else whole
            self._output += node_events(name, start, text)

    def _blocks(self, events: Sequence[Event]) -> bool:
        """Substitute blocks for text of nothing but shortcodes; return False for other text."""
        texts: list[Piece] = []
        for event, span in events:
            kind, _, detail = event_parts(event)
            if kind == "Text":
                texts += pieces(detail, span["start"])
            elif kind not in BREAKS:
                return False
        if not is_placeholders("".join(piece.text for piece in texts)):
            return False
        blocks = [piece for piece in texts if piece.number is not None]
        if len(blocks) > 1 and all(map(self._is_value, blocks)):
            # Several values are a text.
            return False
        for piece in blocks:
            self._block(piece)
        return True

    def _block(self, piece: Piece) -> None:
        self._output += self._components.block(self._shortcodes[piece.number or 0], piece.span)

    def _is_value(self, piece: Piece) -> bool:
        return self._components.is_value(self._shortcodes[piece.number or 0])

    # Values

    def _with_values(self, event: Any, key: str = "") -> Any:
        """Return an event with each placeholder replaced by the text of its shortcode."""
        if not self._document.has_placeholders:
            return event
        if isinstance(event, str):
            return self._filled(event, is_address=key in _ADDRESSES)
        if isinstance(event, dict):
            return {name: self._with_values(value, name) for name, value in event.items()}
        return event

    def _filled(self, text: str, *, is_address: bool = False) -> str:
        if not has_placeholder(text):
            return text
        text_of = self._value if is_address else self._displayed
        return without_guards(PLACEHOLDER.sub(lambda match: text_of(int(match[1])), text))

    def _displayed(self, number: int) -> str:
        return self._components.displayed(self._shortcodes[number])

    def _value(self, number: int) -> str:
        return self._components.value(self._shortcodes[number])


def _end_of(events: Sequence[Event], index: int) -> int:
    """Return the index of the event that ends the node which starts at `index`."""
    depth = 0
    while True:
        kind = event_parts(events[index][0])[0]
        depth += (kind == "Start") - (kind == "End")
        if not depth:
            return index
        index += 1


def _end_of_text(events: Sequence[Event], index: int) -> int:
    """Return the index after the running text that begins at `index`."""
    while index < len(events):
        kind, name, _ = event_parts(events[index][0])
        if kind not in INLINE and name not in SPANS:
            break
        index += 1
    return index


def _is_blank(event: Any) -> bool:
    kind, _, detail = event_parts(event)
    return kind in BREAKS or (kind == "Text" and not detail.strip())
