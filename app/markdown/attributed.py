"""A walk whose nodes may have attributes of the author's."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any, Final

from app.markdown.attributes import Attributes, properties
from app.markdown.definition_lists import DefinitionLists
from app.markdown.event_parts import Key
from app.markdown.mdast import Node
from app.markdown.sanitise import URL_ATTRIBUTES

_TAGS: Final = {
    "Paragraph": "p",
    "List": "ul",
    "BlockQuote": "blockquote",
    "Table": "table",
    "DefinitionList": "dl",
    "DefinitionListDefinition": "dd",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Link": "a",
}


class AttributedWalk(DefinitionLists):
    """A walk that gives nodes what was found for them before."""

    __slots__ = ("_attributes",)

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        self._attributes: Mapping[Key, Attributes] = {}

    def _starts(self) -> dict[str, Callable[[Any, int], None]]:
        starts = super()._starts()
        for kind in {kind for kind, _ in self._attributes} & _TAGS.keys():
            starts[kind] = partial(self._start_with_attributes, kind, starts[kind])
        return starts

    def _start_with_attributes(
        self, kind: str, start_node: Callable[[Any, int], None], detail: Any, start: int
    ) -> None:
        start_node(detail, start)
        given = self._attributes.get((kind, start))
        frame = self._stack[-1]
        if given is None or frame.kind == "muted" or frame.node is None:
            return
        tag = "ol" if kind == "List" and detail is not None else _TAGS[kind]
        self._give(given, tag, frame.node)

    def _give(self, given: Attributes, tag: str, node: Node) -> None:
        """Attributes for the element that began last in HTML, and for its node."""
        pairs = self._allowed(tag, given)
        if not pairs:
            return
        self.is_plain = False
        pieces = self.html
        index = len(pieces) - 1
        while f"<{tag}" not in pieces[index]:
            index -= 1
        pieces[index] = with_attributes(pieces[index], tag, pairs)
        data = node.setdefault("data", {"target": None} if tag == "a" else {})
        data["hProperties"] = properties(pairs)
        if given.id:
            self._note_id(given.id, node, index)

    def _allowed(self, tag: str, given: Attributes) -> list[tuple[str, str]]:
        policy = self._policy
        return [
            (name, value)
            for name, value in given.pairs()
            if policy is None
            or (policy.lets_through(tag, name, value) and name not in URL_ATTRIBUTES)
        ]

    def _note_id(self, identity: str, node: Node, index: int) -> None:
        """A node got this id; its opening tag is in the piece of HTML of this index."""
        del node, index
        self.anchors.add(identity)


def with_attributes(opening: str, tag: str, pairs: list[tuple[str, str]]) -> str:
    """An opening tag with more attributes; those that it has count."""
    begin = opening.index(f"<{tag}") + len(tag) + 1
    given = opening[begin : opening.index(">", begin)]
    added = "".join(
        f' {name}="{escape(value)}"' for name, value in pairs if f' {name}="' not in given
    )
    return f"{opening[:begin]}{added}{opening[begin:]}"
