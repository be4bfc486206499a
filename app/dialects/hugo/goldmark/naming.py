"""Ids: of headings, of blocks with one of their author's, of terms that are defined."""

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

from app.dialects.hugo.goldmark.headings import HugoSlugger
from app.dialects.hugo.goldmark.options import DEFAULT_OPTIONS, GoldmarkOptions
from app.markdown.attributed import AttributedWalk
from app.markdown.attributes import Attributes, properties
from app.markdown.event_parts import Key
from app.markdown.headings import Heading
from app.markdown.mdast import Node
from app.markdown.state import Frame


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


class _Named(NamedTuple):
    """A block with an id of its author's: it is to take none from a heading."""

    id: str
    node: Node
    html: list[str]
    at: int


class NamingWalk(AttributedWalk):
    """A walk that gives ids as Hugo does, and attributes to headings.

    `_aside` tells how many components are open whose headings no table of contents lists.
    """

    __slots__ = ("_aside", "_asides", "_headings", "_named", "_options")

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self._headings: Mapping[int, WrittenHeading] = {}
        self._options = DEFAULT_OPTIONS
        self._aside = 0
        self._asides: list[_Aside] = []
        self._named: list[_Named] = []

    def name_by(
        self,
        slugger: HugoSlugger,
        headings: Mapping[int, WrittenHeading],
        attributes: Mapping[Key, Attributes],
        options: GoldmarkOptions,
    ) -> None:
        """What was found before the walk: how each heading is written, by where it begins."""
        self._slugger = slugger
        self._headings = headings
        self._attributes = attributes
        self._options = options

    @property
    def contents(self) -> list[Heading]:
        """The headings that a table of contents lists."""
        return self.headings

    def _heading(self, frame: Frame) -> WrittenHeading:
        """The heading, with the attributes that stand below it."""
        found = self._headings[frame.start]
        below = self._attributes.get(("Heading", frame.start)) if self._attributes else None
        if below is None:  # nearly always
            return found
        if self._options.heading_ids:
            # It has an id by then.
            below = below._replace(id=None)
        return found._replace(attributes=found.attributes.completed(below))

    def _heading_id(self, frame: Frame, title: str) -> str:
        del title
        return self._id_of(self._heading(frame))

    def _id_of(self, named: WrittenHeading | _Term) -> str:
        slugger = self._slugger
        assert isinstance(slugger, HugoSlugger)
        if isinstance(named, _Term):
            return slugger.slug_of(named.text, "term")
        given = named.attributes.id
        return slugger.free(given) if given else slugger.slug_of(named.written)

    def _end_heading(self, frame: Frame, end: int) -> None:
        found = self._heading(frame)
        node = frame.node
        assert node is not None
        own = found.attributes.id
        given = self._allowed(f"h{node['depth']}", found.attributes)
        pairs = [pair for pair in given if pair[0] != "id"]
        # Where Hugo makes no ids, those that are made here take none that somebody wrote.
        waits = own in self.anchors if own is not None else not self._options.heading_ids
        if self._aside or waits:
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

    def _start_definition_part(self, kind: str, tag: str, _: None, start: int) -> None:
        super()._start_definition_part(kind, tag, None, start)
        self._stack[-1].number = len(self.html) - 1

    def _end_definition_part(self, frame: Frame, end: int) -> None:
        if self._options.term_ids and frame.kind == "defListTerm" and frame.node is not None:
            text = " ".join("".join(self.plain[frame.plain :]).split())
            if text and self._aside:
                self._asides.append(_Aside(_Term(text), frame.node, self.html, frame.number, -1))
            elif text:
                identity = self._id_of(_Term(text))
                self.is_plain = False
                frame.node["data"] = {"hProperties": {"id": identity}}
                self.html[frame.number] = f'<dt id="{escape(identity)}">'
                self.anchors.add(identity)
        super()._end_definition_part(frame, end)

    def _finish(self) -> None:
        if self._options.heading_ids:
            self._name_headings()
            self._name_blocks()
        else:
            self._name_blocks()
            self._name_headings()
        super()._finish()

    def _name_headings(self) -> None:
        for aside in self._asides:
            identity = self._id_of(aside.named)
            if aside.place >= 0:
                self.headings[aside.place] = self.headings[aside.place]._replace(id=identity)
            if isinstance(aside.named, _Term):
                self.is_plain = False
                aside.node["data"] = {"hProperties": {"id": identity}}
            else:
                aside.node["data"]["id"] = identity
            opening = aside.html[aside.at]
            tag = "<h1"  # as long as any other, and as one of a term
            aside.html[aside.at] = (
                f'{opening[: len(tag)]} id="{escape(identity)}"{opening[len(tag) :]}'
            )
            self.anchors.add(identity)

    def _name_blocks(self) -> None:
        for named in self._named:
            identity = self._slugger.free(named.id)
            while identity in self.anchors:
                identity = self._slugger.free(named.id)
            named.node["data"]["hProperties"]["id"] = identity
            opening = named.html[named.at]
            named.html[named.at] = opening.replace(
                f' id="{escape(named.id)}"', f' id="{escape(identity)}"', 1
            )
            self.anchors.add(identity)

    def _note_id(self, identity: str, node: Node, index: int) -> None:
        self._named.append(_Named(identity, node, self.html, index))
