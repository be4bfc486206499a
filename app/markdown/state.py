"""What a walk over a body keeps: the open nodes, and all that has been gathered so far."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final
from urllib.parse import quote

from app.files.text import LocatedText
from app.markdown import mdast
from app.markdown.autolink import may_hold_autolink
from app.markdown.body import BodyImage, BodyLink, BodyListItem
from app.markdown.headings import Heading, Slugger
from app.markdown.holes import is_hole
from app.markdown.mdast import Node
from app.markdown.open_tags import OpenTags
from app.markdown.sanitise import Policy
from app.problems import Fault, Problem

# What a browser would encode in an address anyway; what is encoded already stays as it is.
_URL_SAFE: Final = "%/:?#@!$&'()*+,;=~-._"
# Below the root, in the page or on a host of plain letters: nothing in it is encoded or escaped,
# and no reader of URLs refuses it.
_PLAIN_ADDRESS: Final = re.compile(
    r"(?:/(?!/)|#|https?://(?:[a-z]+\.)+[a-z]+(?:/|\Z))[A-Za-z0-9%/:?#@!$()*+,;=~._-]*\Z"
)
_PLAIN_VALUE: Final = re.compile("[^&<>\"'\xa0\r]*\\Z")
_DISSOLVED: Final = frozenset({"blockquote", "list", "emphasis", "strong", "delete"})


@dataclass(slots=True)
class OpenList:
    """A labelled list as it grows; None stands for an item that is not closed yet."""

    title: str
    items: list[BodyListItem | None] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class Frame:
    """An open node: its kind, where its children go and what closes it in HTML."""

    kind: str
    node: Node | None
    children: list[Node]
    closing: str = ""
    start: int = 0
    # Where the frame's own text begins among the pieces of plain text.
    plain: int = 0
    # The label that a list would have if it came next, with the list that already has it.
    label: str | None = None
    labelled: OpenList | None = None
    # Of a list item: its place in the labelled list. Of a link or heading: its number.
    place: int = -1
    number: int = -1
    # Of an item of a labelled list: text before nested lists, and its links. Of a link: its URL,
    # what the pictures in it are called.
    texts: list[str] = field(init=False)
    links: list[int] = field(init=False)


class WalkState:
    """The state of a walk. `policy` None leaves raw HTML and unsafe URLs as they are."""

    # More attributes than an instance's dictionary shares with others: slots are found sooner.
    __slots__ = (
        "_alt",
        "_alt_depth",
        "_content_end",
        "_data",
        "_footnote_numbers",
        "_footnote_uses",
        "_footnotes",
        "_in_table_head",
        "_is_internal",
        "_items",
        "_link_depth",
        "_main_html",
        "_may_autolink",
        "_may_escape",
        "_muted",
        "_offset_of",
        "_open_tags",
        "_policy",
        "_raw",
        "_raw_link",
        "_raw_starts",
        "_slugger",
        "_source",
        "_stack",
        "_task_end",
        "_text",
        "_text_spans",
        "anchor_endings",
        "anchors",
        "first_paragraph",
        "headings",
        "html",
        "images",
        "is_plain",
        "links",
        "lists",
        "plain",
        "problems",
        "root",
    )

    def __init__(
        self,
        markdown: str,
        data: bytes,
        source: LocatedText,
        offset_of: Callable[[int], int],
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> None:
        self.root: Node = {"type": "root", "children": []}
        self.html: list[str] = []
        self.plain: list[str] = []
        self.links: list[BodyLink | None] = []
        self.images: list[BodyImage] = []
        self.lists: list[OpenList] = []
        self.headings: list[Heading] = []
        self.first_paragraph = ""
        self.anchors: set[str] = set()
        # How anchors end that are made where we do not see it.
        self.anchor_endings: tuple[str, ...] = ()
        self.problems: list[Problem] = []
        # Whether the HTML is all our own, and of what a sanitiser leaves as it is: no raw HTML,
        # no footnotes (their links may stand in links), nothing odd in an attribute.
        self.is_plain = True
        self._data = data
        self._source = source
        self._offset_of = offset_of
        self._is_internal = is_internal
        self._policy = policy
        self._slugger = Slugger()
        self._stack = [Frame("root", self.root, self.root["children"])]
        self._items: list[Frame] = []
        # An escape or an entity may hide a part of an address.
        self._may_autolink = b"&" in data or b"\\" in data or may_hold_autolink(markdown)
        # In a half of all bodies nothing is escaped; an entity is written with an ampersand.
        self._may_escape = b"&" in data or b"<" in data or b">" in data or b'"' in data
        self._text: list[str] = []
        # Of each piece of text where it is in the source, as long as there may be addresses in it.
        self._text_spans: list[tuple[int, int]] = []
        self._raw: list[str] | None = None
        self._raw_starts: list[int] = []
        self._alt: list[str] | None = None
        self._alt_depth = 0
        self._link_depth = 0
        self._raw_link: tuple[int, int] | None = None
        self._open_tags = OpenTags()
        self._muted: str | None = None
        self._content_end = 0
        self._task_end = -1
        self._in_table_head = False
        self._main_html = self.html
        self._footnotes: dict[str, list[str]] = {}
        self._footnote_numbers: dict[str, int] = {}
        self._footnote_uses: dict[str, int] = {}

    @property
    def contents(self) -> list[Heading]:
        """The headings that a table of contents lists."""
        return self.headings

    def _push(self, kind: str, node: Node | None, start: int, closing: str = "") -> Frame:
        """Open a node below the innermost one; None for what has no node of its own."""
        stack = self._stack
        children = stack[-1].children
        if len(stack) >= mdast.MAX_DEPTH and kind in _DISSOLVED:
            self.is_plain = False
            self._too_deep(start)
            node = None
        if node is None:
            closing = ""
        else:
            children.append(node)
            children = node["children"] = []
        frame = Frame(kind, node, children, closing, start, len(self.plain))
        stack.append(frame)
        return frame

    def _attribute(self, text: str) -> str:
        """Text as the value of an attribute."""
        if not _PLAIN_VALUE.match(text):
            self.is_plain = False
        return escape_text(text)

    def _address(self, url: str) -> str:
        """An address as the value of an attribute; one that is not known yet stays a hole."""
        if is_hole(url) or _PLAIN_ADDRESS.match(url):
            return url
        self.is_plain = False
        return escape_url(url)

    def _too_deep(self, start: int) -> None:
        if not any(each.code == "nested-too-deep" for each in self.problems):
            told = f"blocks or spans nest deeper than {mdast.MAX_DEPTH} levels here"
            hint = "Deeper ones are served as if they were not nested; make it simpler."
            self._report(start, "nested-too-deep", told, hint)

    def _place(self, start: int) -> tuple[int, int]:
        return self._source.locate(self._offset_of(start))

    def _report(self, start: int, code: str, told: str, hint: str) -> None:
        fault = Fault(self._offset_of(start), code, told, hint)
        self.problems.append(self._source.problem(fault))

    def _fresh_line(self) -> None:
        html = self.html
        if html and html[-1].endswith("\n"):
            return
        for piece in reversed(html):
            if piece:
                if not piece.endswith("\n"):
                    html.append("\n")
                return


def escape_text(text: str) -> str:
    """Text as HTML, the way CommonMark's examples have it."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def escape_url(url: str) -> str:
    """An address as an attribute of HTML; one that is not known yet stays a hole."""
    if is_hole(url):
        return url
    return escape(quote(url, safe=_URL_SAFE), quote=False).replace("'", "&#x27;")
