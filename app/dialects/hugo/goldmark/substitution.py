"""Substitution of shortcodes in the events of a document: what each stands for is put in."""

from collections.abc import MutableMapping, Sequence
from typing import Any, Final, NamedTuple

from app.dialects.hugo.goldmark.components import Components
from app.dialects.hugo.goldmark.directives import span_of, text_event
from app.dialects.hugo.goldmark.naming import WrittenHeading
from app.dialects.hugo.goldmark.placeholders import (
    PLACEHOLDER,
    Piece,
    has_placeholder,
    is_placeholders,
    pieces,
    without_guards,
)
from app.dialects.hugo.goldmark.written import html_pieces, written_heading
from app.dialects.hugo.shortcodes import Shortcode
from app.markdown.attributes import NO_ATTRIBUTES
from app.markdown.event_parts import (
    BARE_PARAGRAPH,
    BREAKS,
    SPANS,
    TEXT_LEAVES,
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

    def is_appended(self, span: Any) -> bool:
        """Return True for the span of an appended definition."""
        return bool(span["start"] >= self.until < len(self.data))


class Substitution:
    """The events of one document with its shortcodes substituted.

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
        self._open: list[str] = []
        # A block came in running text: white space after it is dropped. `_rest` starts the
        # paragraph with the rest of the text, if one was ended for the block.
        self._is_after_block = False
        self._rest: Event | None = None
        # Up to this event the text of a tight item is known to be more than shortcodes.
        self._checked = 0

    def run(self, events: Sequence[Event]) -> list[Event]:
        """Return the events, with spans of the whole text."""
        if self._is_plain(events):
            return list(events)
        index = 0
        while index < len(events):
            event, span = events[index]
            kind, name, _ = event_parts(event)
            end = index + 1
            if self._document.is_appended(span):
                pass
            elif (text_end := self._shortcodes_in_item(events, index)) > index:
                end = text_end
            elif kind == "Start" and (node_end := self._node(events, index, name)) > index:
                end = node_end
            else:
                self._event(event, span)
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

    def _node(self, events: Sequence[Event], index: int, name: str) -> int:
        """Substitute in a whole node; returns the index after it, or `index` for other nodes."""
        if name not in _SUBSTITUTED_WHOLE:
            return index
        end = _end_of(events, index) + 1
        node = events[index:end]
        if name == "Heading":
            self._heading(node)
        elif name == "CodeBlock":
            self._code(node)
        elif name == "HtmlBlock":
            self._html(node)
        elif not self._blocks(node[1:-1]):
            return index
        return end

    def _shortcodes_in_item(self, events: Sequence[Event], index: int) -> int:
        """Substitute blocks for text straight in an item that is nothing but shortcodes.

        Returns the index after the text, or `index` if there is no such text.
        """
        if self._open[-1:] != ["Item"] or index < self._checked:
            return index
        end = index
        while end < len(events):
            kind, name, _ = event_parts(events[end][0])
            if kind not in TEXT_LEAVES and name not in SPANS:
                break
            end += 1
        self._checked = end
        return end if self._blocks(events[index:end]) else index

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
        numbers = [piece.number for piece in texts if piece.number is not None]
        is_value = [self._components.is_value(self._shortcodes[number]) for number in numbers]
        if len(numbers) > 1 and all(is_value):
            # Several values are a text.
            return False
        for piece in texts:
            if piece.number is not None:
                self._block(piece.number, piece)
        return True

    def _block(self, number: int, piece: Piece) -> None:
        span = self._span(piece.start, piece.end)
        self._output += self._components.block(self._shortcodes[number], span)

    def _note_heading(self, inside: Sequence[Event], span: Any) -> int:
        """Note how a heading is written; returns the byte where its attributes begin."""
        start = min((place["start"] for _, place in inside), default=span["start"])
        end = max((place["end"] for _, place in inside), default=start)
        document = self._document
        heading, cut = written_heading(
            document.data, start, end, may_have_attributes=document.title_attributes
        )
        if document.has_placeholders:
            heading = WrittenHeading(
                PLACEHOLDER.sub(self._displayed, heading.written),
                heading.attributes.mapped(self._filled),
            )
        self._headings[span["start"] + document.base] = heading
        return cut

    def _heading(self, events: Sequence[Event]) -> None:
        (first, span), *inside, (last, last_span) = events
        cut = self._note_heading(inside, span)
        self._event(first, span)
        for event, place in inside:
            kind, _, detail = event_parts(event)
            if kind == "Text" and place["start"] < cut < place["end"]:
                text = detail.encode()[: cut - place["start"]].decode(errors="ignore").rstrip()
                self._event({"Text": text}, span_of(place["start"], cut))
            elif place["start"] < cut:
                self._event(event, place)
        self._event(last, last_span)

    def _code(self, events: Sequence[Event]) -> None:
        (first, span), *inside, (last, last_span) = events
        text = "".join(event_parts(event)[2] for event, _ in inside)
        # Deeply nested shortcodes are often indented like code; with values it is code.
        is_code = any(
            self._components.is_value(self._shortcodes[int(number)])
            for number in PLACEHOLDER.findall(text)
        )
        if first == {"Start": {"CodeBlock": "Indented"}} and not is_code and self._blocks(inside):
            return
        self._put(self._with_values(first), span)
        if has_placeholder(text):
            self._put({"Text": self._filled(text)}, span)
        else:
            for event, place in inside:
                if not self._document.is_appended(place):
                    self._put(event, place)
        self._put(last, last_span)

    def _html(self, events: Sequence[Event]) -> None:
        """Substitute in raw HTML, which ends before each component and starts anew after it."""
        is_open = False
        for piece in html_pieces(events[1:-1]):
            if piece.number is not None:
                if is_open:
                    self._put({"End": "HtmlBlock"}, span_of(piece.start, piece.start))
                is_open = False
                self._block(piece.number, piece)
            elif piece.text.strip() or is_open:
                place = span_of(piece.start, piece.end)
                if not is_open:
                    self._put({"Start": "HtmlBlock"}, place)
                is_open = True
                self._put({"Html": self._filled(piece.text)}, place)
        if is_open:
            end = events[0][1]["end"]
            self._put({"End": "HtmlBlock"}, span_of(end, end))

    # Events

    def _event(self, event: Any, span: Any) -> None:
        kind, name, detail = event_parts(event)
        if kind == "Text" and has_placeholder(detail) and "Image" not in self._open:
            self._text(detail, span)
            return
        if kind == "Start":
            if name in SPANS:
                self._resume()
            self._open.append(name)
        elif kind == "End":
            self._open.pop()
            if self._is_after_block and (name in _PARAGRAPHS or name == "Item"):
                self._is_after_block = False
                if self._rest is not None:
                    self._rest = None
                    return
        elif self._is_after_block:
            if _is_blank(event):
                return
            self._resume()
        self._put(self._with_values(event), span)

    def _text(self, text: str, span: Any) -> None:
        is_forced = self._open[-1:] not in (["Paragraph"], [BARE_PARAGRAPH], ["Item"])
        for piece in pieces(text, span["start"]):
            place = self._span(piece.start, piece.end)
            if piece.number is None:
                self._words(without_guards(piece.text), place)
                continue
            shortcode = self._shortcodes[piece.number]
            inline = self._components.inline(
                shortcode, place, forced=is_forced, in_link="Link" in self._open
            )
            if inline is None:
                self._end_paragraph(place)
                self._output += self._components.block(shortcode, place)
            elif inline:
                self._resume()
                self._output += inline

    def _words(self, text: str, span: Any) -> None:
        if self._is_after_block and text:
            text = text.lstrip()
            if text:
                self._resume()
        if text:
            self._output.append(text_event(text, span))

    def _end_paragraph(self, span: Any) -> None:
        """End the open paragraph for a block; one without content is dropped."""
        name = self._open[-1]
        if self._is_after_block:
            return
        self._is_after_block = True
        if name not in _PARAGRAPHS:
            return
        while self._output and _is_blank(self._output[-1][0]):
            self._output.pop()
        if self._output and self._output[-1][0] == {"Start": name}:
            self._output.pop()
        else:
            self._output.append(({"End": name}, span))
        self._rest = ({"Start": name}, span_of(span["end"], span["end"]))

    def _resume(self) -> None:
        """Start the paragraph with the text that follows a block."""
        self._is_after_block = False
        if self._rest is not None:
            self._output.append(self._rest)
            self._rest = None

    def _put(self, event: Any, span: Any) -> None:
        self._output.append((event, self._span(span["start"], span["end"])))

    def _span(self, start: int, end: int) -> Any:
        return span_of(start + self._document.base, end + self._document.base)

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
        return without_guards(PLACEHOLDER.sub(self._value if is_address else self._displayed, text))

    def _displayed(self, match: Any) -> str:
        return self._components.shown(self._shortcodes[int(match[1])])

    def _value(self, match: Any) -> str:
        return self._components.value(self._shortcodes[int(match[1])])


def _end_of(events: Sequence[Event], index: int) -> int:
    """Return the index of the event that ends the node which starts at `index`."""
    depth = 0
    while True:
        kind = event_parts(events[index][0])[0]
        depth += (kind == "Start") - (kind == "End")
        if not depth:
            return index
        index += 1


def _is_blank(event: Any) -> bool:
    kind, _, detail = event_parts(event)
    return kind in BREAKS or (kind == "Text" and not detail.strip())
