"""Attributes that an author gave to nodes, in the tree and in HTML."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from app.markdown.attributes import Attributes, properties
from app.markdown.events import Key
from app.markdown.mdast import Node
from app.markdown.renderer import Handlers, Renderer, Start
from app.markdown.sanitise import URL_ATTRIBUTES, Policy

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


def with_attributes(handlers: Handlers, attributes: Mapping[Key, Attributes]) -> Handlers:
    """Return handlers that give blocks and spans these attributes, by where they start."""
    kinds = {kind for kind, _ in attributes} & _TAGS.keys()
    return handlers.extended(
        {kind: _attributed(kind, handlers.starts[kind], attributes) for kind in kinds}
    )


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
    data["hProperties"] = properties(pairs)


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
