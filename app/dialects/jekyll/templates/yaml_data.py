"""The YAML of data files, by the rules of YAML 1.1 as Ruby reads it."""

from typing import Any, Final, TypeAlias

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs do not export it
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.resolver import Resolver

from app.dialects.jekyll.templates.normalized import (
    MAX_DEPTH,
    MAX_REPEATED,
    normalized,
    spend,
)
from app.front_matter.yaml_faults import syntax_fault
from app.problems import Fault

# What texts without quotes mean, as all files of a tree found so far: data repeats itself.
Meanings: TypeAlias = dict[str, Any]

_MERGE: Final = "tag:yaml.org,2002:merge"


def first_document(text: str, meanings: Meanings) -> tuple[Any, Fault | None]:
    """Return the value of the first document, as far as Ruby reads, and a fault for the rest.

    It adds to `meanings`.

    Raises YAMLError, ValueError, OverflowError, RecursionError.
    """
    try:
        return _PlainReader(text, meanings).value(), None
    except (_NotPlainError, yaml.YAMLError, ValueError, OverflowError):
        # The loader reads all, and says what is wrong.
        pass
    # PyYAML's stubs leave out some of its types.
    loader: Any = _Loader(text)
    value = loader.get_data() if loader.check_data() else None
    fault = None
    try:
        place = loader.peek_event().start_mark.index if loader.check_data() else None
    except yaml.YAMLError as error:
        place = syntax_fault(error, text, 0).offset
    # Only a line that ends the document may follow it.
    if place is not None and text[place:].strip(" \t\r\n.-"):
        message = "Jekyll reads this file only up to here"
        fault = Fault(place, "unread-data", message, "Correct what follows, or remove it.")
    return normalized(value, len(text) + MAX_REPEATED), fault


class _NotPlainError(Exception):
    """A file has what a plain one has not."""


class _PlainReader:
    """Reads one document without anchors, aliases and tags, whose keys are text: nearly every file.

    It makes no nodes, and each value as templates handle it. 6.3 MB of lists of mappings take
    0.36 s; with the loader they take 1.04 s.
    """

    def __init__(self, text: str, meanings: Meanings) -> None:
        self._next = CParser(text).get_event
        self._constructor = SafeConstructor()
        self._meanings = meanings

    def value(self) -> Any:
        """Return the value. Raises _NotPlainError, YAMLError, ValueError and OverflowError."""
        self._next()  # the stream's start
        if type(self._next()) is StreamEndEvent:
            return None
        value = self._value(self._next(), MAX_DEPTH)
        self._next()  # the document's end
        if type(self._next()) is not StreamEndEvent:
            raise _NotPlainError
        return value

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth == 1 or event.anchor or event.tag:
            raise _NotPlainError
        if kind is MappingStartEvent:
            return self._mapping(depth - 1)
        if kind is not SequenceStartEvent:
            raise _NotPlainError
        items: list[Any] = []
        while type(item := self._next()) is not SequenceEndEvent:
            items.append(self._value(item, depth - 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        get, scalar = self._next, self._scalar
        while type(event := get()) is ScalarEvent:
            key, item = scalar(event), get()
            if not isinstance(key, str):
                raise _NotPlainError
            values[key] = scalar(item) if type(item) is ScalarEvent else self._value(item, depth)
        if type(event) is not MappingEndEvent:
            raise _NotPlainError
        return values

    def _scalar(self, event: Any) -> Any:
        if event.anchor or event.tag:
            raise _NotPlainError
        text = event.value
        if event.style:  # in quotes, or a block
            return text
        meanings = self._meanings
        if text not in meanings:
            meanings[text] = self._meaning(text)
        return meanings[text]

    def _meaning(self, text: str) -> Any:
        for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], ()):
            if pattern.match(text):
                node = yaml.ScalarNode(tag, text)
                return normalized(self._constructor.construct_document(node), 1)
        return text


class _Loader(Composer, CParser, SafeConstructor, Resolver):
    """A safe loader on libyaml's parser that limits what merge keys expand to.

    22,000 comment files of 300 bytes take 1.4 s with it, 8.4 s with `yaml.SafeLoader` and 1.0 s
    with `yaml.CSafeLoader`, which composes nodes by recursion in C: 100,000 opening brackets end
    the process. The composer in Python raises RecursionError.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self._left = len(text) + MAX_REPEATED

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Replace merge keys by the entries that they name. Raises ValueError for too many."""
        for key, value in node.value:
            if key.tag != _MERGE:
                continue
            for merged in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if isinstance(merged, yaml.MappingNode):
                    self.flatten_mapping(merged)
                    self._left = spend(self._left, len(merged.value))
        super().flatten_mapping(node)
