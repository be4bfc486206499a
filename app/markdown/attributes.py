"""Attributes that an author gives to a block or a span, in the tree and in HTML."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final, NamedTuple

from app.markdown.clobbering import safe_id
from app.markdown.events import Key
from app.markdown.mdast import Node
from app.markdown.renderer import Handlers, Renderer, Start
from app.markdown.sanitise import URL_ATTRIBUTES, Policy
from app.regex import regex

# Allowed in an id without quoting or escaping.
_PLAIN_ID: Final = regex("[^\\s&<>\"']+")
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


class Attributes(NamedTuple):
    """An id, classes and other attributes. `references` name kramdown's definitions of more."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, value: str) -> "Attributes":
        """Return one attribute; an id that would need escaping is dropped."""
        if name == "id":
            return cls(id=safe_id(value) if _PLAIN_ID.fullmatch(value) else None)
        if name == "class":
            return cls(classes=tuple(value.split()))
        return cls(others=((name, value),))

    def extended(self, later: "Attributes") -> "Attributes":
        """Return both; later values replace earlier ones, and classes add up."""
        return Attributes(
            later.id or self.id,
            self.classes + later.classes,
            tuple(dict(self.others + later.others).items()),
            self.references + later.references,
        )

    def completed(self, other: "Attributes") -> "Attributes":
        """Return these attributes, with those of `other` that are missing here."""
        return Attributes(
            self.id or other.id,
            self.classes or other.classes,
            tuple((dict(other.others) | dict(self.others)).items()),
        )

    def mapped(self, value_of: Callable[[str], str]) -> "Attributes":
        """Return the attributes with each value replaced by what `value_of` returns for it."""
        return Attributes(
            Attributes.of("id", value_of(self.id)).id if self.id else None,
            tuple(name for value in self.classes for name in value_of(value).split()),
            tuple((name, value_of(value)) for name, value in self.others),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values as an HTML element has them."""
        pairs = [("id", self.id)] if self.id else []
        if self.classes:
            pairs.append(("class", " ".join(self.classes)))
        return [*pairs, *self.others]


NO_ATTRIBUTES: Final = Attributes()


def properties(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return attributes as `data.hProperties` of a node, in the unified ecosystem's names."""
    return {
        "className" if name == "class" else name: value.split() if name == "class" else value
        for name, value in pairs
    }


def with_attributes(handlers: Handlers, attributes: Mapping[Key, Attributes]) -> Handlers:
    """Return handlers that give blocks and spans these attributes, by where they start."""
    kinds = {kind for kind, _ in attributes} & _TAGS.keys()
    starts = {kind: _attributed(kind, handlers.starts[kind], attributes) for kind in kinds}
    return handlers._replace(starts=handlers.starts | starts)


def _attributed(kind: str, start_node: Start, attributes: Mapping[Key, Attributes]) -> Start:
    named: set[int] = set()

    def start_with_attributes(page: Renderer, detail: Any, start: int) -> None:
        start_node(page, detail, start)
        given = attributes.get((kind, start))
        frame = page.stack[-1]
        if given is None or frame.kind == "suppressed" or frame.node is None:
            return
        if start in named:
            # A component may be several nodes of one kind that start together.
            given = given._replace(id=None)
        named.add(start)
        tag = "ol" if kind == "List" and detail is not None else _TAGS[kind]
        give(page, given, tag, frame.node, page.ids.get((kind, start)))

    return start_with_attributes


def give(
    page: Renderer, given: Attributes, tag: str, node: Node, identity: str | None = None
) -> None:
    """Give attributes to the element that began last in HTML, and to its node.

    `identity` is the id in place of the one that was given.
    """
    if identity and given.id:
        given = given._replace(id=identity)
    pairs = allowed(page.policy, tag, given)
    if not pairs:
        return
    index = len(page.html) - 1
    while f"<{tag}" not in page.html[index]:
        index -= 1
    page.html[index] = tag_with_attributes(page.html[index], tag, pairs)
    data = node.setdefault("data", {"target": None} if tag == "a" else {})
    data["hProperties"] = {**data.get("hProperties", {}), **properties(pairs)}


def allowed(policy: Policy | None, tag: str, given: Attributes) -> list[tuple[str, str]]:
    """Return the attributes that an element of this name may have."""
    return [
        (name, value)
        for name, value in given.pairs()
        if policy is None or (policy.lets_through(tag, name, value) and name not in URL_ATTRIBUTES)
    ]


def tag_with_attributes(opening: str, tag: str, pairs: list[tuple[str, str]]) -> str:
    """Return an opening tag with more attributes; those that it has count."""
    begin = opening.index(f"<{tag}") + len(tag) + 1
    present = opening[begin : opening.index(">", begin)]
    added = "".join(
        f' {name}="{escape(value)}"' for name, value in pairs if f' {name}="' not in present
    )
    return f"{opening[:begin]}{added}{opening[begin:]}"
