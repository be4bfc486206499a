"""Kinds of nodes in the events, grouped by how their facts are read."""

from collections.abc import Mapping
from typing import Final

from app.markdown.body import ListKind
from app.markdown.events import BARE_PARAGRAPH

PARAGRAPHS: Final = ("Paragraph", BARE_PARAGRAPH)
# Their text is straight in that of the block.
SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link"})
# They may follow bold text in a bold line.
STRONG: Final = frozenset({"Strong", "Emphasis"})
BLOCKS: Final = frozenset({"BlockQuote", "Table", "DefinitionList", "FootnoteDefinition"})
# Blocks whose parts may be the items of a list.
LISTED: Final[Mapping[str, ListKind]] = {"DefinitionList": "terms", "Table": "table"}
PARTS: Final = frozenset(
    {"TableHead", "TableRow", "TableCell", "DefinitionListTitle", "DefinitionListDefinition"}
)
# Parts with text straight in them.
PARTS_OF_TEXT: Final = PARTS - {"TableHead", "TableRow"}
# What is written in the text where a node ends.
SEPARATORS: Final[Mapping[str, str]] = {
    "BlockQuote": "\n\n",
    "Table": "\n",
    "TableHead": "\n",
    "TableRow": "\n",
    "TableCell": " ",
    "DefinitionList": "\n",
    "DefinitionListTitle": "\n",
    "DefinitionListDefinition": "\n",
}
