"""The table of contents that stands where `{:toc}` asks for it.

Specification: https://kramdown.gettalong.org/converter/html.html#toc.
"""

from html import escape
from typing import Final

from app.markdown.attributes import properties
from app.markdown.headings import Heading
from app.markdown.mdast import Node
from app.markdown.renderer import escape_text

_ID: Final = "markdown-toc"
# It may be as long as the page.
_MOST: Final = 4
_MARKS: Final = {"emphasis": "em", "strong": "strong", "delete": "del"}


class _Place:
    """Where a table of contents is to stand: in the HTML, in the text and in the tree."""

    def __init__(
        self,
        html: list[str],
        plain: list[str],
        children: list[Node],
        pairs: list[tuple[str, str]],
        *,
        ordered: bool,
    ) -> None:
        self.html, self.plain, self.children = html, plain, children
        self.pairs = [pair for pair in pairs if pair[0] != "id"]
        self.id = next((value for name, value in pairs if name == "id"), _ID)
        self.tag = "ol" if ordered else "ul"
        self.at = (len(html), len(plain), len(children))
        html.append("")
        plain.append("")
        children.append({})


class Contents:
    """A table of contents as it grows, with the places where it is to stand."""

    def __init__(self, levels: frozenset[int]) -> None:
        self._levels = levels
        self._headings: list[tuple[Heading, list[Node]]] = []
        self._places: list[_Place] = []

    def stand(
        self,
        html: list[str],
        plain: list[str],
        children: list[Node],
        pairs: list[tuple[str, str]],
        *,
        ordered: bool,
    ) -> None:
        """The table is to stand here, an element with these attributes."""
        if len(self._places) < _MOST:
            self._places.append(_Place(html, plain, children, pairs, ordered=ordered))

    def add(self, heading: Heading, children: list[Node]) -> None:
        """A heading that is listed, with what is in it."""
        if heading.depth in self._levels:
            self._headings.append((heading, children))

    def write(self) -> set[str]:
        """Put the table where it is to stand; the anchors that it has."""
        anchors: set[str] = set()
        # From behind, so that nothing moves what is still to be filled.
        for place in reversed(self._places):
            html_at, plain_at, child_at = place.at
            if not self._headings:
                del place.children[child_at]
                continue
            node, html = self._list(place)
            place.children[child_at] = node
            place.html[html_at] = html
            place.plain[plain_at] = "\n".join(each.title for each, _ in self._headings) + "\n\n"
            anchors.add(place.id)
            anchors.update(f"{place.id}-{heading.id}" for heading, _ in self._headings)
        return anchors

    def _list(self, place: _Place) -> tuple[Node, str]:
        tag = place.tag
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in place.pairs)
        pieces: list[str] = [f'<{tag}{attributes} id="{escape(place.id)}">\n']
        root = _new_list(tag)
        root["data"] = {"hProperties": properties([("id", place.id), *place.pairs])}
        open_items: list[tuple[int, Node]] = []
        for heading, children in self._headings:
            deeper = not open_items or open_items[-1][0] < heading.depth
            if open_items and deeper:
                open_items[-1][1]["children"].append(_new_list(tag))
                pieces.append(f"\n<{tag}>\n")
            while open_items and open_items[-1][0] >= heading.depth:
                open_items.pop()
                # The list that this one was in ends as well, where the heading is not of it.
                pieces.append("</li>\n")
                if open_items and open_items[-1][0] >= heading.depth:
                    pieces.append(f"</{tag}>\n")
            lists = open_items[-1][1]["children"][-1] if open_items else root
            text, html = _unlinked(children)
            link = {"type": "link", "title": None, "url": f"#{heading.id}", "children": text}
            item: Node = {
                "type": "listItem",
                "spread": False,
                "checked": None,
                "children": [{"type": "paragraph", "children": [link]}],
            }
            lists["children"].append(item)
            prefix, identity = escape(place.id), escape(heading.id)
            pieces.append(f'<li><a href="#{identity}" id="{prefix}-{identity}">{html}</a>')
            open_items.append((heading.depth, item))
        while open_items:
            open_items.pop()
            pieces.append(f"</li>\n</{tag}>\n")
        return root, "".join(pieces)


def _new_list(tag: str) -> Node:
    start = 1 if tag == "ol" else None
    return {"type": "list", "ordered": tag == "ol", "start": start, "spread": False, "children": []}


def _unlinked(children: list[Node]) -> tuple[list[Node], str]:
    """What is in a heading, as it may stand in a link."""
    nodes: list[Node] = []
    pieces: list[str] = []
    for child in children:
        kind = child["type"]
        if kind == "text":
            nodes.append(child)
            pieces.append(escape_text(child["value"]))
        elif kind == "inlineCode":
            nodes.append(child)
            pieces.append(f"<code>{escape_text(child['value'])}</code>")
        elif kind == "link":
            inner, html = _unlinked(child["children"])
            nodes += inner
            pieces.append(html)
        elif kind in _MARKS:
            inner, html = _unlinked(child["children"])
            nodes.append({"type": kind, "children": inner})
            pieces.append(f"<{_MARKS[kind]}>{html}</{_MARKS[kind]}>")
    return nodes, "".join(pieces)
