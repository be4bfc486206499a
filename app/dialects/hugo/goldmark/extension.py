"""Hugo's additions: ids, attributes of blocks, components, figures and embeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from app.dialects.hugo.goldmark.attributes import ATTRIBUTE_LINE
from app.dialects.hugo.goldmark.directives import Directive, Element, Embed, Pairs
from app.dialects.hugo.goldmark.naming import Naming
from app.markdown.attributes import Attributes, allowed, give, properties, with_attributes
from app.markdown.autolink import Autolink
from app.markdown.events import Events, Key
from app.markdown.facts import Facts
from app.markdown.facts_reader import FactsReader
from app.markdown.flavour import Extension
from app.markdown.handlers import (
    HANDLERS,
    add_image,
    add_rule,
    read_code,
    start_heading,
    write_code,
)
from app.markdown.lists import COMPONENT_DEPTH
from app.markdown.mdast import MAX_DEPTH, Node
from app.markdown.open_node import OpenNode
from app.markdown.renderer import Frame, Handlers, Renderer, escape_text, escape_url
from app.markdown.sanitise import Policy


@dataclass(eq=False)
class GoldmarkExtension(Extension):
    """The additions of one body. `present` are the nodes that its events have."""

    naming: Naming
    attributes: Mapping[Key, Attributes]
    present: frozenset[Key]
    anchor_endings: tuple[str, ...]
    # Their values may hold what the source does not.
    has_shortcodes: bool
    policy: Policy | None
    # Where the open directives end.
    _directive_ends: list[int] = field(default_factory=list)

    # Facts

    def extend_facts(self, reader: FactsReader) -> None:
        """Name headings and terms as Hugo does, and read its own nodes."""
        naming, references = self.naming, reader.references

        def name_term(start: int, text: str) -> None:
            if (identity := naming.name_term(start, text)) is not None:
                reader.ids["DefinitionListTitle", start] = identity

        # The labels around each open container, if it has one of its own.
        outer: list[list[tuple[float, str]] | None] = []

        def add_title(value: Directive, span: Any) -> str:
            title = " ".join(value.title.split())
            reader.add_title(title, span["start"])
            return title

        def start_directive(value: Directive, span: Any, _: Events) -> None:
            title = add_title(value, span)
            if value.kind == "textDirective":
                if not reader.open_span(value.kind, span["start"]):
                    return
                node = reader.innermost
            else:
                node = reader.open_block(value.kind, span["start"])
            references.components += 1
            node.number = int(value.aside)
            naming.aside += value.aside
            if value.kind == "containerDirective":
                outer.append(list(reader.lists.open_levels) if title else None)
                if title:
                    reader.lists.open_level(COMPONENT_DEPTH, title)

        def end_directive(node: OpenNode) -> None:
            references.components -= 1
            naming.aside -= node.number
            if node.kind == "containerDirective":
                reader.next_block()
                if (marks := outer.pop()) is not None:
                    reader.lists.open_levels[:] = marks

        def add_directive(value: Directive, span: Any) -> None:
            add_title(value, span)
            if value.kind == "textDirective":
                reader.inline()
            else:
                reader.next_block()

        def add_embed(value: Embed, span: Any) -> None:
            # Its text is not written in the body.
            number = references.new_link()
            references.set_link(number, value.url, value.title, span["start"])
            reader.inline()

        reader.careful = reader.careful or self.has_shortcodes
        reader.address_of = address_of
        reader.name_heading = lambda _, __, start, ___: naming.name_heading(
            start, references.anchors
        )
        reader.name_term = name_term
        reader.starts = {
            "Directive": start_directive,
            "Element": lambda value, span, _: (
                reader.open_block if value.is_block else reader.open_part
            )("Element", span["start"]),
            "SizedImage": lambda value, span, events: _read_picture(reader, value, span, events),
        }
        reader.leaves = {
            "Directive": add_directive,
            "Embed": add_embed,
            ATTRIBUTE_LINE: lambda _, __: reader.before_block(),
        }
        reader.ends = {
            "containerDirective": end_directive,
            "textDirective": end_directive,
            "Element": lambda _: reader.plain.append("\n\n"),
        }

    def finish_facts(self, facts: Facts) -> Facts:
        """Name what gets its id last, and add how anchors of components end."""
        facts = self.naming.finish(facts, self.present)
        return facts._replace(anchor_endings=self.anchor_endings)

    # Rendering

    def handlers(self) -> Handlers:
        """Return the handlers that give attributes, and those of Hugo's own nodes."""
        handlers = Handlers(
            starts=HANDLERS.starts
            | {
                "Heading": self._start_heading,
                "DefinitionListTitle": _start_term,
                "CodeBlock": _add_code,
                "Directive": self._start_directive,
                "Element": _start_element,
                "SizedImage": _add_sized_image,
            },
            ends=HANDLERS.ends
            | {
                "containerDirective": self._end_directive,
                "textDirective": self._end_directive,
            },
            leaves=HANDLERS.leaves
            | {
                "Directive": _add_directive,
                "Embed": self._add_embed,
                "Rule": self._add_rule,
                ATTRIBUTE_LINE: _add_attribute_line,
            },
        )
        return with_attributes(handlers, self.attributes)

    def extend_rendering(self, renderer: Renderer) -> None:
        """Link bare addresses as Hugo does."""
        renderer.address_of = address_of

    def _start_heading(self, page: Renderer, detail: Mapping[str, Any], start: int) -> None:
        start_heading(page, detail, start)
        frame = page.stack[-1]
        assert frame.node is not None
        given = self.naming.heading(start).attributes
        tag = f"h{frame.node['depth']}"
        pairs = [pair for pair in allowed(page.policy, tag, given) if pair[0] != "id"]
        if pairs:
            frame.node["data"]["hProperties"] = properties(pairs)
            page.html[frame.index] = f"{page.html[frame.index][:-1]}{_written(pairs)}>"

    def _add_rule(self, page: Renderer, value: Any, start: int, end: int) -> None:
        add_rule(page, value, start, end)
        given = self.attributes.get(("Rule", start))
        if given is not None:
            give(page, given, "hr", page.stack[-1].children[-1], page.ids.get(("Rule", start)))

    def _start_directive(self, page: Renderer, value: Directive, start: int) -> None:
        if value.kind == "textDirective":
            if not page.begin_span(start):
                return
        else:
            page.before_block(start)
        node: Node = {"type": value.kind, "name": value.name, "attributes": value.attributes}
        page.push(value.kind, node if len(page.stack) < MAX_DEPTH else None, start)
        self._directive_ends.append(value.end)
        page.content_end = value.inner
        if value.opening:
            page.fresh_line()
            page.html.append(value.opening)
            page.stack[-1].closing = value.closing

    def _end_directive(self, page: Renderer, frame: Frame, _: int) -> None:
        page.content_end = self._directive_ends.pop()
        page.html.append(frame.closing)

    def _add_embed(self, page: Renderer, value: Embed, start: int, end: int) -> None:
        """Add a link with the title, or in HTML the first frame that the site lets in."""
        text = {"type": "text", "value": value.title}
        node = {"type": "link", "title": None, "url": value.url, "children": [text]}
        page.links += 1
        if not page.inline(node, start, end):
            return
        policy = self.policy
        for frame in value.frames:
            given = {"src": frame, "title": value.title, "allowfullscreen": ""}
            tag = policy and policy.tag("iframe", given, (start, end), closing=False)
            if policy and tag and tag.allowed:
                page.html.append(f"{policy.render(tag)}</iframe>")
                return
        page.html.append(f'<a href="{escape_url(value.url)}">{escape_text(value.title)}</a>')


