"""YAML to metadata: nodes become values, with the place of every key and item."""

import re
from typing import Final

from yaml import YAMLError
from yaml.events import ScalarEvent

from app.front_matter import yaml_scalars
from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    duplicate_key_fault,
    not_mapping_error,
    too_deep_error,
)
from app.front_matter.values import DEPTH_LIMIT, KeyPath, Mark, Metadata, Scalar, Value
from app.front_matter.yaml_breaks import disguise_breaks
from app.front_matter.yaml_faults import syntax_fault
from app.front_matter.yaml_nodes import (
    AliasNode,
    CollectionNode,
    Event,
    Node,
    alias_bomb_error,
    compose,
    event_of,
    resolve_alias,
)
from app.problems import Fault, shorten

ALIAS_LIMIT: Final = 10_000

_COLON_WITHOUT_SPACE: Final = re.compile(r"[\w-]+:[^\s/]")
_BYTE_ORDER_MARK: Final = "\ufeff"


def parse_yaml(text: str, start: int = 0) -> Metadata:
    """Return the metadata in a text from an offset on. Raises FrontMatterError.

    Duplicate keys (the first is kept), unknown tags and aliases (the value is kept as written) and
    keys that are collections (left out) are faults of the result.
    """
    if text.startswith(_BYTE_ORDER_MARK, start):
        start += 1  # libyaml drops the mark and counts from the character after it
    block = text[start:]
    disguised, disguise = disguise_breaks(block)
    try:
        root, faults = compose(disguised, start)
    except (YAMLError, UnicodeEncodeError) as error:
        raise FrontMatterError(syntax_fault(error, block, start)) from error
    builder = _Builder(text, start, disguise)
    values = builder.document(root)
    faults.extend(builder.faults)
    faults.sort(key=lambda fault: fault.offset)
    return Metadata(values, builder.marks, tuple(faults))


