"""Ids: of headings, of blocks with one of their author's, of terms that are defined."""

import unicodedata
from collections.abc import Container, Mapping
from typing import Final, NamedTuple

from app.dialects.hugo.goldmark.attributes import WrittenHeading
from app.dialects.hugo.goldmark.options import GoldmarkOptions, IdType
from app.markdown.attributes import Attributes
from app.markdown.events import Key
from app.markdown.facts import Facts
from app.markdown.headings import Heading, Slugger

_NAMED_BLOCKS: Final = frozenset(
    {"Paragraph", "List", "BlockQuote", "Table", "DefinitionList", "Rule"}
)
_LETTERS: Final = frozenset({"Ll", "Lu", "Lt", "Lm", "Lo", "Nd"})


class _Deferred(NamedTuple):
    """A heading or a term that gets its id when all others have theirs, so that it takes none.

    Such is one that Hugo renders apart from the page, and a heading with an id that another has;
    only the latter is listed: `place` is where it stands among the headings, else -1.
    """

    key: Key
    text: str
    own_id: str | None
    place: int


class Naming:
    """The ids of one body, made as Hugo makes them.

    `headings` has each heading as it is written by where it starts. `aside` counts the open
    components whose headings no table of contents lists.
    """

    def __init__(
        self,
        headings: Mapping[int, WrittenHeading],
        attributes: Mapping[Key, Attributes],
        options: GoldmarkOptions,
    ) -> None:
        self._slugger = Slugger()
        self._headings = headings
        self._attributes = attributes
        self._options = options
        self._deferred: list[_Deferred] = []
        self._given: set[str] = set()
        self._listed = 0
        self.aside = 0

    def heading(self, start: int) -> WrittenHeading:
        """Return the heading that starts here, with the attributes that stand below it."""
        heading = self._headings[start]
        below = self._attributes.get(("Heading", start)) if self._attributes else None
        if below is None:  # nearly always
            return heading
        if self._options.heading_ids:
            # It has an id by then.
            below = below._replace(id=None)
        return heading._replace(attributes=heading.attributes.completed(below))

    def name_heading(self, start: int, anchors: Container[str]) -> str | None:
        """Return the id of the next heading: empty if it is named later, None if not listed.

        `anchors` are those of what is no heading and no term.
        """
        heading = self.heading(start)
        own_id = heading.attributes.id
        if own_id is None:
            waits = not self._options.heading_ids
        else:
            waits = own_id in anchors or own_id in self._given
        if self.aside:
            self._deferred.append(_Deferred(("Heading", start), heading.written, own_id, -1))
            return None
        self._listed += 1
        if waits:
            place = self._listed - 1
            self._deferred.append(_Deferred(("Heading", start), heading.written, own_id, place))
            return ""
        identity = self._heading_id(heading.written, own_id)
        self._given.add(identity)
        return identity

    def name_term(self, start: int, text: str) -> str | None:
        """Return the id of the next term, None if it is named later or not at all."""
        if not self._options.term_ids:
            return None
        if self.aside:
            self._deferred.append(_Deferred(("DefinitionListTitle", start), text, None, -1))
            return None
        identity = self._term_id(text)
        self._given.add(identity)
        return identity

    def finish(self, facts: Facts, present: frozenset[Key]) -> Facts:
        """Return the facts with the ids of all that was not named yet.

        `present` are the nodes that the body has: others keep none of their attributes.
        """
        anchors = set(facts.anchors)
        ids = facts.ids.copy()
        headings = facts.headings.copy()
        blocks = sorted(
            (start, kind, given.id)
            for (kind, start), given in self._attributes.items()
            if given.id and kind in _NAMED_BLOCKS and (kind, start) in present
        )
        if self._options.heading_ids:
            self._name_deferred(headings, ids, anchors)
        for start, kind, own_id in blocks:
            identity = self._slugger.free(own_id)
            while identity in anchors:
                identity = self._slugger.free(own_id)
            ids[kind, start] = identity
            anchors.add(identity)
        if not self._options.heading_ids:
            self._name_deferred(headings, ids, anchors)
        return facts._replace(
            headings=headings, contents=headings, ids=ids, anchors=frozenset(anchors)
        )

    def _name_deferred(
        self, headings: list[Heading], ids: dict[Key, str], anchors: set[str]
    ) -> None:
        for key, text, own_id, place in self._deferred:
            is_heading = key[0] == "Heading"
            identity = self._heading_id(text, own_id) if is_heading else self._term_id(text)
            if place >= 0:
                headings[place] = headings[place]._replace(id=identity)
            ids[key] = identity
            anchors.add(identity)

    def _heading_id(self, written: str, own_id: str | None) -> str:
        slug = own_id or hugo_slug(written, self._options.id_type)
        return self._slugger.free(slug or "heading")

    def _term_id(self, written: str) -> str:
        return self._slugger.free(hugo_slug(written, self._options.id_type) or "term")


def hugo_slug(written: str, rule: IdType) -> str:
    """Return the id of a heading, empty if no letter of it is kept."""
    if rule == "blackfriday":
        # One hyphen for all that stands between letters and numbers.
        kept = ((c.lower()[0] if unicodedata.category(c)[0] in "LN" else " ") for c in written)
        return "-".join("".join(kept).split())
    if rule == "github-ascii":
        parts = unicodedata.normalize("NFD", written)
        kept = (part for part in parts if unicodedata.category(part) != "Mn")
        written = unicodedata.normalize("NFC", "".join(kept))
    return "".join(_kept(letter, ascii_only=rule == "github-ascii") for letter in written.strip())


def _kept(character: str, *, ascii_only: bool) -> str:
    if character in "- ":
        return "-"
    if character == "_" or (
        unicodedata.category(character) in _LETTERS and (not ascii_only or character.isascii())
    ):
        # One character for one, as Go has it.
        return character.lower()[0]
    return ""
