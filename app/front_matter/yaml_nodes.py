"""YAML text to a tree of nodes, from the events of libyaml's parser.

PyYAML can compose nodes itself, but then an anchor cannot be set twice, which YAML 1.2 allows, and
one unknown alias makes the whole text unreadable.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from yaml._yaml import CParser
from yaml.error import Mark as YamlMark
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from app.front_matter.errors import SYNTAX, FrontMatterError, not_mapping_error, too_deep_error
from app.front_matter.values import DEPTH_LIMIT
from app.problems import Fault, shorten

_END_EVENTS: Final = {MappingStartEvent: MappingEndEvent, SequenceStartEvent: SequenceEndEvent}


class ScalarNode(Protocol):
    """A scalar. It is libyaml's event as it is: nearly all nodes are scalars."""

    tag: str | None
    value: str
    # Empty for a plain scalar, else the sign that it begins with.
    style: str
    start_mark: YamlMark


class CollectionNode(NamedTuple):
    """A sequence with its items, or a mapping with its keys and values by turns."""

    tag: str | None
    start_mark: YamlMark
    is_mapping: bool
    children: list["Node"]

    def pairs(self) -> Iterator[tuple["Node", "Node"]]:
        """Return the keys of a mapping with their values."""
        children = iter(self.children)
        return zip(children, children, strict=True)


class AliasNode(NamedTuple):
    """A repetition of an earlier node."""

    start_mark: YamlMark
    target: ScalarNode | CollectionNode


Node: TypeAlias = ScalarNode | CollectionNode | AliasNode

# PyYAML's stubs leave out that libyaml's events always have a place.
_Event: TypeAlias = Any


def is_plain(scalar: ScalarNode, value: str) -> bool:
    """Return True if the scalar is this text without quotes."""
    return scalar.value == value and scalar.style == ""


def resolve_alias(node: Node) -> ScalarNode | CollectionNode:
    """Return the node that an alias repeats, any other node as it is."""
    return node.target if isinstance(node, AliasNode) else node


def alias_bomb_error(offset: int, message: str) -> FrontMatterError:
    """Return the error of an alias that must not be expanded."""
    hint = "Write the values out instead of repeating them by aliases."
    return FrontMatterError(Fault(offset, "alias-bomb", message, hint))


class Composer:
    """Composes the first document in a text; `base` is added to the offsets of faults and errors.

    Raises YAMLError and UnicodeEncodeError for text that does not parse.
    """

    def __init__(self, text: str, base: int) -> None:
        self._next: Callable[[], _Event] = CParser(text).get_event
        self._base = base
        self._depth = 0
        # The anchor of a collection that is not complete is None.
        self._anchors: dict[str, ScalarNode | CollectionNode | None] = {}
        self.faults: list[Fault] = []

    def document(self) -> Node | None:
        """Return the root of the document, None if there is none.

        Raises FrontMatterError for a list and for nodes nested too deep.
        """
        self._next()  # the stream's start
        if type(self._next()) is StreamEndEvent:
            return None
        event = self._next()
        if type(event) is SequenceStartEvent:
            raise not_mapping_error(self._offset(event), "a list")
        root = self._node(event)
        self._next()  # the document's end
        following = self._next()
        if type(following) is DocumentStartEvent:
            message = "a second YAML document begins here and is not read"
            hint = "Join the two documents, or remove the line."
            self.faults.append(Fault(self._offset(following), SYNTAX, message, hint))
        return root

    def _offset(self, event: _Event) -> int:
        index: int = event.start_mark.index
        return index + self._base

    def _node(self, event: _Event) -> Node:
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        node: ScalarNode | CollectionNode
        node = event if kind is ScalarEvent else self._collection(event, _END_EVENTS[kind])
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _collection(self, event: _Event, end: type[_Event]) -> CollectionNode:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise too_deep_error(self._offset(event))
        if event.anchor:
            self._anchors[event.anchor] = None
        children: list[Node] = []
        get, node = self._next, self._node
        while (kind := type(child := get())) is not end:
            children.append(child if kind is ScalarEvent and not child.anchor else node(child))
        self._depth -= 1
        return CollectionNode(event.tag, event.start_mark, end is MappingEndEvent, children)

    def _alias(self, event: _Event) -> Node:
        name = event.anchor
        if target := self._anchors.get(name):
            return AliasNode(event.start_mark, target)
        if name in self._anchors:
            message = f'"*{shorten(name)}" repeats the value that it is part of'
            raise alias_bomb_error(self._offset(event), message)
        message = f'no value before this is named "&{shorten(name)}"'
        hint = "Put the value in quotes if the asterisk belongs to it."
        self.faults.append(Fault(self._offset(event), SYNTAX, message, hint))
        # The tag makes it text.
        text: _Event = ScalarEvent(None, "!", (False, True), f"*{name}", event.start_mark)
        node: ScalarNode = text
        return node
