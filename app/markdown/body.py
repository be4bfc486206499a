"""A parsed body: its facts, and its content to be rendered when it is read."""

from typing import NamedTuple

from app.markdown.page_reference import PageReference
from app.problems import Problem
from app.records import PackedBody, TocEntry


class BodyLink(NamedTuple):
    """A link as the author wrote it, at its line and column of the file.

    `reference` is the page that it names, where it names one and has no address.
    """

    href: str
    text: str
    line: int
    column: int
    unsafe: bool
    reference: PageReference | None = None


class BodyImage(NamedTuple):
    """A picture in the body, at its line and column of the file."""

    src: str
    alt: str
    line: int
    column: int
    unsafe: bool


class BodyListItem(NamedTuple):
    """An item of a labelled list; `links` are indices of the body's links."""

    text: str
    links: tuple[int, ...]
    line: int


class BodyList(NamedTuple):
    """A list directly after a heading, an all-bold paragraph or one that ends in `:` or `?`.

    It is kept as columns, one entry for each item: a small object for each takes a third of the
    time in which a document goes from one process to another. `links` is empty where no item has
    any.
    """

    title: str
    texts: tuple[str, ...]
    links: tuple[tuple[int, ...], ...]
    lines: tuple[int, ...]

    @property
    def items(self) -> tuple[BodyListItem, ...]:
        """The items of the list."""
        links = self.links or ((),) * len(self.texts)
        return tuple(map(BodyListItem, self.texts, links, self.lines))


class Body(NamedTuple):
    """A parsed body, before its links are resolved.

    `anchor_endings`: what anchors end in that only the front end makes, as far as that is known.
    """

    content: PackedBody
    excerpt: str
    toc: tuple[TocEntry, ...]
    first_heading: str | None
    anchors: frozenset[str]
    links: tuple[BodyLink, ...]
    images: tuple[BodyImage, ...]
    lists: tuple[BodyList, ...]
    problems: tuple[Problem, ...]
    anchor_endings: tuple[str, ...] = ()
