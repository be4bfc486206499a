"""The table of contents that replaces a list with `{:toc}`.

Specification: https://kramdown.gettalong.org/converter/html.html#toc.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final, NamedTuple

from app.markdown.attributes import properties
from app.markdown.headings import Heading
from app.markdown.mdast import Node
from app.markdown.renderer import escape_text

_ID: Final = "markdown-toc"
# A table may be as long as the page.
_MAX_TABLES: Final = 4
_SPANS: Final = {"emphasis": "em", "strong": "strong", "delete": "del"}


class _Listed(NamedTuple):
    heading: Heading
    children: list[Node]


class Contents:
    """The headings of a body, and the places of its tables of contents."""

    def __init__(self, levels: frozenset[int]) -> None:
        self._levels = levels
        self._headings: list[_Listed] = []
        self._tables: list[Callable[[], set[str]]] = []

    def stand(
        self,
        html: list[str],
        plain: list[str],
        children: list[Node],
        pairs: list[tuple[str, str]],
        *,
        ordered: bool,
    ) -> None:
        """Reserve a place for a table with these attributes at the end of these lists."""
        if len(self._tables) == _MAX_TABLES:
            return
        identity = dict(pairs).get("id", _ID)
        others = [pair for pair in pairs if pair[0] != "id"]
        node, tag = _list_node(ordered=ordered)
        html_at, plain_at = len(html), len(plain)
        html.append("")
        plain.append("")
        children.append(node)

        def write() -> set[str]:
            if not self._headings:
                children[:] = [child for child in children if child is not node]
                return set()
            items = _items(self._headings, node, tag, identity)
            attributes = "".join(
                f' {name}="{escape(value)}"' for name, value in (*others, ("id", identity))
            )
            html[html_at] = f"<{tag}{attributes}>\n{items}</{tag}>\n"
            titles = "\n".join(heading.title for heading, _ in self._headings)
            plain[plain_at] = f"{titles}\n\n"
            node["data"] = {"hProperties": properties([("id", identity), *others])}
            return {identity, *(f"{identity}-{heading.id}" for heading, _ in self._headings)}

        self._tables.append(write)

    def add(self, heading: Heading, children: list[Node]) -> None:
        """Add a heading with its content."""
        if heading.depth in self._levels:
            self._headings.append(_Listed(heading, children))

    def write(self) -> set[str]:
        """Fill the places, and return the anchors in them."""
        return set().union(*(write() for write in self._tables))


def _items(headings: Sequence[_Listed], list_node: Node, tag: str, table_id: str) -> str:
    """Add an item for each heading to a list, with a list of the deeper ones that follow it.

    Returns the items as HTML.
    """
    pieces: list[str] = []
    index = 0
    while index < len(headings):
        (heading, children), first = headings[index], index + 1
        index = first
        while index < len(headings) and headings[index].heading.depth > heading.depth:
            index += 1
        text, html = _without_links(children)
        link = {"type": "link", "title": None, "url": f"#{heading.id}", "children": text}
        content: list[Node] = [{"type": "paragraph", "children": [link]}]
        item = {"type": "listItem", "spread": False, "checked": None, "children": content}
        list_node["children"].append(item)
        identity = escape(heading.id)
        html = f'<a href="#{identity}" id="{escape(table_id)}-{identity}">{html}</a>'
        if index > first:
            inner, _ = _list_node(ordered=list_node["ordered"])
            content.append(inner)
            deeper = _items(headings[first:index], inner, tag, table_id)
            html += f"\n<{tag}>\n{deeper}</{tag}>\n"
        pieces.append(f"<li>{html}</li>\n")
    return "".join(pieces)


def _list_node(*, ordered: bool) -> tuple[Node, str]:
    """Return an empty list, and its tag."""
    start, tag = (1, "ol") if ordered else (None, "ul")
    node = {"type": "list", "ordered": ordered, "start": start, "spread": False, "children": []}
    return node, tag


def _without_links(children: list[Node]) -> tuple[list[Node], str]:
    """Return the content of a heading such that it may stand in a link, as nodes and as HTML."""
    nodes: list[Node] = []
    pieces: list[str] = []
    for child in children:
        kind = child["type"]
        if kind in {"text", "inlineCode"}:
            nodes.append(child)
            text = escape_text(child["value"])
            pieces.append(text if kind == "text" else f"<code>{text}</code>")
        elif kind == "link" or kind in _SPANS:
            inner, html = _without_links(child["children"])
            nodes += inner if kind == "link" else [{"type": kind, "children": inner}]
            tag = _SPANS.get(kind)
            pieces.append(f"<{tag}>{html}</{tag}>" if tag else html)
    return nodes, "".join(pieces)
