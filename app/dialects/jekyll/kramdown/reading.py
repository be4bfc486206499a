"""Bodies in kramdown's Markdown as events."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyromark

from app.dialects.jekyll.kramdown.abbreviations import Abbreviations
from app.dialects.jekyll.kramdown.elements import Elements, find_elements
from app.dialects.jekyll.kramdown.emphasis import emphasis_edits, may_be_misread
from app.dialects.jekyll.kramdown.extension import KramdownExtension, highlighted_code
from app.dialects.jekyll.kramdown.fences import fences_apart
from app.dialects.jekyll.kramdown.headings import HeadingIds, KramdownSlugger
from app.dialects.jekyll.kramdown.signs import Signs, find_signs
from app.dialects.jekyll.kramdown.tables import table_edits
from app.markdown.edits import Edit, EditedText
from app.markdown.events import GFM, Event, EventStream, present_nodes, without_lone_boxes
from app.markdown.flavour import ParsedMarkdown
from app.markdown.joining import Joining
from app.markdown.offsets import byte_offsets, character_offsets
from app.markdown.outline import Outline, Ranges
from app.markdown.placeholders import NONCHARACTER_REFERENCE
from app.markdown.sanitise import Policy

_OPTIONS: Final = GFM | pyromark.Options.ENABLE_DEFINITION_LIST
# Code that a template has highlighted begins so.
_HIGHLIGHTED: Final = '<figure class="highlight">'
# None of these in a body: nothing in it is kramdown's own.
_SIGNS: Final = re.compile(r"\{:|\{#|\*\[|\$\$|[<|~]|&#|^ {0,3}\^|^[ \t>]*:", re.MULTILINE)
_LEVELS: Final = re.compile(r"([1-6])\.\.([1-6])|[1-6](?:\s*,\s*[1-6])*")
_ALL_LEVELS: Final = frozenset(range(1, 7))


@dataclass(frozen=True, slots=True)
class Kramdown:
    """Markdown as kramdown reads it.

    `heading_ids` names the rule for ids of headings that have none of their own. `options` are
    kramdown's, by its names: `toc_levels` and `auto_ids` count, and a document may override them.
    """

    heading_ids: HeadingIds = "github"
    options: tuple[tuple[str, str], ...] = ()

    def parse(self, markdown: str, policy: Policy | None) -> ParsedMarkdown:
        """Parse a body."""
        has_signs = _SIGNS.search(markdown) is not None or may_be_misread(markdown)
        signs, edits = _find(markdown, policy) if has_signs else (Signs(), [])
        edited = EditedText(markdown, edits)
        text = edited.text
        data = text.encode()
        byte_to_character = character_offsets(data, 0, ascii_only=text.isascii())
        events: Iterable[Event] = pyromark.events_with_range(text, options=_OPTIONS)
        joining = Joining(events if has_signs else (), data)
        if has_signs:
            byte_of = byte_offsets(text)
            joining.join(
                signs.placed, lambda origin: byte_of(edited.place(origin)), signs.definitions
            )
            events = joining.finish()
        attributes = joining.attributes
        present = present_nodes(events) if attributes else frozenset()
        if _HIGHLIGHTED in markdown:
            events = highlighted_code(events)
        options = dict(self.options) | signs.options
        extension = KramdownExtension(
            data,
            KramdownSlugger(self.heading_ids),
            attributes,
            present,
            joining.headless,
            Abbreviations(signs.abbreviations),
            _levels(options.get("toc_levels", "")),
            policy,
            lists_all=options.get("auto_ids", "").lower() != "false",
        )
        stream = EventStream(
            without_lone_boxes(events, text),
            data,
            lambda byte: edited.origin(byte_to_character(byte)),
        )
        return ParsedMarkdown(stream, extension)

    def narrowed(self, markdown: str) -> "Kramdown":
        """Return the flavour itself."""
        del markdown
        return self


# Jekyll's default, `input: GFM`. With `input: kramdown` ids are made by kramdown's own rule.
KRAMDOWN: Final = Kramdown()
KRAMDOWN_PLAIN: Final = Kramdown("kramdown")


def _find(body: str, policy: Policy | None) -> tuple[Signs, list[Edit]]:
    elements = Elements()
    if "<" in body:
        has_code = "`" in body or "~~~" in body
        code = _outline(body, fences_apart(body)).fenced if has_code else Ranges()
        elements = find_elements(body, policy or Policy(), code)
    # Raw HTML out of the way, the rest is seen as kramdown sees it.
    outline = _outline(body, elements.edits)
    raw = Ranges(elements.raw)
    signs = find_signs(body, outline, raw)
    edits = [*elements.edits, *signs.edits, *table_edits(body, outline.code, raw)]
    edits += emphasis_edits(body, outline.asterisks)
    if "&#" in body:
        edits += (
            Edit(*match.span(), "\ufffd")
            for match in NONCHARACTER_REFERENCE.finditer(body)
            if match.start() not in outline.code
        )
    return signs, edits


def _outline(body: str, edits: Iterable[Edit]) -> Outline:
    """Return the outline of the body, as it is read with these edits made."""
    edited = EditedText(body, edits)
    events = pyromark.events_with_range(edited.text, options=_OPTIONS)
    offset_of = character_offsets(edited.text.encode(), 0, ascii_only=edited.text.isascii())
    return Outline(events, lambda byte: edited.origin(offset_of(byte)))


def _levels(option: str) -> frozenset[int]:
    """Return the depths of headings that a table of contents lists: `1..3` or `2,3`."""
    match = _LEVELS.fullmatch(option.strip())
    if match is None:
        return _ALL_LEVELS
    if match[1]:
        return frozenset(range(int(match[1]), int(match[2]) + 1))
    return frozenset(int(level) for level in option.split(","))
