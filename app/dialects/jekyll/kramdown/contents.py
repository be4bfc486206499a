"""The table of contents that replaces a list with `{:toc}`.

Specification: https://kramdown.gettalong.org/converter/html.html#toc.
"""

from collections.abc import Sequence
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


class _Table(NamedTuple):
    """A place for the table: lists of pieces with the index of an empty one, and its node."""

    html: list[str]
    html_index: int
    plain: list[str]
    plain_index: int
    siblings: list[Node]
    node: Node
    pairs: list[tuple[str, str]]


class Contents:
    """The headings of a body, and the places of its tables of contents."""

    def __init__(self, levels: frozenset[int]) -> None:
        self._levels = levels
        self._headings: list[_Listed] = []
        self._tables: list[_Table] = []

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
        if len(self._tables) < _MAX_TABLES:
            pairs = [("id", _ID), *pairs]
            pairs = [*(pair for pair in pairs if pair[0] != "id"), ("id", dict(pairs)["id"])]
            node = _list_node(ordered=ordered)
            table = _Table(html, len(html), plain, len(plain), children, node, pairs)
            self._tables.append(table)
            html.append("")
            plain.append("")
            children.append(node)

    def add(self, heading: Heading, children: list[Node]) -> None:
        """Add a heading with its content."""
        if heading.depth in self._levels:
            self._headings.append(_Listed(heading, children))

    def write(self) -> set[str]:
        """Fill the places, and return the anchors in them."""
        anchors: set[str] = set()
        titles = "\n".join(heading.title for heading, _ in self._headings)
        for table in self._tables:
            if not self._headings:
                table.siblings[:] = [node for node in table.siblings if node is not table.node]
                continue
            identity = dict(table.pairs)["id"]
            items = _items(self._headings, table.node, identity)
            tag = _tag(table.node)
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in table.pairs)
            table.html[table.html_index] = f"<{tag}{attributes}>\n{items}</{tag}>\n"
            table.plain[table.plain_index] = f"{titles}\n\n"
            pairs = [table.pairs[-1], *table.pairs[:-1]]
            table.node["data"] = {"hProperties": properties(pairs)}
            anchors |= {identity, *(f"{identity}-{heading.id}" for heading, _ in self._headings)}
        return anchors


def _items(headings: Sequence[_Listed], list_node: Node, table_id: str) -> str:
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
            content.append(_list_node(ordered=list_node["ordered"]))
            tag = _tag(list_node)
            deeper = _items(headings[first:index], content[-1], table_id)
            html += f"\n<{tag}>\n{deeper}</{tag}>\n"
        pieces.append(f"<li>{html}</li>\n")
    return "".join(pieces)


def _list_node(*, ordered: bool) -> Node:
    start = 1 if ordered else None
    return {"type": "list", "ordered": ordered, "start": start, "spread": False, "children": []}


def _tag(list_node: Node) -> str:
    return "ol" if list_node["ordered"] else "ul"


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
