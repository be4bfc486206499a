"""Pages in the order in which they are read: those of a menu, or of a folder."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.records import Ref


class ReadingOrder(NamedTuple):
    """Pages in their order, each once, and the index of each by its slug."""

    pages: tuple[Ref, ...]
    indexes: Mapping[str, int]

    def neighbours(self, slug: str) -> tuple[Ref | None, Ref | None] | None:
        """Return the pages before and after one; None if that is not among them."""
        index = self.indexes.get(slug)
        if index is None:
            return None
        before = self.pages[index - 1] if index > 0 else None
        after = self.pages[index + 1] if index + 1 < len(self.pages) else None
        return before, after


def reading_order(refs: Iterable[Ref]) -> ReadingOrder:
    """Return the order of these pages; a repeated one has its first place."""
    pages = tuple(dict.fromkeys(refs))
    return ReadingOrder(pages, {ref.slug: index for index, ref in enumerate(pages)})
