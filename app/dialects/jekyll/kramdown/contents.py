"""The table of contents that replaces a list with `{:toc}`.

Specification: https://kramdown.gettalong.org/converter/html.html#toc.
"""

from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

from app.markdown.attributes import properties
from app.markdown.headings import Heading
from app.markdown.mdast import Node
from app.markdown.state import escape_text

_ID: Final = "markdown-toc"
# A table may be as long as the page.
_MAX_TABLES: Final = 4
_SPANS: Final = {"emphasis": "em", "strong": "strong", "delete": "del"}


class _Listed(NamedTuple):
    """A heading with its content."""

    heading: Heading
    children: list[Node]


class _Table:
    """A place for the table: the empty pieces of HTML and of text that it fills, and its node."""

    def __init__(
        self,
        html: list[str],
        plain: list[str],
        siblings: list[Node],
        pairs: list[tuple[str, str]],
        *,
        ordered: bool,
    ) -> None:
        self.id = next((value for name, value in pairs if name == "id"), _ID)
        self._html, self._html_index = html, len(html)
        self._plain, self._plain_index = plain, len(plain)
        self._siblings = siblings
        self._pairs = [pair for pair in pairs if pair[0] != "id"]
        self._tag = "ol" if ordered else "ul"
        self._node = self._list_node()
        html.append("")
        plain.append("")
        siblings.append(self._node)

    def fill(self, headings: Sequence[_Listed]) -> None:
        if not headings:
            self._siblings[:] = [node for node in self._siblings if node is not self._node]
            return
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self._pairs)
        items = self._items(headings, self._node)
        self._html[self._html_index] = (
            f'<{self._tag}{attributes} id="{escape(self.id)}">\n{items}</{self._tag}>\n'
        )
        titles = "\n".join(listed.heading.title for listed in headings)
        self._plain[self._plain_index] = f"{titles}\n\n"
        self._node["data"] = {"hProperties": properties([("id", self.id), *self._pairs])}

    def _items(self, headings: Sequence[_Listed], list_node: Node) -> str:
        """Add an item for each heading to a list, with a list of the deeper headings below it.

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
            list_node["children"].append(
                {"type": "listItem", "spread": False, "checked": None, "children": content}
            )
            identity = escape(heading.id)
            pieces.append(f'<li><a href="#{identity}" id="{escape(self.id)}-{identity}">{html}</a>')
            if index > first:
                content.append(self._list_node())
                items = self._items(headings[first:index], content[-1])
                pieces.append(f"\n<{self._tag}>\n{items}</{self._tag}>\n")
            pieces.append("</li>\n")
        return "".join(pieces)

    def _list_node(self) -> Node:
        ordered = self._tag == "ol"
        start = 1 if ordered else None
        return {"type": "list", "ordered": ordered, "start": start, "spread": False, "children": []}


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
        """Reserve a place for a table with these attributes at the end of what is given."""
        if len(self._tables) < _MAX_TABLES:
            self._tables.append(_Table(html, plain, children, pairs, ordered=ordered))

    def add(self, heading: Heading, children: list[Node]) -> None:
        """Add a heading with its content."""
        if heading.depth in self._levels:
            self._headings.append(_Listed(heading, children))

    def write(self) -> set[str]:
        """Fill the places, and return the anchors in them."""
        for table in self._tables:
            table.fill(self._headings)
        if not self._headings:
            return set()
        ids = {table.id for table in self._tables}
        return ids | {f"{name}-{heading.id}" for name in ids for heading, _ in self._headings}


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
