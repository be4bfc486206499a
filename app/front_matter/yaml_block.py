"""YAML to metadata: nodes become values, with the place of every key and item."""

from sys import intern
from typing import Final

from yaml import YAMLError

from app.front_matter import yaml_scalars
from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    LineNumbers,
    TextAfterError,
    duplicate_key_fault,
    not_mapping_error,
    repeated_key_fault,
    too_deep_error,
)
from app.front_matter.noncharacters import without_noncharacters
from app.front_matter.values import (
    DEPTH_LIMIT,
    FrontMatter,
    KeyPath,
    Mark,
    Parsed,
    Scalar,
    Value,
    forget,
    holds,
)
from app.front_matter.yaml_faults import follows_document, syntax_fault
from app.front_matter.yaml_nodes import (
    AliasNode,
    CollectionNode,
    Composer,
    Node,
    ScalarNode,
    alias_bomb_error,
    is_plain,
    resolve_alias,
)
from app.problems import Fault, shorten
from app.regex import regex

ALIAS_LIMIT: Final = 10_000
# Of all values and keys that aliases repeat, in characters: each is written out in every answer.
ALIAS_TEXT_LIMIT: Final = 1_000_000

_COLON_WITHOUT_SPACE: Final = regex(r"[\w-]+:[^\s/]")
_BYTE_ORDER_MARK: Final = "\ufeff"
# libyaml keeps YAML 1.1's line breaks. Pasted text contains these characters, which YAML 1.2 reads
# as ordinary ones, so they pass libyaml as private-use characters.
_FORMER_BREAKS: Final = "\x85\u2028\u2029"
_PRIVATE_USE: Final = range(0xE000, 0xF900)


@without_noncharacters
def read_yaml(text: str, start: int = 0, *, keep_last: bool = False) -> Parsed:
    """Return the front matter in a text from an offset on, and faults. Raises FrontMatterError.

    Duplicate keys (the first is kept unless `keep_last`), unknown tags and aliases (the value is
    kept as written) and keys that are collections (left out) are faults of the result.
    """
    if text.startswith(_BYTE_ORDER_MARK, start):
        start += 1  # libyaml drops the mark and counts from the character after it
    block = text[start:]
    disguise = _disguise(block)
    try:
        composer = Composer(block.translate(disguise) if disguise else block, start)
        root = composer.document()
    except (YAMLError, UnicodeEncodeError) as error:
        fault = syntax_fault(error, block, start)
        if follows_document(error, block):
            raise TextAfterError(fault, fault.offset) from error
        raise FrontMatterError(fault) from error
    characters = {ord(disguise[key]): chr(key) for key in disguise}
    builder = _Builder(text, start, characters, keep_last=keep_last)
    values = builder.document(root)
    faults = sorted((*composer.faults, *builder.faults), key=lambda fault: fault.offset)
    return FrontMatter(values, builder.marks, len(text)), tuple(faults)


def _disguise(block: str) -> dict[int, str]:
    """Return unused private-use characters for former line breaks; empty if there are none."""
    if block.isascii() or not any(character in block for character in _FORMER_BREAKS):
        return {}
    unused = (chr(code) for code in _PRIVATE_USE if chr(code) not in block)
    return dict(zip(map(ord, _FORMER_BREAKS), unused, strict=False))


