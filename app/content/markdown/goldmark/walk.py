"""The walk over the events of a body in Hugo's Markdown."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, NamedTuple

from app.content.markdown.autolink import Autolink
from app.content.markdown.definition_lists import DefinitionLists
from app.content.markdown.goldmark.directives import Details, Directive, Embed, Size
from app.content.markdown.goldmark.headings import HugoSlugger
from app.content.markdown.headings import Heading
from app.content.markdown.kramdown.attributes import Attributes, properties
from app.content.markdown.mdast import MAX_DEPTH, Node
from app.content.markdown.sanitise import URL_ATTRIBUTES
from app.content.markdown.state import Frame, escape_text

_NONE = Attributes()


class WrittenHeading(NamedTuple):
    """How a heading's last line is written, and the attributes at its end."""

    written: str
    attributes: Attributes


class _Term(NamedTuple):
    """A term of a definition list, by its text."""

    text: str


class _Aside(NamedTuple):
    """What gets its id when all others have theirs, so that it takes none of them.

    Such is a heading or a term that Hugo renders apart from the page, and a heading with an id that
    another has. `place` is where the last sort stands among the headings.
    """

    named: WrittenHeading | _Term
    node: Node
    html: list[str]
    at: int
    place: int


class GoldmarkWalk(DefinitionLists):
    """A walk that knows attributes of headings, and components."""

    __slots__ = ("_aside", "_asides", "_headings", "_sizes", "_term_ids")

    def prepare(
        self,
        slugger: HugoSlugger,
        headings: Mapping[int, WrittenHeading],
        *,
        has_shortcodes: bool,
        term_ids: bool = False,
    ) -> None:
        """What was found before the walk: how each heading is written, by where it begins."""
        self._term_ids = term_ids
        # What a shortcode makes is none of the text that was looked through for what to escape.
        self._may_escape = self._may_escape or has_shortcodes
        self._slugger = slugger
        self._headings = headings
        # How many components are open whose headings no table of contents lists.
        self._aside = 0
        self._asides: list[_Aside] = []
        self._sizes: list[Size] = []

    def _starts(self) -> dict[str, Callable[[Any, int], None]]:
        return super()._starts() | {
            "Directive": self._start_directive,
            "Details": self._start_details,
            "Summary": self._start_summary,
            "Figure": self._start_figure,
            "Caption": self._start_caption,
            "SizedImage": self._start_sized_image,
            "DefinitionListTitle": self._start_term,
        }

    def _ends(self) -> dict[str, Callable[[Frame, int], None]]:
        return super()._ends() | {
            "containerDirective": self._end_directive,
            "textDirective": self._end_directive,
            "summary": self._end_figure_part,
            "figure": self._end_figure_part,
            "caption": self._end_figure_part,
            "defListTerm": self._end_term,
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
        else:
            super()._leaf(kind, value, start, end)

    # Headings

    @property
    def contents(self) -> list[Heading]:
        """The headings that a table of contents lists."""
        return self.headings

    def _heading_id(self, frame: Frame, title: str) -> str:
        del title
        return self._id_of(self._headings[frame.start])

    def _id_of(self, named: WrittenHeading | _Term) -> str:
        slugger = self._slugger
        assert isinstance(slugger, HugoSlugger)
        if isinstance(named, _Term):
            return slugger.slug_of(named.text, "term")
        given = named.attributes.id
        return slugger.free(given) if given else slugger.slug_of(named.written)

    def _end_heading(self, frame: Frame, end: int) -> None:
        found = self._headings[frame.start]
        node = frame.node
        assert node is not None
        pairs = self._allowed(f"h{node['depth']}", found.attributes)
        repeated = found.attributes.id is not None and found.attributes.id in self.anchors
        if self._aside or repeated:
            title = " ".join("".join(self.plain[frame.plain :]).split())
            place = -1
            if not self._aside:
                place = len(self.headings)
                self.headings.append(Heading(node["depth"], "", title))
            self._asides.append(_Aside(found, node, self.html, frame.number, place))
            self.html[frame.number] = f"<h{node['depth']}>"
            node["data"] = {"id": ""}
            self._end_labelling(frame, title or None)
        else:
            super()._end_heading(frame, end)
        if pairs:
            self.is_plain = False
            node["data"]["hProperties"] = properties(pairs)
            added = "".join(f' {name}="{escape(value)}"' for name, value in pairs)
            self.html[frame.number] = f"{self.html[frame.number][:-1]}{added}>"

    def _allowed(self, tag: str, given: Attributes) -> list[tuple[str, str]]:
        policy = self._policy
        return [
            (name, value)
            for name, value in given.pairs()
            if name != "id"
            and (
                policy is None
                or (policy.lets_through(tag, name, value) and name not in URL_ATTRIBUTES)
            )
        ]

    def _finish(self) -> None:
        for aside in self._asides:
            identity = self._id_of(aside.named)
            if aside.place >= 0:
                self.headings[aside.place] = self.headings[aside.place]._replace(id=identity)
            if isinstance(aside.named, _Term):
                aside.node["data"] = {"hProperties": {"id": identity}}
            else:
                aside.node["data"]["id"] = identity
            opening = aside.html[aside.at]
            tag = "<h1"  # as long as any other, and as one of a term
            aside.html[aside.at] = (
                f'{opening[: len(tag)]} id="{escape(identity)}"{opening[len(tag) :]}'
            )
            self.anchors.add(identity)
        super()._finish()

    # Terms

    def _start_term(self, _: None, start: int) -> None:
        self._start_definition_part("defListTerm", "dt", None, start)
        self._stack[-1].number = len(self.html) - 1

    def _end_term(self, frame: Frame, end: int) -> None:
        text = " ".join("".join(self.plain[frame.plain :]).split())
        if self._term_ids and text and frame.node is not None:
            term = _Term(text)
            if self._aside:
                self._asides.append(_Aside(term, frame.node, self.html, frame.number, -1))
            else:
                identity = self._id_of(term)
                frame.node["data"] = {"hProperties": {"id": identity}}
                self.html[frame.number] = f'<dt id="{escape(identity)}">'
                self.anchors.add(identity)
        self._end_definition_part(frame, end)

    def _bare_address(self, found: Autolink) -> str:
        # Hugo has `https` where the author has no scheme.
        without = found.url.removeprefix("http://")
        is_named = len(without) < found.end - found.start or ":" not in found.url
        return found.url if is_named or not without.startswith("www.") else f"https://{without}"

    def _end_task(self) -> None:
        # A box with nothing behind it is a box to Hugo.
        self._task_end = -1

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
