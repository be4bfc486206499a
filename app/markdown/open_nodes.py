"""The open blocks and spans of a body while its facts are read."""

from typing import Final

from app.markdown.lists import OpenList, is_label
from app.markdown.mdast import MAX_DEPTH
from app.markdown.raw_html import RawHtml
from app.markdown.references import References

_DISSOLVED: Final = frozenset(
    {
        "BlockQuote", "List", "Emphasis", "Strong", "Strikethrough", "containerDirective",
        "textDirective",
    }
)  # fmt: skip


class OpenNode:
    """An open block or span."""

    __slots__ = (
        *("bold", "dissolved", "filled", "kind", "label", "labelled", "links", "number", "other"),
        *("place", "plain", "start", "texts", "tight"),
    )

    def __init__(self, kind: str, start: int, plain: int) -> None:
        self.kind = kind
        self.start = start
        # Where its own text begins among the pieces of text.
        self.plain = plain
        # Whether strong text is straight in it, and whether anything else is.
        self.bold = self.other = False
        # Whether it nests too deep to be a node of the tree; of an item: whether it has content.
        self.dissolved = self.filled = False
        # The label that a list would have if it came next, with the list that already has it.
        self.label: str | None = None
        self.labelled: OpenList | None = None
        # Of an item: where text straight in it began, and its place in the labelled list.
        self.tight = self.place = -1
        # Of an item of a labelled list: text before nested lists, and its links. Of a link: its
        # URL, what the pictures in it are called.
        self.texts: list[str]
        self.links: list[int]
        # Of a link: its number. Of a heading: its depth.
        self.number: int


class OpenNodes:
    """The stack of open nodes, and the text so far, in pieces."""

    def __init__(self, references: References, raw: RawHtml) -> None:
        self.references = references
        self.plain: list[str] = []
        self._raw = raw
        self._stack = [OpenNode("root", 0, 0)]
        self._items: list[OpenNode] = []

    def _open(self, kind: str, start: int, begun: int) -> OpenNode:
        """Open a node that began at `start`, with the text that has come since `begun`."""
        stack, plain = self._stack, self.plain
        node = OpenNode(kind, start, begun)
        if len(stack) >= MAX_DEPTH - 1:
            self._check_depth(node)
        if kind == "Item":
            parent = stack[-1]
            node.dissolved = parent.dissolved
            labelled = parent.labelled
            links: list[int] | None = None
            if labelled is not None:
                node.texts, node.links = [], (links := [])
                node.place = labelled.add("", (), self.references.place(start)[0])
            self._items.append(node)
            self.references.item_links.append(links)
            if begun < len(plain):
                node.tight, node.filled = begun, True
        if begun < len(plain):
            node.other = any(piece.strip() for piece in plain[begun:])
        stack.append(node)
        return node

    def _check_depth(self, node: OpenNode) -> None:
        """Report a node that nests too deep for the tree, where text in an item is a paragraph."""
        depth = len(self._stack) + bool(self._items and self._items[-1].tight >= 0)
        if depth >= MAX_DEPTH and node.kind in _DISSOLVED:
            self.references.report_too_deep(node.start)
            node.dissolved = True

    def open_block(self, kind: str, start: int) -> OpenNode:
        """Open a block that is not CommonMark's."""
        self.next_block()
        return self._open(kind, start, len(self.plain))

    def open_part(self, kind: str, start: int) -> OpenNode:
        """Open a part of such a block."""
        return self._open(kind, start, len(self.plain))

    def open_span(self, kind: str, start: int, *, bold: bool = False) -> bool:
        """Open a span; return False if it stands in an element whose content is dropped."""
        if self._raw.suppressed is not None:
            self._open("Suppressed", start, len(self.plain))
            return False
        self.inline(bold=bold)
        self._open(kind, start, len(self.plain))
        return True

    @property
    def innermost(self) -> OpenNode:
        """The innermost open node."""
        return self._stack[-1]

    def inline(self, *, bold: bool = False) -> None:
        """Begin something in running text that is not text."""
        top = self._stack[-1]
        if top.tight < 0 and top.kind == "Item":
            self.open_tight(top)
        if self._raw.suppressed is not None:
            return
        if bold:
            top.bold = True
        else:
            top.other = True

    def open_tight(self, item: OpenNode) -> None:
        """Begin text straight in an item."""
        self._space(item)
        item.tight = len(self.plain)
        item.bold = item.other = False

    def _space(self, item: OpenNode) -> None:
        """Set what begins in an item apart from what is in it already."""
        plain = self.plain
        if item.filled and not item.dissolved and plain and not plain[-1].endswith("\n"):
            plain.append("\n")
        item.filled = True

    def before_block(self) -> OpenNode:
        """Return the node that the next block stands in; running text in it ends."""
        parent = self._stack[-1]
        if parent.kind == "Item":
            if parent.tight >= 0:
                parent.label, parent.labelled = self._label(parent, parent.tight), None
                parent.tight = -1
                self._end_raw()
            self._space(parent)
        return parent

    def next_block(self) -> None:
        """Begin a block that is no list: what came before is no label any more."""
        parent = self._stack[-1]
        if parent.kind == "Item":
            self.before_block()
        parent.label = parent.labelled = None

    def _end_raw(self) -> None:
        """End raw HTML of running text."""
        raw = self._raw
        if raw.suppressed is not None or raw.in_link:
            raw.end_paragraph()
            if not raw.in_link:
                self.references.end_paragraph()

    def _label(self, node: OpenNode, start: int) -> str | None:
        """Return the label that the text from `start` on is, straight in an open node."""
        text = "".join(self.plain[start:])
        if is_label(text.rstrip()) or (node.bold and not node.other):
            return " ".join(text.split()) or None
        return None
