"""Bodies in kramdown's Markdown as events."""

import re
from dataclasses import dataclass
from typing import Final

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.kramdown.abbreviations import Abbreviations
from app.dialects.jekyll.kramdown.extension import KramdownExtension, highlighted_code
from app.dialects.jekyll.kramdown.headings import HeadingIds, KramdownSlugger
from app.dialects.jekyll.kramdown.parsing import parse_kramdown
from app.dialects.jekyll.tree_layout import HTML_SUFFIXES
from app.files.tree import suffix_of
from app.front_matter import source_text
from app.markdown import COMMONMARK, HTML, Flavour
from app.markdown.events import EventStream, present_nodes, without_lone_boxes
from app.markdown.flavour import ParsedMarkdown
from app.markdown.sanitise import Policy
from app.site.schema import Site

# Code that a template has highlighted begins so.
_HIGHLIGHTED: Final = '<figure class="highlight">'
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
        parsed = parse_kramdown(markdown, policy)
        events = parsed.events
        present = present_nodes(events) if parsed.attributes else frozenset()
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

    def narrowed(self, markdown: str) -> "Kramdown":
        """Return the flavour itself."""
        del markdown
        return self


def flavour_of(file: str, configuration: JekyllConfiguration, site: Site) -> Flavour:
    """Return HTML or the Markdown of the configuration, by the name of the file."""
    if suffix_of(file) in HTML_SUFFIXES:
        return HTML
    engine = source_text(configuration.values.get("markdown", "kramdown")) or "kramdown"
    if engine.lower() != "kramdown":
        return COMMONMARK
    # Jekyll's default is `input: GFM`. With `input: kramdown` ids are made by kramdown's own rule.
    own_ids = configuration.kramdown_input == "kramdown" and site.heading_ids != "github"
    return Kramdown("kramdown" if own_ids else "github", configuration.kramdown_options)


def _levels(option: str) -> frozenset[int]:
    """Return the depths of headings that a table of contents lists: `1..3` or `2,3`."""
    match = _LEVELS.fullmatch(option.strip())
    if match is None:
        return _ALL_LEVELS
    if match[1]:
        return frozenset(range(int(match[1]), int(match[2]) + 1))
    return frozenset(int(level) for level in option.split(","))
