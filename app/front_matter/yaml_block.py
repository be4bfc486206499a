"""YAML → metadata, straight from the events of libyaml's parser.

The events are composed here, not by PyYAML, so that depth and alias expansion are bounded before
anything is built, repeated anchors are allowed as YAML 1.2 says, and every key has its place.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, NamedTuple, TypeAlias

from yaml import CBaseLoader, YAMLError
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

from app.front_matter import yaml_scalars
from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    duplicate_key,
    not_mapping,
    shown,
    too_deep,
)
from app.front_matter.plain_yaml import read_plain_yaml
from app.front_matter.values import (
    DEPTH_LIMIT,
    KeyPath,
    Mark,
    Metadata,
    Scalar,
    Value,
)
from app.front_matter.yaml_breaks import disguise_breaks
from app.front_matter.yaml_faults import syntax_fault
from app.front_matter.yaml_merge import merge
from app.problems import Fault

ALIAS_LIMIT: Final = 10_000

_COLON_WITHOUT_SPACE: Final = re.compile(r"[\w-]+:[^\s/]")
_BYTE_ORDER_MARK: Final = "\ufeff"

# PyYAML's event classes are not typed.
_Event: TypeAlias = Any


class _Anchored(NamedTuple):
    """What an alias repeats: a value, the marks inside it by relative path, how deep it nests."""

    value: Value
    marks: tuple[tuple[KeyPath, Mark], ...]
    depth: int


def parse_yaml(text: str, start: int, end: int) -> Metadata:
    """Metadata of YAML in a part of a text. Raises FrontMatterError where nothing can be read.

    Duplicate keys (the first is kept), unknown tags and aliases (the value is kept as written) and
    keys that are no scalars (left out) are faults of the result.
    """
    return read_plain_yaml(text, start, end) or compose_yaml(text, start, end)


def compose_yaml(text: str, start: int, end: int) -> Metadata:
    """The same for YAML of any form."""
    if text.startswith(_BYTE_ORDER_MARK, start, end):
        start += 1  # libyaml would drop it and count on from there
    block = text[start:end]
    disguised, disguise = disguise_breaks(block)
    try:
        composer = _Composer(CBaseLoader(disguised), text, start, disguise)
        values = composer.document()
    except (YAMLError, UnicodeEncodeError) as error:
        raise FrontMatterError(syntax_fault(error, block, start)) from error
    return Metadata(values, composer.marks, tuple(composer.faults))


class _Composer:
    """One run over the events of one text."""

    def __init__(
        self, parser: CBaseLoader, text: str, base: int, disguise: dict[int, str] | None
    ) -> None:
        self._next: Callable[[], _Event] = parser.get_event
        self._text = text
        self._base = base
        self._disguise = disguise
        self._anchors: dict[str | None, _Anchored | None] = {}  # None: still open
        self._expanded = 0
        self._depth = 0
        self.marks: dict[KeyPath, Mark] = {}
        self.faults: list[Fault] = []

    def document(self) -> dict[str, Value]:
        """The mapping of the first document; a second one is a fault."""
        self._next()  # the stream's start
        if type(self._next()) is StreamEndEvent:
            return {}
        root = self._next()
        values: dict[str, Value] = {}
        if type(root) is MappingStartEvent:
            self._anchors[root.anchor] = None
            values = self._mapping(root, ())
        elif not (type(root) is ScalarEvent and root.style == "" and not root.value):
            raise self._not_mapping(root)
        self._next()  # the document's end
        following = self._next()
        if type(following) is DocumentStartEvent:
            self._fault(
                following,
                "a second YAML document begins here and is not read",
                "Join the two, or remove the line.",
            )
        return values

    def _not_mapping(self, root: _Event) -> FrontMatterError:
        if type(root) is SequenceStartEvent:
            return not_mapping(self._at(root), "a list")
        if type(root) is ScalarEvent and _COLON_WITHOUT_SPACE.match(root.value):
            return not_mapping(self._at(root), "text", "Write a space after the colon of each key.")
        return not_mapping(self._at(root), "text")

    def _at(self, event: _Event) -> int:
        index: int = event.start_mark.index
        return index + self._base

    def _fault(self, event: _Event, message: str, hint: str) -> None:
        self.faults.append(Fault(self._at(event), SYNTAX, message, hint))

    def _node(self, event: _Event, path: KeyPath) -> Value:
        kind = type(event)
        if kind is ScalarEvent:
            # Nearly every node: a plain scalar without tag and anchor.
            if event.style == "" and event.tag is None and self._disguise is None:
                value: Value = yaml_scalars.resolve(event.value)
            else:
                value = self._scalar(event)
            if event.anchor:
                self._anchors[event.anchor] = _Anchored(value, (), 0)
            return value
        if kind is AliasEvent:
            return self._alias(event, path)
        build: Callable[[_Event, KeyPath], Value]
        build = self._mapping if kind is MappingStartEvent else self._sequence
        return self._anchor(event, path, build) if event.anchor else build(event, path)

    def _scalar(self, event: _Event) -> str | Scalar:
        text: str = event.value
        if self._disguise:
            text = text.translate(self._disguise)
        tag = event.tag
        plain = event.style == ""
        if tag == "!":  # "no specific one": text, however it looks
            return text
        if tag is not None and yaml_scalars.is_core(tag):
            value = yaml_scalars.resolve_as(tag, text)
            if value is not None:
                return value
            self._fault(
                event,
                f'"{shown(text)}" is not of the type that the tag {yaml_scalars.short(tag)} wants',
                "Remove the tag or correct the value.",
            )
            return text
        if tag is not None:
            self._unknown_tag(event)
        return yaml_scalars.resolve(text) if plain else text

    def _unknown_tag(self, event: _Event) -> None:
        tag = shown(yaml_scalars.short(event.tag))
        self._fault(
            event,
            f'the tag "{tag}" means nothing here; the value is read as if it were not there',
            "Put the value in quotes if the exclamation mark belongs to it, or remove the tag.",
        )

    def _enter(self, event: _Event, kind: str) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise too_deep(self._at(event))
        if event.tag not in (None, "!", "tag:yaml.org,2002:" + kind):
            self._unknown_tag(event)

    def _sequence(self, event: _Event, path: KeyPath) -> Value:
        self._enter(event, "seq")
        items: list[Value] = []
        get, marks, base = self._next, self.marks, self._base
        while type(event := get()) is not SequenceEndEvent:
            inner = (*path, len(items))
            at = event.start_mark.index + base
            marks[inner] = Mark(at, at)
            items.append(self._node(event, inner))
        self._depth -= 1
        return tuple(items)

    def _mapping(self, event: _Event, path: KeyPath) -> dict[str, Value]:
        self._enter(event, "map")
        values: dict[str, Value] = {}
        merged: list[tuple[_Event, Value, dict[KeyPath, Mark]]] = []
        get, marks, base = self._next, self.marks, self._base
        while type(event := get()) is not MappingEndEvent:
            key = self._key(event)
            item = get()
            merging = key == "<<" and _is_merge(event)
            if key is not None and key not in values and not merging:
                inner = (*path, key)
                marks[inner] = Mark(event.start_mark.index + base, item.start_mark.index + base)
                values[key] = self._node(item, inner)
                continue
            with self._scratch_marks() as scratch:
                value = self._node(item, (*path, "<<"))
            if merging:
                merged.append((item, value, scratch))
            elif key is not None:
                first = marks[(*path, key)].key
                self.faults.append(duplicate_key(self._text, key, self._at(event), first))
        for item, value, scratch in merged:
            if not merge(value, scratch, values, marks, path):
                self._fault(
                    item,
                    "<< takes over the keys of a mapping, and this is none; it is left out",
                    "Name a mapping after <<, such as *defaults, or put << in quotes.",
                )
        self._depth -= 1
        return values

    def _key(self, event: _Event) -> str | None:
        """The key as text; None, with a fault, for a list or a mapping."""
        if type(event) is ScalarEvent:
            if event.tag is None and event.anchor is None and self._disguise is None:
                key: str = event.value
                return key
            text: str = event.value.translate(self._disguise) if self._disguise else event.value
            if event.anchor:
                self._anchors[event.anchor] = _Anchored(text, (), 0)
            if event.tag not in (None, "!") and not yaml_scalars.is_core(event.tag):
                self._unknown_tag(event)
            return text
        with self._scratch_marks():
            value = self._node(event, ())
        if isinstance(value, str | Scalar):  # of an alias
            return value if isinstance(value, str) else value.source
        what = "a list" if isinstance(value, tuple) else "a mapping"
        braces = self._text.startswith("{{", self._at(event) - 1)
        self._fault(
            event,
            f"{what} cannot be a key; this entry is left out",
            "Put the value in quotes: two braces are no text in YAML."
            if braces
            else "Write the key as plain text, in quotes if it has brackets.",
        )
        return None

    @contextmanager
    def _scratch_marks(self) -> Iterator[dict[KeyPath, Mark]]:
        """Marks of what is read now are not those of the result."""
        kept, scratch = self.marks, dict[KeyPath, Mark]()
        self.marks = scratch
        try:
            yield scratch
        finally:
            self.marks = kept

    def _anchor(
        self, event: _Event, path: KeyPath, build: Callable[[_Event, KeyPath], Value]
    ) -> Value:
        """Builds a collection and keeps it for aliases."""
        before = len(self.marks)
        self._anchors[event.anchor] = None
        value = build(event, path)
        inside = tuple(
            (inner[len(path) :], mark) for inner, mark in islice(self.marks.items(), before, None)
        )
        self._anchors[event.anchor] = _Anchored(value, inside, _depth(value))
        return value

    def _alias(self, event: _Event, path: KeyPath) -> Value:
        name = event.anchor
        if name not in self._anchors:
            self._fault(
                event,
                f'"*{shown(name)}" repeats a value that is not named anywhere before',
                "Put the value in quotes if the asterisk belongs to it.",
            )
            return f"*{name}"
        anchored = self._anchors[name]
        if anchored is None:
            raise self._bomb(event, f'"*{shown(name)}" repeats the very value that it stands in')
        self._expanded += 1 + len(anchored.marks)
        if self._expanded > ALIAS_LIMIT:
            raise self._bomb(event, f"aliases expand to more than {ALIAS_LIMIT:,} values here")
        if self._depth + anchored.depth > DEPTH_LIMIT:
            raise too_deep(self._at(event))
        for inner, mark in anchored.marks:
            self.marks[path + inner] = mark
        return anchored.value

    def _bomb(self, event: _Event, message: str) -> FrontMatterError:
        hint = "Write the values out instead of repeating them by aliases."
        return FrontMatterError(Fault(self._at(event), "alias-bomb", message, hint))


def _is_merge(event: _Event) -> bool:
    return type(event) is ScalarEvent and event.value == "<<" and event.style == ""


def _depth(value: Value) -> int:
    """How many collections nest in a value, itself counted."""
    if isinstance(value, str | Scalar):
        return 0
    items = value if isinstance(value, tuple) else value.values()
    return 1 + max(map(_depth, items), default=0)
