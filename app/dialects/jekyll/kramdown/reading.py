"""Bodies in kramdown's Markdown as events of a CommonMark parser.

kramdown's own syntax is removed from the source, the rest is parsed, and the attributes are
attached to the events' nodes.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.kramdown.attachment import attach
from app.dialects.jekyll.kramdown.attribute_lists import BLOCK_END
from app.dialects.jekyll.kramdown.elements import find_elements
from app.dialects.jekyll.kramdown.emphasis import emphasis_edits, may_be_misread
from app.dialects.jekyll.kramdown.extension import (
    Abbreviations,
    HeadingIds,
    KramdownExtension,
    KramdownSlugger,
    highlighted_code,
)
from app.dialects.jekyll.kramdown.fences import fence_edits
from app.dialects.jekyll.kramdown.leniency import may_be_lenient
from app.dialects.jekyll.kramdown.placeholders import (
    BARE,
    HEADLESS,
    has_placeholder,
    without_placeholders,
)
from app.dialects.jekyll.kramdown.syntax import find_syntax
from app.dialects.jekyll.kramdown.tables import table_edits
from app.dialects.jekyll.tree_layout import HTML_SUFFIXES
from app.files.tree import suffix_of
from app.front_matter import source_text
from app.markdown import COMMONMARK, HTML, Flavour
from app.markdown.attributes import NO_ATTRIBUTES, Attributes
from app.markdown.edits import Edit, EditedText
from app.markdown.events import (
    BARE_PARAGRAPH,
    Event,
    EventStream,
    Key,
    event_parts,
    present_nodes,
    without_lone_boxes,
)
from app.markdown.flavour import ParsedMarkdown
from app.markdown.noncharacters import NONCHARACTER_REFERENCE
from app.markdown.normalize import extended_events, normalize_events, starts_with
from app.markdown.offsets import byte_offsets, character_offsets
from app.markdown.outline import Outline, Ranges
from app.markdown.sanitise import Policy
from app.regex import regex
from app.site.schema import Site

_OWN_SIGNS: Final = ("<", "|", "{:", "~", "{#", "*[", "$$", "&#")
# Kramdown and the parsers that Jekyll had before. The others are those of CommonMark.
_ENGINES: Final = frozenset({"kramdown", "redcarpet", "rdiscount", "maruku"})
_TIGHT_HEADING: Final = regex(r"^#{1,6}(?=[^#\s])", re.MULTILINE)
_COLON: Final = regex(r"\n[ \t>]*:")
# Code that a template has highlighted begins so.
_HIGHLIGHTED: Final = '<figure class="highlight">'
# Nodes whose details are texts. An address on a line of its own may begin with a colon.
_OF_TEXTS: Final = frozenset({"Link", "Image", "CodeBlock"})
_LEVELS: Final = regex(r"([1-6])\.\.([1-6])|[1-6](?:\s*,\s*[1-6])*")


@dataclass(frozen=True, slots=True)
class Kramdown(Flavour):
    """Markdown as kramdown reads it.

    `heading_ids` names the rule for ids of headings that have none of their own. `options` are
    kramdown's, by its names: `toc_levels` and `auto_ids` count, and a document may override them.
    """

    heading_ids: HeadingIds = "github"
    options: tuple[tuple[str, str], ...] = ()
    # `#Title` is a heading, as for all parsers but those of GitHub's Markdown.
    has_tight_headings: bool = False

    def parse(self, markdown: str, policy: Policy | None) -> ParsedMarkdown:
        """Parse a body."""
        parsed = _parsed(markdown, policy, has_tight_headings=self.has_tight_headings)
        events = parsed.events
        has_ids = any(given.id for given in parsed.attributes.values())
        present = present_nodes(events) if has_ids else frozenset()
        if _HIGHLIGHTED in markdown:
            events = highlighted_code(events)
        options = {**dict(self.options), **parsed.options}
        extension = KramdownExtension(
            parsed.data,
            KramdownSlugger(self.heading_ids),
            parsed.attributes,
            present,
            parsed.headless,
            Abbreviations(parsed.abbreviations),
            _levels(options.get("toc_levels", "")),
            policy,
            lists_all=options.get("auto_ids", "").lower() != "false",
        )
        stream = EventStream(without_lone_boxes(events, parsed.text), parsed.data, parsed.origin)
        return ParsedMarkdown(stream, extension)


def flavour_of(file: str, configuration: JekyllConfiguration, site: Site) -> Flavour:
    """Return HTML or the Markdown of the configuration, by the name of the file."""
    if suffix_of(file) in HTML_SUFFIXES:
        return HTML
    engine = source_text(configuration.values.get("markdown", "kramdown")) or "kramdown"
    if engine.lower() not in _ENGINES:
        return COMMONMARK
    # Jekyll's default is `input: GFM`. With `input: kramdown` ids are made by kramdown's own rule.
    is_gfm = engine.lower() == "kramdown" and configuration.kramdown_input != "kramdown"
    own_ids = configuration.kramdown_input == "kramdown" and site.heading_ids != "github"
    return Kramdown(
        "kramdown" if own_ids else "github",
        configuration.kramdown_options,
        has_tight_headings=not is_gfm,
    )


def _levels(option: str) -> frozenset[int]:
    """Return the depths of headings that a table of contents lists: `1..3` or `2,3`."""
    match = _LEVELS.fullmatch(option.strip())
    if match is None:
        return frozenset(range(1, 7))
    if match[1]:
        return frozenset(range(int(match[1]), int(match[2]) + 1))
    return frozenset(map(int, option.split(",")))


class _ParsedBody(NamedTuple):
    """The events of a body, and what kramdown's own syntax says of them.

    `origin` maps a byte of `data` to a character of the body. `headless` are where tables without
    a head begin.
    """

    text: str
    data: bytes
    origin: Callable[[int], int]
    events: Iterable[Event]
    attributes: Mapping[Key, Attributes] = {}
    headless: frozenset[int] = frozenset()
    abbreviations: Mapping[str, str] = {}
    options: Mapping[str, str] = {}


def _parsed(body: str, policy: Policy | None, *, has_tight_headings: bool = False) -> _ParsedBody:
    """Parse a body; the policy finds the tags in it."""
    unclosed, apart = fence_edits(body)
    tight = list(_TIGHT_HEADING.finditer(body)) if has_tight_headings and "#" in body else []
    if not unclosed and not tight and not _may_differ(body):
        data = body.encode()
        origin = character_offsets(data)
        return _ParsedBody(body, data, origin, extended_events(body))
    outline = Outline(body, [*unclosed, *apart])
    html_edits, raw = list[Edit](), Ranges()
    if "<" in body:
        html_edits, raw = find_elements(body, policy or Policy(), outline)
    html_edits += unclosed
    if html_edits or apart:
        # Without raw HTML the outline is what kramdown sees.
        outline = Outline(body, html_edits)
    syntax = find_syntax(body, outline, raw)
    edits = [
        *syntax.edits,
        *table_edits(body, outline, raw),
        *emphasis_edits(body, outline.asterisks),
        *_reference_edits(body, outline),
        *(
            Edit(match.end(), match.end(), " ")
            for match in tight
            if match.end() not in outline.code
        ),
    ]
    edited, events = outline.edited, outline.events
    if edits:
        edited = EditedText(body, [*html_edits, *edits])
        events = extended_events(edited.text)
    data = edited.text.encode()
    offset_of = character_offsets(data)
    byte_of = byte_offsets(edited.text)
    attributes = attach(
        syntax.attribute_lists,
        events,
        data,
        lambda origin: byte_of(edited.place(origin)),
        syntax.definitions,
    )
    events = normalize_events(events, edited.text, data)
    headless = frozenset[int]()
    # References in code stay, and it may be text after all the edits.
    if attributes or has_placeholder(edited.text) or "&#" in edited.text:
        events, headless = _resolve(events, attributes)
    return _ParsedBody(
        edited.text,
        data,
        (lambda byte: edited.origin(offset_of(byte))) if html_edits or edits else offset_of,
        events,
        attributes,
        headless,
        syntax.abbreviations,
        syntax.options,
    )


def _may_differ(body: str) -> bool:
    """Return False for a body that kramdown surely reads as CommonMark."""
    return (
        any(map(body.__contains__, _OWN_SIGNS))
        or _COLON.search(f"\n{body}") is not None
        or ("^" in body and BLOCK_END.search(body) is not None)
        or may_be_lenient(body)
        or may_be_misread(body)
    )


def _reference_edits(body: str, outline: Outline) -> Iterable[Edit]:
    """Yield the edits that replace references to noncharacters, which are placeholders here."""
    for match in NONCHARACTER_REFERENCE.finditer(body) if "&#" in body else ():
        if match.start() not in outline.code:
            yield Edit(*match.span(), "\ufffd")


def _resolve(
    events: Iterable[Event], attributes: Mapping[Key, Attributes]
) -> tuple[list[Event], frozenset[int]]:
    """Return the events without placeholders, and where tables without a head begin.

    A list with the reference `toc` is a `TableOfContents`, one with `footnotes` a
    `FootnotesPlace`.
    """
    resolved: list[Event] = []
    headless: set[int] = set()
    table = skipped = 0
    for parsed, span in events:
        event = parsed
        if skipped:
            kind, _, _ = event_parts(event)
            skipped += (kind == "Start") - (kind == "End")
            continue
        # An event is a mapping of its name, or a name in which none of these occurs.
        if "Start" in event and type(event["Start"]) is dict:
            ((name, detail),) = event["Start"].items()
            if name == "List":
                references = attributes.get(("List", span["start"]), NO_ATTRIBUTES).references
                skipped = int("toc" in references or "footnotes" in references)
                if "toc" in references:
                    event = {"TableOfContents": detail is not None}
                elif skipped:
                    event = {"FootnotesPlace": None}
            elif name == "Table":
                table = span["start"]
            elif name in _OF_TEXTS and type(detail) is dict:
                texts = {key: without_placeholders(text) for key, text in detail.items()}
                event = {"Start": {name: texts}}
        elif type(event) is dict:
            ((kind, detail),) = event.items()
            if type(detail) is str and not detail.isascii() and has_placeholder(detail):
                if detail.startswith(BARE) and starts_with(resolved, "Paragraph"):
                    resolved[-1] = ({"Start": BARE_PARAGRAPH}, resolved[-1][1])
                elif detail.startswith(HEADLESS):
                    headless.add(table)
                event = {kind: without_placeholders(detail)}
                if not event[kind]:
                    continue
        resolved.append((event, span))
    return resolved, frozenset(headless)
