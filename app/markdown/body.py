"""What one walk over a Markdown body yields."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Self

import zstandard

from app.markdown.page_reference import PageReference
from app.problems import Problem
from app.records import BodyContent, PackedBody, TocEntry

# Of 16 KB of a 3 KB page's four forms, the first level leaves 2.8 KB in half of zlib's time; the
# next ones take longer and win some 100 bytes.
_LEVEL: Final = 1
# A file that holds it is no text, and Markdown replaces it where an entity writes it.
_BETWEEN: Final = "\0"


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

    @classmethod
    def of(cls, title: str, items: Sequence[BodyListItem]) -> Self:
        """The list of some items."""
        return cls(
            title,
            tuple([item.text for item in items]),
            tuple([item.links for item in items]) if any(item.links for item in items) else (),
            tuple([item.line for item in items]),
        )

    @property
    def items(self) -> tuple[BodyListItem, ...]:
        """The items."""
        links = self.links or ((),) * len(self.texts)
        return tuple(map(BodyListItem, self.texts, links, self.lines))


class PackedContent(NamedTuple):
    """A body's four forms, compressed together: they say nearly the same, and wait long.

    `html` and `mdast` have holes where an internal link's address and target will stand: see
    `app.markdown.holes`.
    """

    packed: bytes
    word_count: int

    def unpack(self) -> BodyContent:
        """The content as it was."""
        whole = zstandard.ZstdDecompressor().decompress(self.packed).decode()
        html, mdast, markdown, text = whole.split(_BETWEEN)
        return BodyContent(html, mdast, markdown, text, self.word_count)


class Packer:
    """Packs bodies one after the other: to set a compressor up takes half as long as to use it.

    It is for one thread only.
    """

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(_LEVEL)

    def pack(self, content: BodyContent) -> PackedContent:
        """The content, packed."""
        texts = (content.html, content.mdast, content.markdown, content.text)
        packed = self._compressor.compress(_BETWEEN.join(texts).encode())
        # A copy: what the compressor returns holds on to as much memory as was packed.
        return PackedContent(bytes(memoryview(packed)), content.word_count)


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
