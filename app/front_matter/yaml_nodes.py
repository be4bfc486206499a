"""YAML text to a tree of nodes, from the events of libyaml's parser.

PyYAML can compose nodes itself, but then an anchor cannot be set twice, which YAML 1.2 allows, and
one unknown alias makes the whole text unreadable.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from yaml import CBaseLoader
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

from app.front_matter.errors import SYNTAX, FrontMatterError, too_deep_error
from app.front_matter.values import DEPTH_LIMIT
from app.problems import Fault, shorten

# PyYAML's event classes are not typed.
Event: TypeAlias = Any

_END_EVENTS: Final = {MappingStartEvent: MappingEndEvent, SequenceStartEvent: SequenceEndEvent}


class CollectionNode(NamedTuple):
    """A sequence with its items, or a mapping with its keys and values by turns."""

    event: Event
    children: list["Node"]

    @property
    def is_mapping(self) -> bool:
        """True for a mapping, False for a sequence."""
        return type(self.event) is MappingStartEvent

    def pairs(self) -> Iterator[tuple["Node", "Node"]]:
        """The keys of a mapping with their values."""
        children = iter(self.children)
        return zip(children, children, strict=True)


class AliasNode(NamedTuple):
    """A repetition of an earlier node; None if no node has that name."""

    event: Event
    target: "Node | None"


# A scalar is its event: nearly all nodes are scalars.
Node: TypeAlias = ScalarEvent | CollectionNode | AliasNode


def event_of(node: Node) -> Event:
    """Return the event that a node begins with."""
    return node.event if isinstance(node, CollectionNode | AliasNode) else node


def resolve_alias(node: Node) -> Node | None:
    """Return the node that an alias repeats, any other node as it is."""
    return node.target if isinstance(node, AliasNode) else node


def alias_bomb_error(offset: int, message: str) -> FrontMatterError:
    """Return the error of an alias that must not be expanded."""
    hint = "Write the values out instead of repeating them by aliases."
    return FrontMatterError(Fault(offset, "alias-bomb", message, hint))


def compose(text: str, base: int) -> tuple[Node | None, list[Fault]]:
    """Return the root of the first document in a text, None if there is none, and faults.

    `base` is added to the offsets of faults and errors. Raises FrontMatterError for nodes nested
    too deep, YAMLError and UnicodeEncodeError for text that does not parse.
    """
    composer = _Composer(CBaseLoader(text), base)
    return composer.document(), composer.faults


class _Composer:
    def __init__(self, parser: CBaseLoader, base: int) -> None:
        self._next: Callable[[], Event] = parser.get_event
        self._base = base
        self._depth = 0
        # A collection's anchor is None until the collection ends.
        self._anchors: dict[str, Node | None] = {}
        self.faults: list[Fault] = []

    def document(self) -> Node | None:
        self._next()  # the stream's start
        if type(self._next()) is StreamEndEvent:
            return None
        root = self._node(self._next())
        self._next()  # the document's end
        following = self._next()
        if type(following) is DocumentStartEvent:
            message = "a second YAML document begins here and is not read"
            hint = "Join the two documents, or remove the line."
            self.faults.append(Fault(self._offset(following), SYNTAX, message, hint))
        return root

    def _offset(self, event: Event) -> int:
        index: int = event.start_mark.index
        return index + self._base

    def _node(self, event: Event) -> Node:
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if kind is not ScalarEvent:
            return self._collection(event, _END_EVENTS[kind])
        if event.anchor:
            self._anchors[event.anchor] = event
        scalar: ScalarEvent = event
        return scalar

    def _collection(self, event: Event, end: type[Event]) -> Node:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise too_deep_error(self._offset(event))
        if event.anchor:
            self._anchors[event.anchor] = None
        children: list[Node] = []
        get = self._next
        while type(child := get()) is not end:
            children.append(self._node(child))
        node = CollectionNode(event, children)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._depth -= 1
        return node

    def _alias(self, event: Event) -> AliasNode:
        name = event.anchor
        if name not in self._anchors:
            message = f'no value before this is named "&{shorten(name)}"'
            hint = "Put the value in quotes if the asterisk belongs to it."
            self.faults.append(Fault(self._offset(event), SYNTAX, message, hint))
            return AliasNode(event, None)
        target = self._anchors[name]
        if target is None:
            message = f'"*{shorten(name)}" repeats the value that it is part of'
            raise alias_bomb_error(self._offset(event), message)
        return AliasNode(event, target)
