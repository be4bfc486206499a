"""A document as what its shortcodes stand for is woven in: headings, code and raw HTML."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any, Final, NamedTuple

from app.dialects.hugo.goldmark.attributes import NO_ATTRIBUTES, heading_attributes, resolved
from app.dialects.hugo.goldmark.components import Components
from app.dialects.hugo.goldmark.directives import Event, Place, end, start, text_event
from app.dialects.hugo.goldmark.flattening import parts
from app.dialects.hugo.goldmark.marks import MARK, is_all_marks, is_marked, unguarded
from app.dialects.hugo.goldmark.naming import WrittenHeading
from app.dialects.hugo.shortcodes import Shortcode

BREAKS: Final = frozenset({"SoftBreak", "HardBreak"})
# A mark in one of these is none of the text between them.
_MARKUP: Final = re.compile(r"<!--[\s\S]*?(?:-->|\Z)|</?[A-Za-z][^<>]*(?:>|\Z)")
# Their content is no HTML, so nothing can be put among it.
_OPAQUE: Final = re.compile(r"<(?:script|style|pre|textarea)\b", re.IGNORECASE)
_CONTAINER_PREFIX: Final = re.compile(r"\A[ \t>]*")
# In these parts of events an address may stand.
_OF_ADDRESSES: Final = frozenset({"dest_url", "Html", "InlineHtml"})
_CLOSING_MARKS: Final = re.compile(r"(?:\A|[ \t]+)#+\Z")


class Part(NamedTuple):
    """A document in UTF-8, whose bytes stand in the whole text from `base` on.

    From the byte `until` on nothing of it is kept. `marked`: there are marks in it.
    `title_attributes`: braces at the end of a heading may be attributes.
    """

    data: bytes
    base: int
    until: int
    marked: bool
    title_attributes: bool


class Woven:
    """A document with what is put out of it so far. `headings` are added to."""

    def __init__(
        self,
        components: Components,
        shortcodes: Sequence[Shortcode],
        headings: MutableMapping[int, WrittenHeading],
        document: Part,
    ) -> None:
        self._components = components
        self._shortcodes = shortcodes
        self._headings = headings
        self._data, self._base, self._until, self._marked, self._title_attributes = document
        self._cut = 0
        self._out: list[Event] = []
        self._open: list[str] = []
        # A block came in running text: white space behind it is none of what goes on, which is a
        # paragraph that was ended for it, or nothing that had to.
        self._is_paused = False
        self._paused: Event | None = None
        # Up to which event an item's text is known to be more than shortcodes.
        self._seen = 0
        self._html_open = False

    def _is_added(self, span: Any) -> bool:
        return bool(span["start"] >= self._until < len(self._data))

    def _place(self, span: Any) -> Place:
        return span["start"] + self._base, span["end"] + self._base

    def _put(self, event: Any, span: Any) -> None:
        start_, end_ = self._place(span)
        self._out.append((event, {"start": start_, "end": end_}))

    def _plain(self, event: Any) -> Any:
        """An event in whose texts each shortcode is the text that it stands for."""
        return self._valued(event) if self._marked else event

    def _valued(self, event: Any, key: str = "") -> Any:
        if isinstance(event, str):
            if not is_marked(event):
                return event
            filled = self._value if key in _OF_ADDRESSES else self._shown
            return unguarded(MARK.sub(filled, event))
        if isinstance(event, dict):
            return {name: self._valued(value, name) for name, value in event.items()}
        return event

    def _shown(self, match: re.Match[str]) -> str:
        return self._components.shown(self._shortcodes[int(match[1])])

    def _value(self, match: re.Match[str]) -> str:
        return self._components.value(self._shortcodes[int(match[1])])

    def _blocks(self, inside: Sequence[Event]) -> bool:
        """Put blocks where a paragraph would be of nothing but shortcodes; whether it was."""
        text = _text_alone(inside)
        if text is None or not is_all_marks(text):
            return False
        found = [self._shortcodes[int(match[1])] for match in MARK.finditer(text)]
        if len(found) > 1 and all(map(self._components.is_value, found)):
            # Several pieces of text are a text.
            return False
        for event, place in inside:
            kind, value = parts(event)
            if kind == "Text":
                begin, position = place["start"], 0
                for match in MARK.finditer(value):
                    begin += len(value[position : match.start()].encode())
                    position = match.start()
                    self._block(match, begin)
        return True

    def _block(self, match: re.Match[str], begin: int) -> None:
        at = begin + self._base, begin + self._base + len(match.group().encode())
        self._out += self._components.block(self._shortcodes[int(match[1])], at)

    # Headings, code and raw HTML

    def _heading(self, inside: Sequence[Event], span: Any) -> None:
        """Note how a heading is written; `_cut` is where its attributes begin."""
        begin = min((place["start"] for _, place in inside), default=span["start"])
        finish = max((place["end"] for _, place in inside), default=begin)
        self._cut = finish + 1
        line = self._data[begin:finish].decode(errors="replace")
        first, newline, last = line.rpartition("\n")
        shift = len(f"{first}{newline}".encode())
        if newline:
            prefix = _CONTAINER_PREFIX.match(last)
            assert prefix is not None
            shift += len(prefix.group().encode())
            last = last[prefix.end() :]
        found = heading_attributes(last) if self._title_attributes else None
        given = NO_ATTRIBUTES
        behind = self._data[finish : self._data.find(b"\n", finish) + 1 or None]
        if found is not None and not behind.strip(b" \t\n#"):
            at, given = found
            if self._marked:
                given = resolved(given, self._valued)
            last = _CLOSING_MARKS.sub("", last[:at].rstrip())
            self._cut = begin + shift + len(last.encode())
        written = MARK.sub(self._shown, last) if is_marked(last) else last
        self._headings[span["start"] + self._base] = WrittenHeading(written, given)

    def _code(self, events: Sequence[Event]) -> None:
        (event, span), *inside, (last, last_span) = events
        text = "".join(parts(each)[1] for each, _ in inside)
        # Deeply nested shortcodes are often indented so; what is text stays code.
        marked = [self._shortcodes[int(match[1])] for match in MARK.finditer(text)]
        is_code = any(self._components.is_value(shortcode) for shortcode in marked)
        if event == {"Start": {"CodeBlock": "Indented"}} and not is_code and self._blocks(inside):
            return
        self._put(self._plain(event), span)
        if is_marked(text):
            self._out.append(text_event(self._plain(text), self._place(span)))
        else:
            for each, place in inside:
                if not self._is_added(place):
                    self._put(each, place)
        self._put(last, last_span)

    def _html(self, inside: Sequence[Event], span: Any) -> None:
        text = "".join(parts(each)[1] for each, _ in inside)
        kept: list[range] = []
        if is_marked(text):
            if _OPAQUE.search(text):
                kept = [range(len(text))]
            else:
                kept = [range(*match.span()) for match in _MARKUP.finditer(text)]
        offset = at = 0
        for event, place in inside:
            _, value = parts(event)
            begin, position = place["start"], 0
            for match in MARK.finditer(value):
                while at < len(kept) and kept[at].stop <= offset + match.start():
                    at += 1
                if at < len(kept) and offset + match.start() in kept[at]:
                    continue
                begin = self._raw(value[position : match.start()], begin)
                self._end_html(begin)
                self._block(match, begin)
                begin += len(match.group().encode())
                position = match.end()
            self._raw(value[position:], begin)
            offset += len(value)
        self._end_html(span["end"])

    def _raw(self, value: str, begin: int) -> int:
        """Raw HTML, in a block of its own where none is open; where it ends."""
        stop = begin + len(value.encode())
        if value.strip() or (value and self._html_open):
            place = begin + self._base, stop + self._base
            if not self._html_open:
                self._html_open = True
                self._out.append(start("HtmlBlock", place))
            self._out.append(({"Html": self._plain(value)}, {"start": place[0], "end": place[1]}))
        return stop

    def _end_html(self, begin: int) -> None:
        if self._html_open:
            self._html_open = False
            self._out.append(end("HtmlBlock", (begin + self._base, begin + self._base)))


def _text_alone(events: Sequence[Event]) -> str | None:
    """The text of these events, None where there is anything else."""
    pieces: list[str] = []
    for event, _ in events:
        kind, value = parts(event)
        if kind == "Text":
            pieces.append(value)
        elif kind not in BREAKS:
            return None
    return "".join(pieces)
