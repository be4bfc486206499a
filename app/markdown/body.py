"""A parsed body: its facts, and its content to be rendered when it is read."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, Protocol, TypeAlias

from app.markdown.headings import RawHeading
from app.markdown.page_reference import PageReference
from app.problems import Problem
from app.records import BodyContent, Ref, SectionText, TocEntry

ReferenceKind: TypeAlias = Literal["link", "image"]
# The address of the link or picture of this number, and the page that a link leads to.
AddressOf: TypeAlias = Callable[[ReferenceKind, int], str]
TargetOf: TypeAlias = Callable[[int], Ref | None]
ListKind: TypeAlias = Literal[
    "list", "terms", "table", "line", "headings", "bold", "texts", "data", "slugs"
]


class Picture(NamedTuple):
    """The facts about a picture in a body: its size in pixels, and a text where it has none."""

    width: int | None
    height: int | None
    alt: str | None


PictureOf: TypeAlias = Callable[[int], Picture | None]


class BodyLink(NamedTuple):
    """A link as the author wrote it, at its line and column of the file.

    `reference` is the page that it names, where it names one and has no address. `is_bare`: it is
    an address in running text. `in_component`: a component of the front end draws it.
    """

    href: str
    text: str
    line: int
    column: int
    unsafe: bool
    reference: PageReference | None = None
    is_bare: bool = False
    in_component: bool = False


class BodyImage(NamedTuple):
    """A picture in the body, at its line and column of the file.

    `is_filled`: a script may give it its address. `in_component`: a component of the front end
    draws it.
    """

    src: str
    alt: str
    line: int
    column: int
    unsafe: bool
    is_filled: bool = False
    in_component: bool = False


class BodyList(NamedTuple):
    """A list of the body, or what is read as one, with the labels that reach it.

    `kind` says how it is written: as a list, the terms of a definition list, the first column of
    a table, a line of names by comma, the headings below another, bold paragraphs and the bold
    beginnings of lines, short paragraphs that follow one another, or data of front matter, which
    may be slugs. `labels` begin with the nearest; `has_sentence` is True if that is a sentence
    directly before the list. The page's title is no label here.

    It is kept as columns, one entry for each item: a small object for each takes a third of the
    time in which a document goes from one process to another. Columns that hold nothing are
    empty. `depths` are 0 for an item of the list itself, 1 for one of a list in it. `leads` are
    lengths: of the bold or linked beginning of an item, by its index; `firsts` are the lengths of
    first paragraphs that others follow. `groups` are the indices of items that label a list in
    them, which is a list of its own. `cells` are the further short cells of a table's rows, by the
    index of the first, and `head` the cells of its head. `parts` are the lines of items that are
    nothing but several short ones. `statement` is a short paragraph above the list, which ends with
    a full stop, and its place among the labels if it says that conditions follow.
    """

    kind: ListKind
    labels: tuple[str, ...]
    has_sentence: bool
    texts: tuple[str, ...]
    links: tuple[tuple[int, ...], ...]
    lines: tuple[int, ...]
    depths: tuple[int, ...] = ()
    leads: Mapping[int, int] = {}
    firsts: Mapping[int, int] = {}
    groups: tuple[int, ...] = ()
    cells: Mapping[int, tuple[str, ...]] = {}
    head: tuple[str, ...] = ()
    parts: Mapping[int, tuple[str, ...]] = {}
    statement: tuple[int, str] | None = None


class BodySource(Protocol):
    """The content of a body before it is rendered."""

    def unpack(
        self,
        address: AddressOf | None = None,
        target: TargetOf | None = None,
        picture: PictureOf | None = None,
        *,
        has_root_path: bool = False,
    ) -> BodyContent:
        """Return the forms of the body; without `address` its addresses are as written.

        Those from the root are as written too, unless there is a root path.
        """

    def section_texts(self) -> tuple[SectionText, ...]:
        """Return the text of the body by section, without rendering the body."""

    def digest(self) -> str:
        """Return the digest of all that the forms are made from, without making them."""


class Body(NamedTuple):
    """A parsed body, before its links are resolved.

    `anchor_endings`: what anchors end in that only the front end makes, as far as that is known.
    `section_lines` are the lines in the file where the text begins, and of the headings, as far as
    they are known. `raw_headings` are written as HTML, and not in the table of contents unless the
    whole body is HTML.
    """

    content: BodySource
    excerpt: str
    toc: tuple[TocEntry, ...]
    first_heading: str | None
    anchors: frozenset[str]
    links: tuple[BodyLink, ...]
    images: tuple[BodyImage, ...]
    lists: tuple[BodyList, ...]
    problems: tuple[Problem, ...]
    anchor_endings: tuple[str, ...] = ()
    section_lines: tuple[int, ...] = ()
    raw_headings: tuple[RawHeading, ...] = ()
