"""A page of Hugo's that is HTML from the start, with shortcodes.

What Hugo's own ones stand for is written into the HTML; any other one is a component of its own
between the HTML before and behind it, and what is in it stands behind it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import Final, Literal, NamedTuple, TypeAlias

from app.dialects.hugo.goldmark.directives import flattened, is_running_text, span_of
from app.dialects.hugo.goldmark.documents import Assembly
from app.dialects.hugo.goldmark.extension import GoldmarkExtension
from app.dialects.hugo.goldmark.naming import Naming
from app.dialects.hugo.goldmark.options import DEFAULT_OPTIONS
from app.dialects.hugo.goldmark.placeholders import MARKUP, PLACEHOLDER, pieces, placeholder
from app.dialects.hugo.shortcodes.context import NO_SITE, ShortcodeContext
from app.dialects.hugo.shortcodes.tree import Item, Shortcode, read_shortcodes
from app.files.text import LocatedText
from app.markdown.edits import Edit, EditedText
from app.markdown.events import Event, event_parts
from app.markdown.facts import Facts
from app.markdown.flavour import Flavour
from app.markdown.footnotes import Footnotes
from app.markdown.html_page import HtmlPage
from app.markdown.html_tokens import html_parts
from app.markdown.mdast import Node
from app.markdown.outline import Ranges
from app.markdown.renderer import Destinations, Renderer, Rendering
from app.markdown.sanitise import Policy, Tag

_Part: TypeAlias = Literal["whole", "opening", "closing"]
# What is in these shortcodes is no HTML of the page.
_VERBATIM: Final = frozenset({"comment", "highlight"})
_NOWHERE: Final = span_of(0, 0)


@dataclass(frozen=True, slots=True)
class HugoHtml(Flavour):
    """HTML with shortcodes; `shortcodes` is what they may look up."""

    shortcodes: ShortcodeContext = NO_SITE

    def parse(self, markdown: str, policy: Policy | None) -> "_ParsedHugoHtml":
        """Parse a body."""
        context = self.shortcodes
        items, faults = read_shortcodes(markdown, context.enclosing, context.single)
        assembly = Assembly(markdown, self.shortcodes, faults, DEFAULT_OPTIONS)
        writer = _Writer(assembly, policy, items)
        edited = EditedText(markdown, writer.edits())
        html = edited.text
        if writer.components:
            html = MARKUP.sub(
                lambda match: PLACEHOLDER.sub(lambda mark: " " * len(mark[0]), match[0]), html
            )
        page = HtmlPage(html, edited.origin, partial(PLACEHOLDER.sub, ""), assembly.unique_faults())
        return _ParsedHugoHtml(page, writer.components)

    def narrowed(self, markdown: str) -> "HugoHtml":
        """Return the flavour without what only shortcodes need, if the body has none."""
        return self if "{{" in markdown else HugoHtml()


class _ParsedHugoHtml(NamedTuple):
    """HTML in which marks stand for components."""

    page: HtmlPage
    components: Sequence[Shortcode]

    def facts(self, source: LocatedText, start: int, policy: Policy | None) -> Facts:
        """Return the facts of the body. Hugo lists no headings of what is written in HTML."""
        return self.page.facts(source, start, policy)._replace(contents=[])

    def render(self, destinations: Destinations, policy: Policy | None) -> Rendering:
        """Return the forms of the body, with the components where their marks are."""
        rendering = self.page.render(destinations, policy)
        if not self.components:
            return rendering
        children: list[Node] = []
        for child in rendering.root["children"]:
            for piece in pieces(child["value"], 0):
                if piece.number is None:
                    value = piece.text.strip("\n")
                    children += [{"type": "html", "value": value}] if value.strip() else []
                    continue
                shortcode = self.components[piece.number]
                attributes = dict(shortcode.arguments)
                node = {"type": "leafDirective", "name": shortcode.name, "attributes": attributes}
                children.append({**node, "children": []})
        root: Node = {"type": "root", "children": children}
        return Rendering(root, PLACEHOLDER.sub("", rendering.html), rendering.plain)


class _Writer:
    """Writes what Hugo's own shortcodes stand for as HTML. `components` are all others."""

    def __init__(self, assembly: Assembly, policy: Policy | None, items: Sequence[Item]) -> None:
        self.components: list[Shortcode] = []
        self._own = assembly.components
        self._assembly = assembly
        self._items = items
        self._policy = policy

    @cached_property
    def _markup(self) -> Ranges:
        """Where no element may stand, but an address may."""
        # A slash may be part of an unquoted value, and neither begins nor ends a tag.
        slashes = (Edit(start, end, "/" * (end - start)) for start, end, *_ in _tags(self._items))
        without = EditedText(self._assembly.body, slashes).text
        return Ranges(
            (part.offset, part.end)
            for part in html_parts(without, Policy())
            if isinstance(part, Tag)
        )

    def edits(self) -> Iterator[Edit]:
        """Yield the edits that leave no shortcode in a body."""
        for start, end, item, part in _tags(self._items):
            if isinstance(item, Edit):
                html = item.text
            elif part == "closing":
                html = "</details>" if item.name == "details" else ""
            else:
                html = self._opening(item) if part == "opening" else self._whole(item)
            # Within a tag, it is the text of an attribute.
            yield Edit(start, end, escape(html) if start in self._markup else html)

    def _whole(self, shortcode: Shortcode) -> str:
        if self._own.is_value(shortcode):
            if shortcode.start in self._markup:
                return self._own.value(shortcode)
            return escape(self._own.displayed(shortcode))
        events = self._own.block(shortcode, _NOWHERE)
        if events and "Directive" in event_parts(events[0][0]):
            return self._mark(shortcode)
        return self._rendered(flattened(events) if is_running_text(events) else events)

    def _opening(self, shortcode: Shortcode) -> str:
        if shortcode.name != "details":
            return self._mark(shortcode)
        alone = shortcode._replace(inner=(shortcode.end, shortcode.end), items=())
        return self._rendered(self._own.block(alone, _NOWHERE)).removesuffix("</details>")

    def _rendered(self, events: Sequence[Event]) -> str:
        """Return events as HTML, in which links are not resolved yet."""
        naming = Naming({}, {}, DEFAULT_OPTIONS)
        handlers = GoldmarkExtension(naming, {}, frozenset(), (), False, self._policy).handlers()
        nowhere = Destinations(lambda _: False, None, None)
        renderer = Renderer(b"", handlers, {}, nowhere, None, Footnotes(named=False))
        renderer.render(events)
        return "".join(renderer.html).strip("\n")

    def _mark(self, shortcode: Shortcode) -> str:
        self.components.append(shortcode)
        return placeholder(len(self.components) - 1)


def _tags(items: Iterable[Item]) -> Iterator[tuple[int, int, Item, _Part]]:
    """Yield the ranges of a body that are shortcodes and not HTML."""
    for item in items:
        inner = None if isinstance(item, Edit) or item.is_inline else item.inner
        if isinstance(item, Edit) or inner is None or item.name in _VERBATIM:
            yield item.start, item.end, item, "whole"
        else:
            yield item.start, inner[0], item, "opening"
            yield from _tags(item.items)
            yield inner[1], item.end, item, "closing"
