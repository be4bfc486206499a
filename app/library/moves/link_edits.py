"""Edits of the links and pictures in the bodies of documents."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dialects.document import Document
from app.library.moves.destination import Destination, Destinations, name_in
from app.library.moves.editable_text import EditableText
from app.library.moves.plan import Left
from app.library.moves.relocation import Meaning, Relocation
from app.library.moves.written_address import WrittenAddress
from app.markdown.edits import Edit
from app.markdown.page_reference import PageReference
from app.problems import shorten

BY_TEMPLATE: Final = "a template makes this address"
NO_PLACE: Final = "the place of this address cannot be told for certain"
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


class LinkEdit(NamedTuple):
    """The edit of a link, and what the link must mean after the move, if that is known."""

    edit: Edit
    meaning: Meaning | None


class LeftLink(NamedTuple):
    """A link that is left as it is, and what it would have to mean after the move."""

    left: Left
    meaning: Meaning | None


class MadeLink(NamedTuple):
    """A link whose address a template makes, and what it must mean after the move.

    `edit` changes the part of the address that is written in the text, if there is one.
    """

    left: Left
    meaning: Meaning
    edit: Edit | None


def body_edits(
    document: Document, text: EditableText, relocation: Relocation
) -> Iterator[LinkEdit | MadeLink | LeftLink]:
    """Yield the edits that let each link of a document lead where it led, and what is left."""
    origin = relocation.before.target(document.file)
    destinations = Destinations(text.text)
    seen: set[tuple[int, int]] = set()
    for link in written_links(document):
        new = relocation.new_address(link.href, document.file, link.reference)
        old = link.reference.path if link.reference is not None else link.href
        if new == old:
            continue
        at = text.offset(link.line, link.column)
        place = destinations.find(at, link.href)
        span = None if place is None else address_span(text.text, place, link)
        resolved = relocation.before.resolver.resolve(link.href, origin, reference=link.reference)
        meaning = relocation.expected(resolved, link.href, origin)
        if span is None or new is None:
            is_made = (place is not None and place.is_made) or destinations.is_near_template(at)
            reason = BY_TEMPLATE if is_made else NO_PLACE
            if span is not None:
                reason = NO_ADDRESS
            left = Left(document.file, link.line, link.column, shorten(old, 80), reason)
            if span is not None or meaning is None or link.reference is not None:
                yield LeftLink(left, meaning)
                continue
            edit = None if place is None or new is None else _part_edit(text.text, place, old, new)
            yield MadeLink(left, meaning, edit)
        elif span not in seen:
            seen.add(span)
            path = new if link.reference is not None else WrittenAddress.of(new).path
            yield LinkEdit(Edit(*span, path), meaning)


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
        for words in (part, part[1:]):
            if written.count(words) == 1:
                start = place.start + written.index(words)
                rest = after.removeprefix(lead).removeprefix("" if words == part else "/")
                return Edit(start, start + len(words), rest)
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