class _Builder:
    """Builds the values of one document."""

    def __init__(self, text: str, base: int, disguise: dict[int, str], *, keep_last: bool) -> None:
        self._text = text
        self._lines = LineNumbers(text)
        self._base = base
        self._disguise = disguise
        self._keep_last = keep_last
        # The outermost alias that is being expanded, and how many values all of them made, of how
        # many characters.
        self._alias: Node | None = None
        self._expanded = self._expanded_text = 0
        self.marks: dict[KeyPath, Mark] = {}
        # In order, each once: an alias builds its target again.
        self.faults: dict[Fault, None] = {}

    def document(self, root: Node | None) -> dict[str, Value]:
        """Return the mapping that a document is. Raises FrontMatterError if it is not one."""
        if root is None:
            return {}
        node = resolve_alias(root)
        if isinstance(node, CollectionNode):
            return self._mapping(node, ())
        if is_plain(node, ""):
            return {}
        if _COLON_WITHOUT_SPACE.match(node.value):
            hint = "Write a space after the colon of each key."
            raise not_mapping_error(self._offset(node), "text", hint)
        raise not_mapping_error(self._offset(node), "text")

    def _offset(self, node: Node) -> int:
        return node.start_mark.index + self._base

    def _fault(self, node: Node, message: str, hint: str) -> None:
        self.faults[Fault(self._offset(node), SYNTAX, message, hint)] = None

    def _value(self, node: Node, path: KeyPath) -> Value:
        if isinstance(node, AliasNode):
            outer, self._alias = self._alias, self._alias or node
            value = self._value(node.target, path)
            self._alias = outer
            return value
        if not isinstance(node, CollectionNode):
            if self._alias is not None:
                self._count_expanded(node, len(node.value))
            return self._scalar(node)
        if self._alias is not None:
            self._count_expanded(node)
        return self._mapping(node, path) if node.is_mapping else self._sequence(node, path)

    def _count_expanded(self, node: Node, characters: int = 0, values: int = 1) -> None:
        """Count what an alias repeats: a node. Raises FrontMatterError if that is too much."""
        self._expanded += values
        self._expanded_text += characters
        if self._expanded > ALIAS_LIMIT:
            limit = f"{ALIAS_LIMIT:,} values"
        elif self._expanded_text > ALIAS_TEXT_LIMIT:
            limit = f"{ALIAS_TEXT_LIMIT:,} characters"
        else:
            return
        message = f"aliases expand to more than {limit} here"
        raise alias_bomb_error(self._offset(self._alias or node), message)

    def _scalar(self, node: ScalarNode) -> str | Scalar:
        text = node.value.translate(self._disguise) if self._disguise else node.value
        tag = node.tag
        if tag is None:
            return yaml_scalars.resolve(text) if node.style == "" else text
        if tag == "!":  # the non-specific tag: text, however it looks
            return text
        if yaml_scalars.is_core(tag):
            value = yaml_scalars.resolve_as(tag, text)
            if value is None:
                message = f'"{shorten(text)}" does not fit the tag {yaml_scalars.short(tag)}'
                self._fault(node, message, "Remove the tag or correct the value.")
                return text
            return value
        self._check_tag(node)
        return yaml_scalars.resolve(text) if node.style == "" else text

    def _check_tag(self, node: ScalarNode | CollectionNode, known: str = "!") -> None:
        if node.tag not in (None, "!", known):
            tag = shorten(yaml_scalars.short(str(node.tag)))
            self._fault(
                node,
                f'the tag "{tag}" is unknown; the value is read without it',
                "Put the value in quotes if the exclamation mark belongs to it, or remove the tag.",
            )

    def _check_collection(self, node: CollectionNode, path: KeyPath, tag: str) -> None:
        if len(path) >= DEPTH_LIMIT:
            raise too_deep_error(self._offset(self._alias or node))
        self._check_tag(node, tag)

    def _sequence(self, node: CollectionNode, path: KeyPath) -> Value:
        self._check_collection(node, path, yaml_scalars.SEQUENCE_TAG)
        items: list[Value] = []
        for index, child in enumerate(node.children):
            inner = (*path, index)
            offset = child.start_mark.index + self._base
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

        `merges` is how many `<<` lead to this mapping. If any do, values that are there stay.
        """
        self._check_collection(node, path, yaml_scalars.MAPPING_TAG)
        base, marks = self._base, self.marks
        merged: list[Node] = []
        for key_node, child in node.pairs():
            key = self._key(key_node)
            if key is not None and (self._alias is not None or isinstance(key_node, AliasNode)):
                self._count_expanded(key_node, len(key), 0)
            if key == "<<" and _is_merge_key(key_node):
                merged.append(child)
            elif key is None:
                continue
            elif key not in values:
                inner = (*path, key)
                marks[inner] = Mark(key_node.start_mark.index + base, child.start_mark.index + base)
                values[key] = self._value(child, inner)
            elif merges:
                self._count_expanded(child)
            elif self._keep_last:
                self._replace(values, (*path, key), key_node, child)
            else:
                first = self._lines[marks[*path, key].key]
                fault = duplicate_key_fault(key, self._offset(key_node), first)
                self.faults[fault] = None
        for child in merged:
            self._merge(values, child, path, merges + 1)

    def _replace(
        self, values: dict[str, Value], path: KeyPath, key_node: Node, child: Node
    ) -> None:
        """Set the value of a key that has one, and its marks instead of those of the first."""
        key, marks = str(path[-1]), self.marks
        offset, first = self._offset(key_node), self._lines[marks[path].key]
        before = values[key]
        forget(marks, path, before)
        marks[path] = Mark(offset, self._offset(child))
        values[key] = self._value(child, path)
        if not holds(values[key], before):
            self.faults[repeated_key_fault(key, offset, first)] = None

    def _merge(self, values: dict[str, Value], node: Node, path: KeyPath, merges: int) -> None:
        """Add what `<<` takes over (https://yaml.org/type/merge.html): a mapping or a list of them.

        YAML 1.2 no longer has this key; authors still use it.
        """
        if merges > DEPTH_LIMIT:
            raise too_deep_error(self._offset(node))
        target = resolve_alias(node)
        sources = [node]
        if isinstance(target, CollectionNode) and not target.is_mapping:
            sources = target.children
        outer, self._alias = self._alias, self._alias or node
        for source in map(resolve_alias, sources):
            self._count_expanded(node)
            if isinstance(source, CollectionNode) and source.is_mapping:
                self._fill(values, source, path, merges)
            else:
                self._fault(
                    node,
                    "<< takes over the keys of a mapping, and this is not one; it is left out",
                    "Name a mapping after <<, such as *defaults, or put << in quotes.",
                )
        self._alias = outer

    def _key(self, node: Node) -> str | None:
        """Return the text of a key: the source of a scalar. None, with a fault, for collections."""
        target = node.target if isinstance(node, AliasNode) else node
        if isinstance(target, CollectionNode):
            kind = "a mapping" if target.is_mapping else "a list"
            if self._text.startswith("{{", self._offset(node) - 1):
                hint = "Put the value in quotes: YAML reads two braces as a mapping."
            else:
                hint = "Write the key as plain text, in quotes if it contains brackets."
            self._fault(node, f"{kind} cannot be a key; this entry is left out", hint)
            return None
        if target.tag is not None and not yaml_scalars.is_core(target.tag):
            self._check_tag(target)
        # Documents have the same keys: one string each takes less memory, and less time between
        # processes.
        return intern(target.value.translate(self._disguise) if self._disguise else target.value)


def _is_merge_key(node: Node) -> bool:
    return not isinstance(node, CollectionNode | AliasNode) and is_plain(node, "<<")
