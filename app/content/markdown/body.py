"""What one walk over a Markdown body yields."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import zstandard

from app.content.models import BodyContent, PackedBody, TocEntry
from app.content.problems import Problem
from app.content.shortcodes import PageReference

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
    """A list directly after a heading, an all-bold paragraph or one that ends in `:` or `?`."""

    title: str
    items: tuple[BodyListItem, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        # As columns: item by item takes a third of all the time in which a document is pickled.
        return _list_of_columns, (self.title, *zip(*self.items, strict=True))


def _list_of_columns(title: str, *columns: Iterable[Any]) -> BodyList:
    return BodyList(title, tuple(map(BodyListItem, *columns)) if columns else ())


class PackedContent(NamedTuple):
    """A body's four forms, compressed together: they say nearly the same, and wait long.

    `html` and `mdast` have holes where an internal link's address and target will stand: see
    `app.content.markdown.holes`.
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
