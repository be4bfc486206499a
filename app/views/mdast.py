"""The nodes of mdast as they are sent.

Specification: https://github.com/syntax-tree/mdast with the nodes of GFM, directives and definition
lists, without `position`. `definition`, `linkReference` and `imageReference` never occur:
references are resolved.
"""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Final, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from app.records import Ref

# The type checker only accepts literal types, and here they are computed.
_typed_dict: Final[Any] = TypedDict
_alias: Final[Any] = TypeAliasType
_annotated: Final[Any] = Annotated
_list: Final[Any] = list


class NodeData(TypedDict):
    """Attributes that the author gave a node, by the names that the unified ecosystem uses."""

    hProperties: NotRequired[dict[str, str | list[str]]]


class LinkData(NodeData):
    """The target of an internal link; null for a broken link, a file or another site."""

    target: Ref | None


class HeadingData(NodeData):
    """The heading's id, as in the HTML and the table of contents."""

    id: str


def _node(name: str, description: str, /, **fields: Any) -> Any:
    """Return the type of a node; its `type` is its name with a small first letter."""
    kind = name[0].lower() + name[1:]
    # Made here, so that names in quotes are those of this module.
    node = _typed_dict(name, {"type": Literal[kind], **fields})
    node.__doc__ = description
    return node


def _one_of(name: str, *nodes: Any) -> Any:
    """Return the union of some nodes, which are told apart by their `type`."""
    union: Any = reduce(or_, nodes)
    return _alias(name, _annotated[union, Field(discriminator="type")])


_INLINE: Final = {"children": _list["Phrasing"]}
_BLOCKS: Final = {"children": _list["Flow"]}
_DATA: Final = {"data": NotRequired[NodeData]}
_COMPONENT: Final = {"name": str, "attributes": dict[str, str]}
_NOTE: Final = {"identifier": str, "label": str}

Text = _node("Text", "Running text.", value=str)
InlineCode = _node("InlineCode", "Code in running text.", value=str, **_DATA)
Break = _node("Break", "A hard line break.")
Html = _node(
    "Html", "Sanitised raw HTML; it can be half an element, such as an opening tag.", value=str
)
Image = _node("Image", "A picture.", title=str | None, url=str, alt=str, **_DATA)
FootnoteReference = _node("FootnoteReference", "A mark that refers to a footnote.", **_NOTE)
Emphasis = _node("Emphasis", "Emphasised text.", **_INLINE, **_DATA)
Strong = _node("Strong", "Important text.", **_INLINE, **_DATA)
Delete = _node("Delete", "Text that is no longer valid.", **_INLINE, **_DATA)
Link = _node(
    "Link",
    "A link; `data` is present in internal links and in links with attributes.",
    title=str | None,
    url=str,
    **_INLINE,
    data=NotRequired[LinkData],
)
TextDirective = _node("TextDirective", "A component in running text.", **_COMPONENT, **_INLINE)

Paragraph = _node("Paragraph", "A paragraph.", **_INLINE, **_DATA)
Heading = _node(
    "Heading",
    "A heading of depth 1 to 6.",
    depth=Literal[1, 2, 3, 4, 5, 6],
    **_INLINE,
    data=HeadingData,
)
ThematicBreak = _node("ThematicBreak", "A horizontal rule.", **_DATA)
Code = _node("Code", "A block of code.", lang=str | None, meta=str | None, value=str, **_DATA)
Blockquote = _node("Blockquote", "A quotation.", **_BLOCKS, **_DATA)
ListItem = _node(
    "ListItem",
    "An item of a list; `checked` is null unless it is a task.",
    spread=bool,
    checked=bool | None,
    **_BLOCKS,
    **_DATA,
)
List = _node(
    "List",
    "A list; `start` is null in unordered lists.",
    ordered=bool,
    start=int | None,
    spread=bool,
    children=_list[ListItem],
    **_DATA,
)
# Named, for openapi-generator's Python client refuses null in a list of values without a name.
Align = _alias(
    "Align",
    _annotated[Literal["left", "right", "center"], Field(description="The alignment of a column.")],
)
TableCell = _node("TableCell", "A cell.", **_INLINE)
TableRow = _node(
    "TableRow", "A row; the first row of a table is its head.", children=_list[TableCell]
)
Table = _node(
    "Table",
    "A table with the alignment of its columns.",
    align=_list[Align | None],
    children=_list[TableRow],
    **_DATA,
)
FootnoteDefinition = _node("FootnoteDefinition", "A footnote.", **_NOTE, **_BLOCKS)
DefListTerm = _node("DefListTerm", "A term of a definition list.", **_INLINE, **_DATA)
DefListDescription = _node("DefListDescription", "The meaning of a term.", **_BLOCKS, **_DATA)
DefList = _node(
    "DefList",
    "Terms and their meanings, as in mdast-util-definition-list.",
    children=_list[_annotated[DefListTerm | DefListDescription, Field(discriminator="type")]],
    **_DATA,
)
LeafDirective = _node("LeafDirective", "A component without content.", **_COMPONENT, **_INLINE)
ContainerDirective = _node(
    "ContainerDirective", "A component around blocks.", **_COMPONENT, **_BLOCKS
)

Phrasing = _one_of(
    "Phrasing",
    *(Text, InlineCode, Break, Html, Image, FootnoteReference, Emphasis, Strong, Delete, Link),
    TextDirective,
)
Flow = _one_of(
    "Flow",
    *(Paragraph, Heading, ThematicBreak, Code, Html, Blockquote, List, Table, FootnoteDefinition),
    *(DefList, LeafDirective, ContainerDirective),
)


class Root(TypedDict):
    """A body as a tree."""

    type: Literal["root"]
    children: list[Flow]  # type: ignore[valid-type]
