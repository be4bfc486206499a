"""Edits of the links and pictures in the bodies of documents."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dialects.document import Document
from app.library.moves.destination import Destination, find_destination, name_in
from app.library.moves.editable_text import EditableText
from app.library.moves.plan import Left
from app.library.moves.relocation import Meaning, Relocation
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


class MadeLink(NamedTuple):
    """A link whose address a template makes, and what it must mean after the move.

    `edit` changes the part of the address that is written in the text, if there is one.
    """

    left: Left
    meaning: Meaning
    edit: Edit | None


def body_edits(
    document: Document, text: EditableText, relocation: Relocation
) -> Iterator[Edit | MadeLink | Left]:
    """Yield the edits that let each link of a document lead where it led, and what is left."""
    origin = relocation.before.target(document.file)
    seen: set[tuple[int, int]] = set()
    for link in written_links(document):
        new = relocation.new_address(link.href, document.file, link.reference)
        old = link.reference.path if link.reference is not None else link.href
        if new == old:
            continue
        place = find_destination(text.text, text.offset(link.line, link.column), link.href)
        span = None if place is None else address_span(text.text, place, link)
        if span is None or new is None:
            reason = NO_ADDRESS if span is not None else BY_TEMPLATE
            left = Left(document.file, link.line, link.column, shorten(old, 80), reason)
            resolved = relocation.before.resolver.resolve(link.href, origin)
            meaning = relocation.expected(resolved, link.href, origin)
            if span is not None or meaning is None or link.reference is not None:
                yield left
                continue
            edit = None if place is None or new is None else _part_edit(text.text, place, old, new)
            yield MadeLink(left, meaning, edit)
        elif span not in seen:
            seen.add(span)
            path = new if link.reference is not None else WrittenAddress.of(new).path
            yield Edit(*span, path)


def _part_edit(text: str, place: Destination, old: str, new: str) -> Edit | None:
    """Return the edit of the part of an address that is written in a text.

    A template puts something before it: `{{ site.baseurl }}/about/`. None unless the longest such
    part is there once.
    """
    written = text[place.start : place.end]
    before, after = WrittenAddress.of(old).path, WrittenAddress.of(new).path
    parts = before.split("/")
    for number in range(1, len(parts)):
        part = f"/{'/'.join(parts[number:])}"
        lead = before.removesuffix(part)
        if len(part) == 1 or not after.startswith(lead):
            continue
        for shown in (part, part[1:]):
            if written.count(shown) == 1:
                start = place.start + written.index(shown)
                rest = after.removeprefix(lead).removeprefix("" if shown == part else "/")
                return Edit(start, start + len(shown), rest)
    return None


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
