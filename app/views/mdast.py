"""The types of mdast nodes as clients see them.

Specification: https://github.com/syntax-tree/mdast with GFM's nodes, directives and definition
lists, `position` left out. `definition`, `linkReference` and `imageReference` never occur:
references are resolved.
"""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from app.records import Ref


class NodeData(TypedDict):
    """Attributes that the author gave a node, by the names that the unified ecosystem uses."""

    hProperties: NotRequired[dict[str, str | list[str]]]


class Text(TypedDict):
    """Running text."""

    type: Literal["text"]
    value: str


class InlineCode(TypedDict):
    """Code in running text."""

    type: Literal["inlineCode"]
    value: str
    data: NotRequired[NodeData]


class Break(TypedDict):
    """A hard line break."""

    type: Literal["break"]


class Html(TypedDict):
    """Raw HTML, sanitised: it may be half an element, such as an opening tag."""

    type: Literal["html"]
    value: str


class Image(TypedDict):
    """A picture."""

    type: Literal["image"]
    title: str | None
    url: str
    alt: str
    data: NotRequired[NodeData]


class FootnoteReference(TypedDict):
    """A mark that leads to a footnote."""

    type: Literal["footnoteReference"]
    identifier: str
    label: str


class Emphasis(TypedDict):
    """Stressed text."""

    type: Literal["emphasis"]
    children: list["Phrasing"]
    data: NotRequired[NodeData]


class Strong(TypedDict):
    """Important text."""

    type: Literal["strong"]
    children: list["Phrasing"]
    data: NotRequired[NodeData]


class Delete(TypedDict):
    """Text that no longer holds."""

    type: Literal["delete"]
    children: list["Phrasing"]
    data: NotRequired[NodeData]


class LinkData(NodeData):
    """Where an internal link leads; null where it leads nowhere, to a file or out of the site."""

    target: Ref | None


class Link(TypedDict):
    """A link; internal ones carry `data`, and those with attributes."""

    type: Literal["link"]
    title: str | None
    url: str
    children: list["Phrasing"]
    data: NotRequired[LinkData]


class TextDirective(TypedDict):
    """A component in running text."""

    type: Literal["textDirective"]
    name: str
    attributes: dict[str, str]
    children: list["Phrasing"]


Phrasing = TypeAliasType(
    "Phrasing",
    Annotated[
        Text
        | InlineCode
        | Break
        | Html
        | Image
        | FootnoteReference
        | Emphasis
        | Strong
        | Delete
        | Link
        | TextDirective,
        Field(discriminator="type"),
    ],
)


class Paragraph(TypedDict):
    """A paragraph."""

    type: Literal["paragraph"]
    children: list[Phrasing]
    data: NotRequired[NodeData]


class HeadingData(NodeData):
    """The heading's id, as in the HTML and the table of contents."""

    id: str


class Heading(TypedDict):
    """A heading of depth 1 to 6."""

    type: Literal["heading"]
    depth: Literal[1, 2, 3, 4, 5, 6]
    children: list[Phrasing]
    data: HeadingData


class ThematicBreak(TypedDict):
    """A line across."""

    type: Literal["thematicBreak"]
    data: NotRequired[NodeData]


class Code(TypedDict):
    """A block of code."""

    type: Literal["code"]
    lang: str | None
    meta: str | None
    value: str
    data: NotRequired[NodeData]


class Blockquote(TypedDict):
    """A quotation."""

    type: Literal["blockquote"]
    children: list["Flow"]
    data: NotRequired[NodeData]


class ListItem(TypedDict):
    """An item; `checked` is null but in task lists."""

    type: Literal["listItem"]
    spread: bool
    checked: bool | None
    children: list["Flow"]
    data: NotRequired[NodeData]


class List(TypedDict):
    """A list; `start` is null in unordered ones."""

    type: Literal["list"]
    ordered: bool
    start: int | None
    spread: bool
    children: list[ListItem]
    data: NotRequired[NodeData]


class TableCell(TypedDict):
    """A cell."""

    type: Literal["tableCell"]
    children: list[Phrasing]


class TableRow(TypedDict):
    """A row; the first one of a table is its head."""

    type: Literal["tableRow"]
    children: list[TableCell]


class Table(TypedDict):
    """A table, with the alignment of each column."""

    type: Literal["table"]
    align: list[Literal["left", "right", "center"] | None]
    children: list[TableRow]
    data: NotRequired[NodeData]


class FootnoteDefinition(TypedDict):
    """A footnote."""

    type: Literal["footnoteDefinition"]
    identifier: str
    label: str
    children: list["Flow"]


class DefListTerm(TypedDict):
    """A term that is defined."""

    type: Literal["defListTerm"]
    children: list[Phrasing]
    data: NotRequired[NodeData]


class DefListDescription(TypedDict):
    """What a term means."""

    type: Literal["defListDescription"]
    children: list["Flow"]
    data: NotRequired[NodeData]


class DefList(TypedDict):
    """Terms and what they mean: nodes of mdast-util-definition-list."""

    type: Literal["defList"]
    children: list[DefListTerm | DefListDescription]
    data: NotRequired[NodeData]


class LeafDirective(TypedDict):
    """A component that stands alone."""

    type: Literal["leafDirective"]
    name: str
    attributes: dict[str, str]
    children: list[Phrasing]


class ContainerDirective(TypedDict):
    """A component around blocks."""

    type: Literal["containerDirective"]
    name: str
    attributes: dict[str, str]
    children: list["Flow"]


Flow = TypeAliasType(
    "Flow",
    Annotated[
        Paragraph
        | Heading
        | ThematicBreak
        | Code
        | Html
        | Blockquote
        | List
        | Table
        | FootnoteDefinition
        | DefList
        | LeafDirective
        | ContainerDirective,
        Field(discriminator="type"),
    ],
)


class Root(TypedDict):
    """A body as a tree."""

    type: Literal["root"]
    children: list[Flow]
