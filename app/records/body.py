"""A page's body: the forms it is read in, and its labelled lists."""

from typing import Literal, NamedTuple, Protocol, TypeAlias

from app.records.base import record_part
from app.records.link import Link

ListRole: TypeAlias = Literal["conditions", "indications"]
# The question of a patient that a section answers.
Aspect: TypeAlias = Literal[
    "overview", "symptoms", "causes", "treatment", "self_care", "when_to_seek_help"
]


@record_part
class ListItem:
    """An item of a labelled list, as plain text on one line."""

    text: str
    links: tuple[Link, ...]


@record_part
class LabelledList:
    """A list with its label.

    `title` is the label that says what the list is: a heading, a bold line, a sentence before it,
    or the page's title. `group` is a lower heading or bold line between it and the list.
    """

    title: str
    group: str | None
    role: ListRole | None
    items: tuple[ListItem, ...]


@record_part
class TocEntry:
    """A heading with the deeper headings below it; `depth` is 1 to 6."""

    depth: int
    id: str
    title: str
    children: tuple["TocEntry", ...]


@record_part
class Section:
    """The part of a body from one heading to the next, without the heading itself.

    Text before the first heading is a section too, of depth 0, without id and title. `id` is null
    for a heading that has none, `line` where the heading's place in the file is unknown.
    """

    id: str | None
    depth: int
    title: str | None
    aspect: Aspect | None
    html: str
    text: str
    line: int | None


class SectionText(NamedTuple):
    """The text of a section, to be searched; the fields are those of `Section`."""

    id: str | None
    depth: int
    title: str | None
    text: str


class BodyContent(NamedTuple):
    """A body in its four forms; `html` is sanitised, `mdast` is a JSON document."""

    html: str
    mdast: str
    markdown: str
    text: str
    word_count: int


class PackedBody(Protocol):
    """A body in the compact form in which it waits for its first reader."""

    def unpack(self) -> BodyContent:
        """Return the four forms of the body."""

    def section_texts(self) -> tuple[SectionText, ...]:
        """Return the text of the body by section, without rendering the body."""

    def digest(self) -> str:
        """Return the digest of all that the forms are made from, without making them."""


class PageBody(NamedTuple):
    """A packed body with the parts that are available without unpacking it.

    `section_lines` are the lines in the file where the text begins, and of the headings, as far as
    they are known. `assets` are the addresses of the files that the page shows or links to.
    """

    content: PackedBody
    excerpt: str
    toc: tuple[TocEntry, ...]
    section_lines: tuple[int, ...] = ()
    assets: tuple[str, ...] = ()
