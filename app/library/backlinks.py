"""The pages that link to a page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.clinic.names import alphabetical
from app.records import Link, Ref

_LEADING: Final = frozenset({"ok", "redirected", "anchor_missing"})


def link_targets(links: Iterable[Link]) -> Iterator[Ref]:
    """Yield the pages to which links lead."""
    for link in links:
        if link.target is not None and link.status in _LEADING:
            yield link.target


def backlinks(pages: Iterable[tuple[Ref, Sequence[Link]]]) -> dict[str, tuple[Ref, ...]]:
    """Return by slug the pages that link to a page from elsewhere.

    `pages` are all pages with their links; each backlink comes once, in their order.
    """
    origins: dict[str, dict[str, Ref]] = {}
    for origin, links in pages:
        for target in link_targets(links):
            if origin.slug != target.slug:
                origins.setdefault(target.slug, {})[origin.slug] = origin
    return {slug: tuple(refs.values()) for slug, refs in origins.items()}


def by_title(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Return references sorted by title, regardless of case, then by slug."""
    return tuple(sorted(refs, key=lambda ref: (alphabetical(ref.title), ref.title, ref.slug)))