class _Builder:
    """Builds the values of one document."""

    def __init__(self, text: str, base: int, disguise: dict[int, str] | None) -> None:
        self._text = text
        self._base = base
        self._disguise = disguise
        # The outermost alias whose target is being built, and how many values all aliases made.
        self._alias: Event | None = None
        self._expanded = 0
        self.marks: dict[KeyPath, Mark] = {}
        # In order, each once: an alias builds its target again.
        self.faults: dict[Fault, None] = {}

    def document(self, root: Node | None) -> dict[str, Value]:
        """Return the mapping that a document is. Raises FrontMatterError if it is not one."""
        if root is None:
            return {}
        if isinstance(root, CollectionNode) and root.is_mapping:
            return self._mapping(root, ())
        event = event_of(root)
        if isinstance(root, CollectionNode):
            raise not_mapping_error(self._offset(event), "a list")
        if type(root) is ScalarEvent:
            if event.style == "" and not event.value:
                return {}
            if _COLON_WITHOUT_SPACE.match(event.value):
                hint = "Write a space after the colon of each key."
                raise not_mapping_error(self._offset(event), "text", hint)
        raise not_mapping_error(self._offset(event), "text")

    def _offset(self, event: Event) -> int:
        index: int = event.start_mark.index
        return index + self._base

    def _fault(self, event: Event, message: str, hint: str) -> None:
        self.faults[Fault(self._offset(event), SYNTAX, message, hint)] = None

    def _value(self, node: Node, path: KeyPath) -> Value:
        if type(node) is AliasNode:
            if node.target is None:
                return f"*{node.event.anchor}"
            outer, self._alias = self._alias, self._alias or node.event
            value = self._value(node.target, path)
            self._alias = outer
            return value
        if self._alias is not None:
            self._count_expanded()
        if type(node) is CollectionNode:
            return self._mapping(node, path) if node.is_mapping else self._sequence(node, path)
        event: Event = node
        # Nearly all scalars are plain, without a tag.
        if event.style == "" and event.tag is None and self._disguise is None:
            return yaml_scalars.resolve(event.value)
        return self._scalar(event)

    def _count_expanded(self) -> None:
        self._expanded += 1
        if self._expanded > ALIAS_LIMIT:
            message = f"aliases expand to more than {ALIAS_LIMIT:,} values here"
            raise alias_bomb_error(self._offset(self._alias), message)

    def _scalar(self, event: Event) -> str | Scalar:
        text: str = event.value
        if self._disguise:
            text = text.translate(self._disguise)
        tag = event.tag
        if tag == "!":  # the non-specific tag: text, however it looks
            return text
        if tag is not None and yaml_scalars.is_core(tag):
            value = yaml_scalars.resolve_as(tag, text)
            if value is not None:
                return value
            message = f'"{shorten(text)}" does not fit the tag {yaml_scalars.short(tag)}'
            self._fault(event, message, "Remove the tag or correct the value.")
            return text
        self._check_tag(event)
        return yaml_scalars.resolve(text) if event.style == "" else text

    def _check_tag(self, event: Event, *known: str) -> None:
        if event.tag not in (None, "!", *known):
            tag = shorten(yaml_scalars.short(event.tag))
            self._fault(
                event,
                f'the tag "{tag}" is unknown; the value is read without it',
                "Put the value in quotes if the exclamation mark belongs to it, or remove the tag.",
            )

    def _enter(self, node: CollectionNode, path: KeyPath, tag: str) -> None:
        if len(path) >= DEPTH_LIMIT:
            raise too_deep_error(self._offset(self._alias or node.event))
        self._check_tag(node.event, tag)

    def _sequence(self, node: CollectionNode, path: KeyPath) -> Value:
        self._enter(node, path, yaml_scalars.SEQUENCE_TAG)
        items: list[Value] = []
        for index, child in enumerate(node.children):
            inner = (*path, index)
            offset = event_of(child).start_mark.index + self._base
            self.marks[inner] = Mark(offset, offset)
            items.append(self._value(child, inner))
        return tuple(items)

    def _mapping(self, node: CollectionNode, path: KeyPath) -> dict[str, Value]:
        values: dict[str, Value] = {}
        self._fill(values, node, path)
        return values

    def _fill(
        self, values: dict[str, Value], node: CollectionNode, path: KeyPath, merges: int = 0
    ) -> None:
        """Add the pairs of a mapping, then those that its `<<` takes over from others.

        `merges` is how many `<<` lead to this mapping. If any do, keys that are there stay.
        """
        self._enter(node, path, yaml_scalars.MAPPING_TAG)
        merged: list[Node] = []
        for key_node, child in node.pairs():
            if type(key_node) is ScalarEvent and key_node.value == "<<" and key_node.style == "":
                merged.append(child)
                continue
            key = self._key(key_node)
            if key is None:
                continue
            key_offset = event_of(key_node).start_mark.index + self._base
            inner = (*path, key)
            if key not in values:
                self.marks[inner] = Mark(key_offset, event_of(child).start_mark.index + self._base)
                values[key] = self._value(child, inner)
            elif merges:
                self._count_expanded()
            else:
                first = self.marks[inner].key
                self.faults[duplicate_key_fault(self._text, key, key_offset, first)] = None
        for child in merged:
            self._merge(values, child, path, merges + 1)

    def _merge(self, values: dict[str, Value], node: Node, path: KeyPath, merges: int) -> None:
        """Add what `<<` takes over (https://yaml.org/type/merge.html): a mapping or a list of them.

        YAML 1.2 no longer has this key; authors still use it.
        """
        if merges > DEPTH_LIMIT:
            raise too_deep_error(self._offset(event_of(node)))
        outer, self._alias = self._alias, self._alias or event_of(node)
        target = resolve_alias(node)
        sources = [node]
        if isinstance(target, CollectionNode) and not target.is_mapping:
            sources = target.children
        for source in map(resolve_alias, sources):
            self._count_expanded()
            if isinstance(source, CollectionNode) and source.is_mapping:
                self._fill(values, source, path, merges)
            else:
                self._fault(
                    event_of(node),
                    "<< takes over the keys of a mapping, and this is not one; it is left out",
                    "Name a mapping after <<, such as *defaults, or put << in quotes.",
                )
        self._alias = outer

    def _key(self, node: Node) -> str | None:
        """Return the text of a key: the source of a scalar. None, with a fault, for collections."""
        target = resolve_alias(node)
        event = event_of(node)
        if target is None:
            return f"*{event.anchor}"
        if isinstance(target, CollectionNode):
            kind = "a mapping" if target.is_mapping else "a list"
            if self._text.startswith("{{", self._offset(event) - 1):
                hint = "Put the value in quotes: YAML reads two braces as a mapping."
            else:
                hint = "Write the key as plain text, in quotes if it contains brackets."
            self._fault(event, f"{kind} cannot be a key; this entry is left out", hint)
            return None
        scalar: Event = target
        if scalar.tag is not None and not yaml_scalars.is_core(scalar.tag):
            self._check_tag(scalar)
        text: str = scalar.value
        return text.translate(self._disguise) if self._disguise else text
