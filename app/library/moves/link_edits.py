"""Edits of the links and pictures in the bodies of documents."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dialects.document import Document
from app.library.moves.destination import Destination, find_destination, name_in
from app.library.moves.editable_text import EditableText
from app.library.moves.plan import Left
from app.library.moves.relocation import Relocation
from app.library.moves.written_address import WrittenAddress
from app.markdown.edits import Edit
from app.markdown.page_reference import PageReference
from app.problems import shorten

BY_TEMPLATE: Final = "a template makes this address"
NO_ADDRESS: Final = "no new address leads there for certain"


class WrittenLink(NamedTuple):
    """A link or picture of a body as it was read, and where it begins."""

    href: str
    line: int
    column: int
    reference: PageReference | None = None


def written_links(document: Document) -> Iterator[WrittenLink]:
    """Yield the links and pictures of a document."""
    for link in document.body.links:
        if not link.unsafe:
            yield WrittenLink(link.href, link.line, link.column, link.reference)
    for image in document.body.images:
        if not image.unsafe:
            yield WrittenLink(image.src, image.line, image.column)


def body_edits(
    document: Document, text: EditableText, relocation: Relocation
) -> Iterator[Edit | Left]:
    """Yield the edits that let each link of a document lead where it led, and what is left."""
    seen: set[tuple[int, int]] = set()
    for link in written_links(document):
        new = relocation.new_address(link.href, document.file, link.reference)
        old = link.reference.path if link.reference is not None else link.href
        if new == old:
            continue
        place = find_destination(text.text, text.offset(link.line, link.column), link.href)
        span = None if place is None else address_span(text.text, place, link)
        if span is None or new is None:
            # An edit of the tag may be planned apart from this.
            reason = NO_ADDRESS if span is not None else BY_TEMPLATE
            yield Left(document.file, link.line, link.column, shorten(old, 80), reason)
        elif span not in seen:
            seen.add(span)
            path = new if link.reference is not None else WrittenAddress.of(new).path
            yield Edit(*span, path)


def address_span(text: str, place: Destination, link: WrittenLink) -> tuple[int, int] | None:
    """Return the offsets of what is replaced: the path of an address, the name of a reference.

    None if what is written there is not the address of the link.
    """
    if link.reference is not None:
        return name_in(text, place.start, place.end, link.reference.path)
    if place.is_made or place.address != link.href.strip():
        return None
    written = WrittenAddress.of(text[place.start : place.end])
    known = WrittenAddress.of(place.address)
    if written.path != known.path and "&" in written.path:
        # A sign of the path is written as a reference, in which `#` may stand.
        return None
    start = place.start + len(written.host)
    return start, start + len(written.path)
