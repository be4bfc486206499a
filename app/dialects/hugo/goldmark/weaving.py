"""What shortcodes stand for, woven into the events of the document that they stand in."""

from collections.abc import Sequence
from typing import Any, Final

from app.dialects.hugo.goldmark.attributes import NO_ATTRIBUTES
from app.dialects.hugo.goldmark.directives import Event, Place, end, start, text_event
from app.dialects.hugo.goldmark.flattening import parts
from app.dialects.hugo.goldmark.marks import MARK, is_marked, unguarded
from app.dialects.hugo.goldmark.woven import BREAKS, Woven
from app.markdown.events import name_of

_PARAGRAPHS: Final = frozenset({"Paragraph", "BareParagraph"})
_IN_TEXT: Final = frozenset(
    {"Text", "Code", "InlineHtml", "FootnoteReference", "TaskListMarker", "SoftBreak", "HardBreak"}
)
_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})


class Weaver(Woven):
    """Weaves one document."""

    def weave(self, events: Sequence[Event]) -> list[Event]:
        """The events with their places in the whole text."""
        if self._is_plain(events):
            return list(events)
        index = 0
        while index < len(events):
            event, span = events[index]
            if self._is_added(span):
                index += 1
                continue
            kind, value = parts(event)
            name = name_of(value) if kind in {"Start", "End"} else ""
            if kind == "Start":
                index = self._start(events, index, name)
            elif kind == "End":
                self._end(name, event, span)
                index += 1
            elif self._in_tight_item(kind) and (after := self._tight(events, index)) > index:
                index = after
            else:
                self._leaf(kind, value, event, span)
                index += 1
        return self._out

    def _is_plain(self, events: Sequence[Event]) -> bool:
        """Whether nothing is to be changed, as in most documents; the headings are noted."""
        if self._marked or self._base or self._until < len(self._data):
            return False
        for index, (event, span) in enumerate(events):
            if type(event) is dict and type(node := event.get("Start")) is dict:
                if "Heading" not in node:
                    continue
                self._heading(events[index + 1 : _end_of(events, index)], span)
                if self._headings[span["start"]].attributes != NO_ATTRIBUTES:
                    return False
        return True

    # Nodes

    def _start(self, events: Sequence[Event], index: int, name: str) -> int:
        """A node begins; the index of the first event that is not dealt with."""
        event, span = events[index]
        if name in _PARAGRAPHS or name in {"CodeBlock", "HtmlBlock", "Heading"}:
            last = _end_of(events, index)
            inside = events[index + 1 : last]
            if name == "Heading":
                self._heading(inside, span)
                cut = self._cut
                events_in = [each for each in inside if each[1]["start"] < cut]
                self._put(event, span)
                self._open.append(name)
                for each, place in events_in:
                    self._inside_heading(each, place, cut)
                self._end(name, *events[last])
                return last + 1
            if name in _PARAGRAPHS and self._blocks(inside):
                return last + 1
            if name == "CodeBlock":
                self._code(events[index : last + 1])
                return last + 1
            if name == "HtmlBlock":
                self._html(inside, span)
                return last + 1
        if name in _SPANS:
            if self._in_tight_item("Start") and (after := self._tight(events, index)) > index:
                return after
            self._resume()
        self._put(self._plain(event), span)
        self._open.append(name)
        return index + 1

    def _inside_heading(self, event: Any, span: Any, cut: int) -> None:
        kind, value = parts(event)
        if kind == "Text" and span["end"] > cut:
            value = value.encode()[: cut - span["start"]].decode(errors="ignore").rstrip()
            event, span = {"Text": value}, {"start": span["start"], "end": cut}
        if kind == "Start":
            self._put(self._plain(event), span)
            self._open.append(name_of(value))
        elif kind == "End":
            self._end(name_of(value), event, span)
        else:
            self._leaf(kind, value, event, span)

    def _end(self, name: str, event: Any, span: Any) -> None:
        self._open.pop()
        if self._is_paused and (name in _PARAGRAPHS or name == "Item"):
            self._is_paused = False
            if self._paused is not None:
                self._paused = None
                return
        self._put(event, span)

    def _leaf(self, kind: str, value: Any, event: Any, span: Any) -> None:
        if kind == "Text" and is_marked(value) and "Image" not in self._open:
            self._text(value, span)
            return
        if self._is_paused:
            if kind in BREAKS or (kind == "Text" and not value.strip()):
                return
            self._resume()
        self._put(self._plain(event), span)

    def _resume(self) -> None:
        """What comes next is more of a paragraph that was ended."""
        self._is_paused = False
        if self._paused is not None:
            self._out.append(self._paused)
            self._paused = None

    # Text

    def _text(self, value: str, span: Any) -> None:
        direct = self._open[-1:] and self._open[-1] in {*_PARAGRAPHS, "Item"}
        position = 0
        begin = span["start"]
        for match in MARK.finditer(value):
            begin = self._words(value[position : match.start()], begin)
            position = match.end()
            length = len(match.group().encode())
            place = begin + self._base, begin + length + self._base
            begin += length
            shortcode = self._shortcodes[int(match[1])]
            inline = self._components.inline(
                shortcode, place, forced=not direct, in_link="Link" in self._open
            )
            if inline is None:
                self._pause(place)
                self._out += self._components.block(shortcode, place)
            elif inline:
                self._resume()
                self._out += inline
        self._words(value[position:], begin)

    def _words(self, value: str, begin: int) -> int:
        """Text without marks; where in the document it ends."""
        length = len(value.encode())
        value = unguarded(value)
        if self._is_paused and value:
            value = value.lstrip()
            if value:
                self._resume()
        if value:
            place = begin + self._base, begin + length + self._base
            self._out.append(text_event(value, place))
        return begin + length

    def _pause(self, place: Place) -> None:
        """A block comes: the paragraph that is open ends, if there is anything in it."""
        name = self._open[-1]
        if self._is_paused:
            return
        self._is_paused = True
        if name not in _PARAGRAPHS:
            return
        while self._out and _is_blank(self._out[-1][0]):
            self._out.pop()
        if self._out and self._out[-1][0] == {"Start": name}:
            self._out.pop()
        else:
            self._out.append(end(name, place))
        self._paused = start(name, (place[1], place[1]))

    def _in_tight_item(self, kind: str) -> bool:
        return self._open[-1:] == ["Item"] and (kind in _IN_TEXT or kind == "Start")

    def _tight(self, events: Sequence[Event], index: int) -> int:
        """Blocks for the text straight in an item, if it is of nothing but shortcodes."""
        if not self._marked or index < self._seen:
            return index
        last = index
        while last < len(events):
            kind, value = parts(events[last][0])
            if kind in {"Start", "End"}:
                if name_of(value) not in _SPANS:
                    break
            elif kind not in _IN_TEXT:
                break
            last += 1
        self._seen = last
        return last if self._blocks(events[index:last]) else index


def _end_of(events: Sequence[Event], index: int) -> int:
    """The index of the event that ends the node which begins here."""
    depth = 0
    while True:
        kind = parts(events[index][0])[0]
        depth += (kind == "Start") - (kind == "End")
        if not depth:
            return index
        index += 1


def _is_blank(event: Any) -> bool:
    kind, value = parts(event)
    return kind in BREAKS or (kind == "Text" and not value.strip())
