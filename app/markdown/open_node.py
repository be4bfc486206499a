"""An open block or span of a body."""

from app.markdown.open_lists import OpenItem, OpenList


class OpenNode(OpenItem):
    """An open block or span, of which items have the fields of `OpenItem`.

    `plain` is where its own text begins.
    """

    # Whether strong text or emphasis is straight in it, whether emphasis is, and whether
    # anything else is.
    bold = False
    italic = False
    other = False
    # Whether it nests too deep to be a node of the tree; of an item: whether it has content.
    dissolved = False
    filled = False
    # Of a list: what its items are added to, and whether that is the list around it.
    listed: OpenList | None = None
    nested = False
    # Of an item: where text straight in it began; `place` of a table's row is 0 once it has a cell.
    tight = -1
    # Of a link: its number. Of a heading: its depth.
    number = 0
    # Of a link; its `texts` are what the pictures in it are called.
    url: str

    def __init__(self, kind: str, start: int, plain: int) -> None:
        self.kind, self.start, self.plain = kind, start, plain
