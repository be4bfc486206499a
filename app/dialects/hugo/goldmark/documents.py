"""A body and the insides of its shortcodes, each parsed as a document of its own.

All of them stand one behind the other in one text, so that every event has its place in it, and
every place there is one of the body.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

import pyromark

from app.dialects.hugo.goldmark.attribute_blocks import AttributedText, parse_attributed
from app.dialects.hugo.goldmark.attributes import resolved
from app.dialects.hugo.goldmark.components import Components
from app.dialects.hugo.goldmark.directives import Event
from app.dialects.hugo.goldmark.marks import GUARD, MARK, is_marked, mark, unguarded
from app.dialects.hugo.goldmark.naming import WrittenHeading
from app.dialects.hugo.goldmark.options import DEFAULT_OPTIONS, GoldmarkOptions
from app.dialects.hugo.goldmark.tables import table_edits
from app.dialects.hugo.goldmark.weaving import Weaver
from app.dialects.hugo.goldmark.woven import Part
from app.dialects.hugo.shortcodes import Item, Literal, Shortcode, ShortcodeContext
from app.markdown.attributes import Attributes
from app.markdown.edits import Edit, EditedText
from app.markdown.events import Key
from app.markdown.joining import Joining
from app.markdown.offsets import character_offsets
from app.markdown.outline import Outline, Ranges
from app.markdown.placeholders import NONCHARACTER_REFERENCE
from app.problems import Fault

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
# Between two documents: no block of one goes on in the next.
_GAP: Final = "\n\n"
_BEFORE_CONTENT: Final = re.compile(r"[ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")
_INDENTED: Final = re.compile(r"\n([ \t]*)(?=[^ \t\n])")
# One of a definition has white space behind it; one of a table stands in a line of its own sort.
_COLON: Final = re.compile(r"^[ \t>]*(?=:(?![ \t|]|-[-:| \t]*$))", re.MULTILINE)
# What makes events that a tree has otherwise: a definition, and one tilde that strikes nothing.
_JOINED: Final = re.compile(r"~|^[ \t>]*:(?:\s|\Z)", re.MULTILINE)
_DEFINITION: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[^\n]*$", re.MULTILINE)
_LABEL: Final = re.compile(r"\[([^\[\]\n]+)\]")


class _Origin(NamedTuple):
    """A document: where it begins in the text, and how its bytes lead to the body."""

    base: int
    origin: Callable[[int], int]


class Assembly:
    """The documents of one body as they are parsed.

    `headings` tells of each heading how it is written, by its byte in the text, and `attributes`
    what stands in lines of their own below other blocks.
    """

    def __init__(
        self,
        body: str,
        context: ShortcodeContext,
        faults: Iterable[Fault],
        options: GoldmarkOptions = DEFAULT_OPTIONS,
    ) -> None:
        self.body = body
        self.options = options
        self.faults = list(faults)
        self.headings: dict[int, WrittenHeading] = {}
        self.attributes: dict[Key, Attributes] = {}
        self.components = Components(self, context, self.faults)
        self._shortcodes: list[Shortcode] = []
        # The first document, as it is before its lines of attributes are taken out.
        self._page = ""
        self._texts: list[str] = []
        self._length = 0
        self._parts: list[_Origin] = []

    def text(self) -> str:
        """The whole text."""
        return _GAP.join(self._texts)

    def data(self) -> bytes:
        """The same in UTF-8, whose bytes the places of events count."""
        return self.text().encode()

    def origin(self, byte: int) -> int:
        """The offset in the body of a byte of the text."""
        part = self._parts[bisect_right(self._parts, byte, key=_base_of) - 1]
        return part.origin(byte - part.base)

    def events(self, start: int, end: int, items: Iterable[Item]) -> list[Event]:
        """The events of this range of the body, which holds these items."""
        edits = [*self._edits(start, items), *self._guards(start, end)]
        return self._parse(EditedText(self.body[start:end], edits), start)

    def inner(self, shortcode: Shortcode) -> list[Event]:
        """The events of what is in a shortcode."""
        if shortcode.inner is None or shortcode.is_inline:
            return []
        start, end = shortcode.inner
        edits = [*self._edits(start, shortcode.items), *self._guards(start, end)]
        indentation = self._indentation(shortcode.start) if shortcode.markup else None
        edits += self._dedented(shortcode, indentation)
        added = self._definitions(start, end) if shortcode.markup else ""
        if added:
            edits.append(Edit(end - start, end - start, f"\n\n{added}"))
        return self._parse(EditedText(self.body[start:end], edits), start, added)

    def inline(self, markdown: str, origin: int) -> list[Event]:
        """The events of an argument's Markdown; all of it stands where the shortcode begins."""
        return self._parse(EditedText(markdown, ()), origin, fixed=True)

    def raw(self, shortcode: Shortcode) -> str:
        """What is in a shortcode as it is written, as far in as the shortcode itself."""
        if shortcode.inner is None:
            return ""
        start, end = shortcode.inner
        edits = [
            Edit(item.start - start, item.end - start, self._shown(item))
            for item in shortcode.items
        ]
        edits += self._dedented(shortcode, self._indentation(shortcode.start))
        return EditedText(self.body[start:end], edits).text

    def _shown(self, item: Item) -> str:
        return item.text if isinstance(item, Literal) else self.components.shown(item)

    def _edits(self, start: int, items: Iterable[Item]) -> Iterator[Edit]:
        for item in items:
            if isinstance(item, Literal):
                text = item.text
            else:
                text = mark(len(self._shortcodes))
                self._shortcodes.append(item)
            yield Edit(item.start - start, item.end - start, text)

    def _guards(self, start: int, end: int) -> Iterator[Edit]:
        """Edits that keep what begins with a colon from being a definition where it is none.

        And those by which tables are Hugo's.
        """
        for match in _COLON.finditer(self.body, start, end):
            yield Edit(match.end() - start, match.end() - start, GUARD)
        yield from table_edits(self.body, start, end)

    def _indentation(self, start: int) -> int:
        """How far in the content is that a shortcode begins; an item's begins behind its marker."""
        line = self.body.rfind("\n", 0, start) + 1
        match = _BEFORE_CONTENT.match(self.body, line, start)
        assert match is not None
        if match.end() == start:
            return start - line
        before = self.body[line:start]
        return len(before) - len(before.lstrip(" \t"))

    def _dedented(self, shortcode: Shortcode, most: int | None) -> Iterator[Edit]:
        """Edits that take from the lines in a shortcode what all of them are indented by."""
        assert shortcode.inner is not None
        start, end = shortcode.inner
        nested = Ranges((item.start, item.end) for item in shortcode.items)
        lines = [
            match.span(1)
            for match in _INDENTED.finditer(self.body, start, end)
            if match.start() not in nested
        ]
        indentations = sorted(self.body[first:last] for first, last in lines)
        common = len(_common(indentations[0], indentations[-1])) if lines else 0
        if most is not None:
            common = min(common, most)
        if common:
            for first, _ in lines:
                yield Edit(first - start, first + common - start)

    @cached_property
    def _defined(self) -> dict[str, str]:
        """The page's lines that define a link or a footnote, by what they define."""
        defined: dict[str, str] = {}
        for match in _DEFINITION.finditer(self._page):
            defined.setdefault(_label(match[1]), match.group().strip())
        return defined

    def _definitions(self, start: int, end: int) -> str:
        """Those that this range refers to: what stands in the page's Markdown has its links."""
        if not self._defined or "[" not in self.body[start:end]:
            return ""
        labels = {_label(match[1]) for match in _LABEL.finditer(self.body, start, end)}
        return "\n\n".join(self._defined[label] for label in sorted(labels & self._defined.keys()))

    def _parse(
        self, edited: EditedText, start: int, added: str = "", *, fixed: bool = False
    ) -> list[Event]:
        """The events of a document; of what was added to it there are none."""
        text = _without_noncharacters(edited.text)
        if not self._texts:
            self._page = text
        until = len(text) - len(added)
        attributed = self._attributed(text) if self.options.block_attributes else None
        if attributed is None:
            events = _events(text)
        else:
            text, events = attributed.edited.text, attributed.events
            until = attributed.edited.place(until)
        data = text.encode()
        base = self._length
        offset_of = character_offsets(data, 0, ascii_only=len(data) == len(text))

        def origin(byte: int) -> int:
            if fixed:
                return start
            offset = offset_of(byte)
            if attributed is not None:
                offset = attributed.edited.origin(offset)
            return start + edited.origin(offset)

        self._parts.append(_Origin(base, origin))
        self._texts.append(text)
        self._length += len(data) + len(_GAP)
        if _JOINED.search(text):
            events = Joining(events, data).finish()
        part = Part(
            data,
            base,
            len(text[:until].encode()) if added else len(data),
            marked=is_marked(text),
            title_attributes=self.options.title_attributes,
        )
        return Weaver(self.components, self._shortcodes, self.headings, part).weave(events)

    def _attributed(self, text: str) -> AttributedText | None:
        """The text, if there may be lines of attributes in it, that comes next."""
        found = parse_attributed(text, _events)
        if found is None:
            return None
        marked = is_marked(text)
        for (name, start), given in found.attributes.items():
            self.attributes[name, self._length + start] = (
                resolved(given, self._shown_in) if marked else given
            )
        return found

    def _shown_in(self, text: str) -> str:
        """A value with what the shortcodes in it stand for."""
        return unguarded(
            MARK.sub(lambda match: self.components.value(self._shortcodes[int(match[1])]), text)
        )


def _events(text: str) -> list[Event]:
    return list(pyromark.events_with_range(text, options=_OPTIONS))


def _base_of(part: _Origin) -> int:
    return part.base


def _without_noncharacters(text: str) -> str:
    """The text with no reference to a noncharacter outside its code; all stays where it is."""
    if "&#" not in text or not NONCHARACTER_REFERENCE.search(text):
        return text
    offset_of = character_offsets(text.encode(), 0, ascii_only=text.isascii())
    code = Outline(pyromark.events_with_range(text, options=_OPTIONS), offset_of).code
    return NONCHARACTER_REFERENCE.sub(
        lambda match: match.group() if match.start() in code else _replacement(match.group()), text
    )


def _replacement(reference: str) -> str:
    """A reference to U+FFFD of the same length."""
    end = ";" if reference.endswith(";") else ""
    return f"&#x{'fffd'.rjust(len(reference) - 3 - len(end), '0')}{end}"


def _common(first: str, last: str) -> str:
    """What both begin with."""
    length = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), None
    )
    return first[: min(len(first), len(last))] if length is None else first[:length]


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()
