"""The walk over the events of a body in Hugo's Markdown."""

from collections.abc import Callable
from html import escape
from typing import Any

from app.dialects.hugo.goldmark.attribute_blocks import ATTRIBUTE_LINE
from app.dialects.hugo.goldmark.directives import Details, Directive, Embed, Size
from app.dialects.hugo.goldmark.naming import NamingWalk
from app.markdown.attributes import properties
from app.markdown.autolink import Autolink
from app.markdown.mdast import MAX_DEPTH, Node
from app.markdown.state import Frame, escape_text


class GoldmarkWalk(NamingWalk):
    """A walk that knows attributes of blocks, and components."""

    __slots__ = ("_sizes",)

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self._sizes: list[Size] = []

    def prepare(self, *, has_shortcodes: bool) -> None:
        """What a shortcode makes is none of the text that was looked through for what to escape."""
        self._may_escape = self._may_escape or has_shortcodes

    def _starts(self) -> dict[str, Callable[[Any, int], None]]:
        return super()._starts() | {
            "Directive": self._start_directive,
            "Details": self._start_details,
            "Summary": self._start_summary,
            "Figure": self._start_figure,
            "Caption": self._start_caption,
            "SizedImage": self._start_sized_image,
        }

    def _ends(self) -> dict[str, Callable[[Frame, int], None]]:
        return super()._ends() | {
            "containerDirective": self._end_directive,
            "textDirective": self._end_directive,
            "summary": self._end_figure_part,
            "figure": self._end_figure_part,
            "caption": self._end_figure_part,
        }

    def _leaf(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "Directive":
            node = {
                "type": value.kind,
                "name": value.name,
                "attributes": value.attributes,
                "children": [],
            }
            if value.kind == "textDirective":
                self._inline(node, start, end)
            else:
                self._next_block(start).children.append(node)
                self._content_end = end
        elif kind == "Embed":
            self._embed(value, start, end)
        elif kind == ATTRIBUTE_LINE:
            self._before_block(start)
            self._content_end = end
        else:
            super()._leaf(kind, value, start, end)

    def _rule(self, start: int, end: int) -> None:
        super()._rule(start, end)
        given = self._attributes.get(("Rule", start))
        if given is not None:
            self._give(given, "hr", self._stack[-1].children[-1])

    def _bare_address(self, found: Autolink) -> str:
        # Hugo has `https` where the author has no scheme.
        without = found.url.removeprefix("http://")
        is_named = len(without) < found.end - found.start or ":" not in found.url
        return found.url if is_named or not without.startswith("www.") else f"https://{without}"

    def _end_task(self) -> None:
        # A box with nothing behind it is a box to Hugo.
        self._task_end = -1

    def _start_code_block(self, detail: Any, start: int) -> None:
        super()._start_code_block(detail, start)
        node = self._stack[-1].node
        assert node is not None
        language, brace, rest = (node["lang"] or "").partition("{")
        if brace:
            # Attributes may stand right behind the language.
            meta = f"{brace}{rest}"
            node["lang"] = language or None
            node["meta"] = f"{meta} {node['meta']}" if node["meta"] else meta

    # Components

    def _start_directive(self, value: Directive, start: int) -> None:
        if value.kind == "textDirective":
            self._flush()
            if self._muted:
                self._push("muted", None, start)
                return
            if self._stack[-1].kind == "listItem":
                self._open_paragraph(start)
        else:
            self._next_block(start)
        node: Node | None = {
            "type": value.kind,
            "name": value.name,
            "attributes": value.attributes,
        }
        if len(self._stack) >= MAX_DEPTH:
            self._too_deep(start)
            node = None
        frame = self._push(value.kind, node, start)
        frame.number = value.end
        frame.place = int(value.aside)
        self._aside += value.aside
        self._content_end = value.inner

    def _end_directive(self, frame: Frame, _: int) -> None:
        self._aside -= frame.place
        self._content_end = frame.number
        if frame.kind == "containerDirective":
            self._stack[-1].label = self._stack[-1].labelled = None
        self.html.append(frame.closing)

    def _start_details(self, value: Details, start: int) -> None:
        self._start_directive(value.directive, start)
        self._fresh_line()
        self.html.append("<details open>\n" if value.is_open else "<details>\n")
        self.is_plain = False
        self._stack[-1].closing = "</details>\n"

    def _start_summary(self, _: None, start: int) -> None:
        self._push("summary", {"type": "paragraph"}, start, "</summary>\n")
        self.html.append("<summary>")

    # Figures and what is of other sites

    def _start_figure(self, name: str, start: int) -> None:
        self._next_block(start)
        self._push("figure", None, start).closing = "</figure>\n"
        self._fresh_line()
        self.is_plain = False
        named = f' class="{escape(name)}"' if name else ""
        self.html.append(f"<figure{named}>\n")

    def _start_caption(self, _: None, start: int) -> None:
        self._push("caption", None, start).closing = "</figcaption>\n"
        self.html.append("<figcaption>\n")

    def _end_figure_part(self, frame: Frame, _: int) -> None:
        self.html.append(frame.closing)
        self.plain.append("\n\n")

    def _start_sized_image(self, detail: dict[str, Any], start: int) -> None:
        self._start_image(detail, start)
        self._sizes.append(detail["size"])

    def _end_image(self, frame: Frame, end: int) -> None:
        super()._end_image(frame, end)
        if not self._sizes:
            return
        size = self._sizes.pop()
        pairs = [(name, value) for name, value in size._asdict().items() if value]
        if pairs and not self._muted:
            self.is_plain = False
            assert frame.node is not None
            frame.node["data"] = {"hProperties": properties(pairs)}
            added = "".join(f' {name}="{escape(value)}"' for name, value in pairs)
            self.html[-1] = f"{self.html[-1].removesuffix(' />')}{added} />"

    def _embed(self, value: Embed, start: int, end: int) -> None:
        """A link that nobody wrote: its text is none of the body's."""
        number = self._new_link()
        self._name_link(number, value.url, value.title, start)
        text = {"type": "text", "value": value.title}
        node = {"type": "link", "title": None, "url": value.url, "children": [text]}
        self._inline(node, start, end)
        if self._muted:
            return
        policy = self._policy
        for frame in value.frames if policy is not None else ():
            assert policy is not None
            given = {"src": frame, "title": value.title, "allowfullscreen": ""}
            tag = policy.tag("iframe", given, (start, end), closing=False)
            if tag.allowed:
                self.is_plain = False
                self.html.append(f"{policy.render(tag)}</iframe>")
                return
        self.html.append(f'<a href="{self._address(value.url)}">{escape_text(value.title)}</a>')
