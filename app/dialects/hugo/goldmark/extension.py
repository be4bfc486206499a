"""Hugo's additions: ids, attributes of blocks, components, figures and embeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from app.dialects.hugo.goldmark.attribute_blocks import ATTRIBUTE_LINE
from app.dialects.hugo.goldmark.directives import Details, Directive, Embed
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
from app.markdown.mdast import MAX_DEPTH, Node
from app.markdown.open_nodes import OpenNode
from app.markdown.renderer import Frame, Handlers, Renderer, escape_text, escape_url


@dataclass(eq=False)
class GoldmarkExtension(Extension):
    """The additions of one body. `present` are the nodes that its events have."""

    naming: Naming
    attributes: Mapping[Key, Attributes]
    present: frozenset[Key]
    anchor_endings: tuple[str, ...]
    # Their values may hold what the source does not.
    has_shortcodes: bool
    # Where the open directives end.
    _directive_ends: list[int] = field(default_factory=list)

    # Facts

    def extend_facts(self, reader: FactsReader) -> None:
        """Name headings and terms as Hugo does, and read its own nodes."""
        naming, references = self.naming, reader.references

        def name_heading(title: str, depth: int, start: int, text: str) -> str | None:
            del title, depth, text
            return naming.name_heading(start, references.anchors)

        def name_term(start: int, text: str) -> None:
            identity = naming.name_term(start, text)
            if identity is not None:
                reader.ids["DefinitionListTitle", start] = identity

        def start_directive(value: Directive, span: Any, _: Events) -> None:
            if value.kind == "textDirective":
                if not reader.open_span(value.kind, span["start"]):
                    return
                node = reader.innermost
            else:
                node = reader.open_block(value.kind, span["start"])
            node.number = int(value.aside)
            naming.aside += value.aside

        def end_directive(node: OpenNode) -> None:
            naming.aside -= node.number
            if node.kind == "containerDirective":
                reader.next_block()

        def add_directive(value: Directive, _: Any) -> None:
            if value.kind == "textDirective":
                reader.inline()
            else:
                reader.next_block()

        def add_embed(value: Embed, span: Any) -> None:
            # Its text is not written in the body.
            number = references.new_link()
            references.set_link(number, value.url, value.title, span["start"])
            reader.inline()

        def end_figure_part(_: OpenNode) -> None:
            reader.plain.append("\n\n")

        reader.careful = reader.careful or self.has_shortcodes
        reader.address_of = address_of
        reader.name_heading = name_heading
        reader.name_term = name_term
        reader.starts = {
            "Directive": start_directive,
            "Details": lambda value, span, events: start_directive(value.directive, span, events),
            "Summary": lambda _, span, __: reader.open_part("Summary", span["start"]),
            "Figure": lambda _, span, __: reader.open_block("Figure", span["start"]),
            "Caption": lambda _, span, __: reader.open_part("Caption", span["start"]),
            "SizedImage": lambda value, span, events: reader.image(value, span["start"], events),
        }
        reader.leaves = {
            "Directive": add_directive,
            "Embed": add_embed,
            ATTRIBUTE_LINE: lambda _, __: reader.before_block(),
        }
        reader.ends = {
            "containerDirective": end_directive,
            "textDirective": end_directive,
            "Summary": end_figure_part,
            "Figure": end_figure_part,
            "Caption": end_figure_part,
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
                "Details": self._start_details,
                "Summary": _start_summary,
                "Figure": _start_figure,
                "Caption": _start_caption,
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
                "Embed": _add_embed,
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

    def _end_directive(self, page: Renderer, frame: Frame, _: int) -> None:
        page.content_end = self._directive_ends.pop()
        page.html.append(frame.closing)

    def _start_details(self, page: Renderer, value: Details, start: int) -> None:
        self._start_directive(page, value.directive, start)
        page.fresh_line()
        page.html.append("<details open>\n" if value.is_open else "<details>\n")
        page.stack[-1].closing = "</details>\n"


def address_of(autolink: Autolink) -> str:
    """Return the address of a bare URL: with `https` where the author gave no scheme."""
    without = autolink.url.removeprefix("http://")
    is_named = len(without) < autolink.end - autolink.start or ":" not in autolink.url
    return autolink.url if is_named or not without.startswith("www.") else f"https://{without}"


def _add_sized_image(page: Renderer, detail: Mapping[str, Any], start: int) -> None:
    node = add_image(page, detail, start)
    pairs = [(name, value) for name, value in detail["size"]._asdict().items() if value]
    if pairs and node is not None:
        node["data"] = {"hProperties": properties(pairs)}
        page.html[-1] = f"{page.html[-1].removesuffix(' />')}{_written(pairs)} />"


def _written(pairs: list[tuple[str, str]]) -> str:
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


def _start_summary(page: Renderer, _: None, start: int) -> None:
    page.push("summary", {"type": "paragraph"}, start, "</summary>\n")
    page.html.append("<summary>")


def _start_figure(page: Renderer, name: str, start: int) -> None:
    page.before_block(start)
    page.push("figure", None, start).closing = "</figure>\n"
    page.fresh_line()
    named = f' class="{escape(name)}"' if name else ""
    page.html.append(f"<figure{named}>\n")


def _start_caption(page: Renderer, _: None, start: int) -> None:
    page.push("caption", None, start).closing = "</figcaption>\n"
    page.html.append("<figcaption>\n")


def _add_embed(page: Renderer, value: Embed, start: int, end: int) -> None:
    """Add a link with the title, or in HTML the first frame that the site lets in."""
    text = {"type": "text", "value": value.title}
    node = {"type": "link", "title": None, "url": value.url, "children": [text]}
    page.links += 1
    if not page.inline(node, start, end):
        return
    policy = page.policy
    if policy is not None:
        for frame in value.frames:
            given = {"src": frame, "title": value.title, "allowfullscreen": ""}
            tag = policy.tag("iframe", given, (start, end), closing=False)
            if tag.allowed:
                page.html.append(f"{policy.render(tag)}</iframe>")
                return
    page.html.append(f'<a href="{escape_url(value.url)}">{escape_text(value.title)}</a>')