def address_of(autolink: Autolink) -> str:
    """Return the address of a bare URL: with `https` where the author gave no scheme."""
    without = autolink.url.removeprefix("http://")
    is_named = len(without) < autolink.end - autolink.start or ":" not in autolink.url
    return autolink.url if is_named or not without.startswith("www.") else f"https://{without}"


def _add_sized_image(page: Renderer, detail: Mapping[str, Any], start: int) -> None:
    pairs: Pairs = detail["size"]
    node = add_image(page, detail, start, pairs)
    if pairs and node is not None:
        data = node.setdefault("data", {"hProperties": {}})
        data["hProperties"] |= properties(pairs)
        page.html[-1] = f"{page.html[-1].removesuffix(' />')}{_written(pairs)} />"


def _written(pairs: Pairs) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


def _start_term(page: Renderer, detail: None, start: int) -> None:
    HANDLERS.starts["DefinitionListTitle"](page, detail, start)
    identity = page.ids.get(("DefinitionListTitle", start))
    frame = page.stack[-1]
    if identity and frame.node is not None:
        frame.node["data"] = {"hProperties": {"id": identity}}
        page.html[frame.index] = f'<dt id="{escape(identity)}">'


def _add_code(page: Renderer, detail: Any, start: int) -> None:
    node, value = read_code(page, detail, start)
    language, brace, rest = (node["lang"] or "").partition("{")
    if brace:
        # Attributes may stand right behind the language.
        meta = f"{brace}{rest}"
        node["lang"] = language or None
        node["meta"] = f"{meta} {node['meta']}" if node["meta"] else meta
    write_code(page, node, value)


def _read_picture(reader: FactsReader, value: Mapping[str, Any], span: Any, events: Events) -> None:
    """Read the picture of a shortcode."""
    reader.references.components += 1
    reader.image(value, span["start"], events)
    reader.references.components -= 1


def _add_directive(page: Renderer, value: Directive, start: int, end: int) -> None:
    node: Node = {
        "type": value.kind,
        "name": value.name,
        "attributes": value.attributes,
        "children": [],
    }
    if value.kind == "textDirective":
        page.inline(node, start, end)
    else:
        page.before_block(start).children.append(node)
        page.content_end = end


def _add_attribute_line(page: Renderer, _: Any, start: int, end: int) -> None:
    page.before_block(start)
    page.content_end = end


def _start_element(page: Renderer, value: Element, start: int) -> None:
    if value.is_block:
        page.before_block(start)
        page.fresh_line()
    node = {"type": "paragraph"} if value.is_paragraph else None
    page.push("element", node, start).closing = value.closing
    page.html.append(value.opening)
