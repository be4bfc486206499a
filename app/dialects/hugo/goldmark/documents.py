"""A body and the content of its shortcodes, each parsed as a document of its own.

The documents follow one another in one text, in which every event has its span and every byte
its origin in the body.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import Final

from app.dialects.hugo.goldmark.attributes import WrittenHeading, parse_attributed
from app.dialects.hugo.goldmark.components import Components
from app.dialects.hugo.goldmark.options import GoldmarkOptions
from app.dialects.hugo.goldmark.placeholders import (
    GUARD,
    PLACEHOLDER,
    has_placeholder,
    placeholder,
    without_guards,
)
from app.dialects.hugo.goldmark.substitution import Document, Substitution
from app.dialects.hugo.goldmark.tables import table_edits
from app.dialects.hugo.shortcodes.context import ShortcodeContext
from app.dialects.hugo.shortcodes.tree import Item, Shortcode
from app.markdown.attributes import Attributes
from app.markdown.edits import Edit, EditedText
from app.markdown.events import Event, Key, TooManyEventsError
from app.markdown.lines import line_start
from app.markdown.noncharacters import NONCHARACTER_REFERENCE, replacement
from app.markdown.normalize import extended_events, normalize_events
from app.markdown.offsets import character_offsets
from app.markdown.outline import Outline, Ranges
from app.problems import Fault
from app.regex import regex

# Of definitions that shortcodes repeat, in characters, beyond the length of the body.
_MAX_REPEATED: Final = 1_000_000
# Between two documents, so that no block of one continues in the next.
_GAP: Final = "\n\n"
_BEFORE_CONTENT: Final = regex(r"[ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")
_INDENTED: Final = regex(r"\n([ \t]*)(?=[^ \t\n])")
# A colon at the start of a line that begins neither a definition nor a table's delimiter row.
_COLON: Final = regex(r"^[ \t>]*(?=:(?![ \t|]|-[-:| \t]*$))", re.MULTILINE)
_DEFINITION: Final = regex(r"^ {0,3}\[([^\[\]\n]+)\]:[^\n]*$", re.MULTILINE)
_LABEL: Final = regex(r"\[([^\[\]\n]+)\]")


class Assembly:
    """The documents of one body, as they are parsed.

    `headings` has how each heading is written, by its byte in the text, and `attributes` what
    lines of attributes give to other blocks.
    """

    def __init__(
        self,
        body: str,
        context: ShortcodeContext,
        faults: Iterable[Fault],
        options: GoldmarkOptions,
    ) -> None:
        self.body = body
        self.options = options
        self.faults = list(faults)
        self.headings: dict[int, WrittenHeading] = {}
        self.attributes: dict[Key, Attributes] = {}
        self.components = Components(self, context, self.faults)
        self._shortcodes: list[Shortcode] = []
        # The first document, before its lines of attributes are removed.
        self._page = ""
        self._texts: list[str] = []
        self._length = 0
        # The characters of definitions that were repeated.
        self._repeated = 0
        # Where each document begins in the text, and how its bytes map to offsets of the body.
        self._bases: list[int] = []
        self._origins: list[Callable[[int], int]] = []

    def unique_faults(self) -> list[Fault]:
        """Return the faults, each once: a shortcode may be read several times."""
        return list(dict.fromkeys(self.faults))

    def data(self) -> bytes:
        """Return the whole text in UTF-8, whose bytes the spans of events count."""
        return _GAP.join(self._texts).encode()

    def origin(self, byte: int) -> int:
        """Return the offset in the body of a byte of the text."""
        index = bisect_right(self._bases, byte) - 1
        return self._origins[index](byte - self._bases[index])

    def events(self, start: int, end: int, items: Iterable[Item]) -> list[Event]:
        """Return the events of a range of the body, in which these items stand."""
        return self._parse(EditedText(self.body[start:end], self._edits(start, end, items)), start)

    def inner(self, shortcode: Shortcode) -> list[Event]:
        """Return the events of a shortcode's content."""
        if shortcode.inner is None or shortcode.is_inline:
            return []
        start, end = shortcode.inner
        edits = list(self._edits(start, end, shortcode.items))
        indentation = self._indentation(shortcode.start) if shortcode.markup else None
        edits += self._dedent_edits(shortcode, indentation)
        definitions = self._definitions(start, end) if shortcode.markup else ""
        if definitions:
            edits.append(Edit(end - start, end - start, f"\n\n{definitions}"))
        return self._parse(EditedText(self.body[start:end], edits), start, definitions)

    def inline(self, markdown: str, origin: int) -> list[Event]:
        """Return the events of an argument's Markdown, whose bytes all map to `origin`."""
        return self._parse(EditedText(markdown, ()), origin, fixed=True) if markdown else []

    def raw(self, shortcode: Shortcode) -> str:
        """Return a shortcode's content as it is written, dedented like the shortcode itself."""
        if shortcode.inner is None:
            return ""
        start, end = shortcode.inner
        edits = [
            Edit(
                item.start - start,
                item.end - start,
                item.text if isinstance(item, Edit) else self.components.displayed(item),
            )
            for item in shortcode.items
        ]
        edits += self._dedent_edits(shortcode, self._indentation(shortcode.start))
        return EditedText(self.body[start:end], edits).text

    def _edits(self, start: int, end: int, items: Iterable[Item]) -> Iterator[Edit]:
        """Yield the edits, relative to `start`, after which a range of the body can be parsed."""
        for item in items:
            if isinstance(item, Edit):
                text = item.text
            else:
                text = placeholder(len(self._shortcodes))
                self._shortcodes.append(item)
            yield Edit(item.start - start, item.end - start, text)
        for match in _COLON.finditer(self.body, start, end):
            yield Edit(match.end() - start, match.end() - start, GUARD)
        yield from table_edits(self.body, start, end)

    def _indentation(self, start: int) -> int:
        """Return the column of the content that a shortcode begins; in an item, of its content."""
        line = line_start(self.body, start)
        match = _BEFORE_CONTENT.match(self.body, line, start)
        assert match is not None
        if match.end() == start:
            return start - line
        before = self.body[line:start]
        return len(before) - len(before.lstrip(" \t"))

    def _dedent_edits(self, shortcode: Shortcode, most: int | None) -> Iterator[Edit]:
        """Yield the edits that remove the common indentation of a content's lines."""
        assert shortcode.inner is not None
        start, end = shortcode.inner
        nested = Ranges((item.start, item.end) for item in shortcode.items)
        lines = [
            match.span(1)
            for match in _INDENTED.finditer(self.body, start, end)
            if match.start() not in nested
        ]
        indentations = sorted(self.body[first:last] for first, last in lines)
        pairs = zip(*indentations[:1], *indentations[-1:], strict=False)
        common = len(list(takewhile(lambda pair: pair[0] == pair[-1], pairs)))
        if most is not None:
            common = min(common, most)
        for first, _ in lines if common else ():
            yield Edit(first - start, first + common - start)

    @cached_property
    def _defined(self) -> dict[str, str]:
        """The page's definitions of links and footnotes, by label."""
        defined: dict[str, str] = {}
        for match in _DEFINITION.finditer(self._page):
            defined.setdefault(_label(match[1]), match.group().strip())
        return defined

    def _definitions(self, start: int, end: int) -> str:
        """Return the page's definitions to which a range refers: Hugo parses it with the page.

        Raises TooManyEventsError if all ranges repeat too much.
        """
        if not self._defined or "[" not in self.body[start:end]:
            return ""
        labels = {_label(match[1]) for match in _LABEL.finditer(self.body, start, end)}
        text = "\n\n".join(self._defined[label] for label in sorted(labels & self._defined.keys()))
        self._repeated += len(text)
        if self._repeated > len(self.body) + _MAX_REPEATED:
            raise TooManyEventsError
        return text

    def _parse(
        self, edited: EditedText, start: int, appended: str = "", *, fixed: bool = False
    ) -> list[Event]:
        """Return the events of a document without those of the appended definitions."""
        text = _without_noncharacters(edited.text)
        if not self._texts:
            self._page = text
        until = len(text) - len(appended)
        base = self._length
        edited_texts = [edited]
        attributed = parse_attributed(text) if self.options.block_attributes else None
        if attributed is None:
            events = extended_events(text)
        else:
            edited_texts.append(attributed.edited)
            self.attributes |= {
                (name, base + byte): attributes.mapped(self._filled)
                for (name, byte), attributes in attributed.attributes.items()
            }
            text, events = attributed.edited.text, attributed.events
            until = attributed.edited.place(until)
        data = text.encode()
        offset_of = character_offsets(data)

        def origin(byte: int) -> int:
            if fixed:
                return start
            offset = offset_of(byte)
            for text_with_edits in reversed(edited_texts):
                offset = text_with_edits.origin(offset)
            return start + offset

        self._bases.append(base)
        self._origins.append(origin)
        self._texts.append(text)
        self._length += len(data) + len(_GAP)
        events = normalize_events(events, text, data)
        document = Document(
            data,
            base,
            len(text[:until].encode()) if appended else len(data),
            has_placeholder(text),
            self.options.title_attributes,
        )
        return Substitution(document, self.components, self._shortcodes, self.headings).run(events)

    def _filled(self, text: str) -> str:
        """Return an attribute's value with the values of its shortcodes."""

        def value(match: re.Match[str]) -> str:
            return self.components.value(self._shortcodes[int(match[1])])

        return without_guards(PLACEHOLDER.sub(value, text))


def _without_noncharacters(text: str) -> str:
    """Return the text without references to noncharacters outside its code, in the same length."""
    if "&#" not in text or not NONCHARACTER_REFERENCE.search(text):
        return text
    code = Outline(text).code
    return NONCHARACTER_REFERENCE.sub(
        lambda match: match.group() if match.start() in code else replacement(match.group()), text
    )


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()
