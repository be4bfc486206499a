"""The way through pages that follow one another: of a menu, or of a folder."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.records import Ref


class ReadingOrder(NamedTuple):
    """Pages in their order, each once, and where on the way each stands."""

    pages: tuple[Ref, ...]
    places: Mapping[str, int]

    def beside(self, slug: str) -> tuple[Ref | None, Ref | None] | None:
        """The pages before and after one; None where the way does not come by it."""
        place = self.places.get(slug)
        if place is None:
            return None
        before = self.pages[place - 1] if place > 0 else None
        after = self.pages[place + 1] if place + 1 < len(self.pages) else None
        return before, after


def reading_order(refs: Iterable[Ref]) -> ReadingOrder:
    """The way through these pages; one that comes again has its first place."""
    pages = tuple(dict.fromkeys(refs))
    return ReadingOrder(pages, {ref.slug: place for place, ref in enumerate(pages)})
