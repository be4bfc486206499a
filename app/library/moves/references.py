"""Links between documents, where their addresses stand in the texts."""

from collections.abc import Iterator
from typing import NamedTuple

from app.library.moves.destination import Destinations, name_in
from app.library.moves.link_edits import written_links
from app.library.moves.reading import Reading


class Reference(NamedTuple):
    """A link to a document, at the offsets of its address in a file's editable text.

    The address has the fragment, as it is written. `target` is the file that it leads to, the
    fragment is decoded.
    """

    file: str
    start: int
    end: int
    target: str
    fragment: str | None


def links_in(reading: Reading, file: str) -> Iterator[Reference]:
    """Yield the links of a document that lead to documents, where they stand in its text.

    An address that a template makes is left out.
    """
    document, text = reading.documents.get(file), reading.text(file)
    if document is None or text is None:
        return
    origin = reading.target(file)
    destinations = Destinations(text.text)
    for link in written_links(document):
        resolved = reading.resolver.resolve(link.href, origin, reference=link.reference)
        if resolved.target is None or resolved.status not in {"ok", "anchor_missing"}:
            continue
        place = destinations.find(text.offset(link.line, link.column), link.href)
        if place is None:
            continue
        span: tuple[int, int] | None = place.start, place.end
        if link.reference is not None:
            span = name_in(text.text, place.start, place.end, link.reference.path)
            if span is not None and text.text.startswith("#", span[1]):
                # Up to the end of the name that the reference has in its tag.
                fragment = link.href.partition("#")[2]
                span = span[0], span[1] + 1 + len(fragment)
        elif place.is_made or place.address != link.href.strip():
            continue
        if span is not None:
            yield Reference(file, *span, resolved.target.file, resolved.fragment)
