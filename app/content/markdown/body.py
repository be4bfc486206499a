"""What one walk over a Markdown body yields."""

from dataclasses import dataclass

from app.content.markdown.headings import TocEntry
from app.content.problems import Problem


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link as the author wrote it, at its line and column of the file."""

    href: str
    text: str
    line: int
    column: int
    unsafe: bool


@dataclass(frozen=True, slots=True)
class BodyImage:
    """A picture in the body, at its line and column of the file."""

    src: str
    alt: str
    line: int
    column: int
    unsafe: bool


@dataclass(frozen=True, slots=True)
class BodyListItem:
    """An item of a labelled list; `links` are indices of the body's links."""

    text: str
    links: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class BodyList:
    """A list directly after a heading, an all-bold paragraph or one that ends in `:` or `?`."""

    title: str
    items: tuple[BodyListItem, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A parsed body, before its links are resolved.

    `html` (sanitised) and `mdast` (JSON) have holes where an internal link's address and target
    will stand: see `app.content.markdown.holes`.
    """

    html: str
    mdast: str
    markdown: str
    text: str
    excerpt: str
    toc: tuple[TocEntry, ...]
    word_count: int
    first_heading: str | None
    anchors: frozenset[str]
    links: tuple[BodyLink, ...]
    images: tuple[BodyImage, ...]
    lists: tuple[BodyList, ...]
    problems: tuple[Problem, ...]
