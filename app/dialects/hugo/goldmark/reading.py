"""Bodies in Hugo's Markdown as events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.dialects.hugo.goldmark.documents import Assembly
from app.dialects.hugo.goldmark.emoji_names import emoji_edits
from app.dialects.hugo.goldmark.extension import GoldmarkExtension
from app.dialects.hugo.goldmark.naming import Naming
from app.dialects.hugo.goldmark.options import DEFAULT_OPTIONS, GoldmarkOptions
from app.dialects.hugo.shortcodes.context import NO_SITE, ShortcodeContext
from app.dialects.hugo.shortcodes.tree import Item, Shortcode, read_shortcodes
from app.markdown.edits import EditedText
from app.markdown.events import EventStream, present_nodes
from app.markdown.flavour import Flavour, ParsedMarkdown
from app.markdown.sanitise import Policy

# Arguments that name a place to jump to.
_IDS: Final = frozenset({"anchor", "id"})


@dataclass(frozen=True, slots=True)
class Goldmark(Flavour):
    """Markdown as Hugo reads it; `shortcodes` is what the document's shortcodes may look up."""

    options: GoldmarkOptions = DEFAULT_OPTIONS
    shortcodes: ShortcodeContext = NO_SITE

    def parse(self, markdown: str, policy: Policy | None) -> ParsedMarkdown:
        """Parse a body."""
        options = self.options
        edited = EditedText(markdown, emoji_edits(markdown) if options.has_emoji else ())
        body = edited.text
        items, faults = read_shortcodes(body, self.shortcodes.enclosing, self.shortcodes.single)
        assembly = Assembly(body, self.shortcodes, faults, options)
        events = assembly.events(0, len(body), items)
        attributes = assembly.attributes
        naming = Naming(assembly.headings, attributes, options)
        extension = GoldmarkExtension(
            naming,
            attributes,
            present_nodes(events) if attributes else frozenset(),
            tuple(dict.fromkeys(_anchor_endings(items, self.shortcodes.without_anchors))),
            bool(items),
            policy,
        )
        stream = EventStream(
            events,
            assembly.data(),
            lambda byte: edited.origin(assembly.origin(byte)),
            [
                fault._replace(offset=edited.origin(fault.offset))
                for fault in assembly.unique_faults()
            ],
        )
        return ParsedMarkdown(stream, extension)

    def narrowed(self, markdown: str) -> "Goldmark":
        """Return the flavour without what only shortcodes need, if the body has none."""
        return self if "{{" in markdown else replace(self, shortcodes=NO_SITE)


def _anchor_endings(items: Iterable[Item], without_anchors: frozenset[str]) -> Iterator[str]:
    """Yield the ids given to shortcodes; what their templates make of them may begin otherwise.

    Of a shortcode that may make any anchor, the ending is empty.
    """
    for item in items:
        if isinstance(item, Shortcode):
            yield from (value for name, value in item.arguments if name in _IDS and value)
            if item.name not in without_anchors:
                yield ""
            yield from _anchor_endings(item.items, without_anchors)
