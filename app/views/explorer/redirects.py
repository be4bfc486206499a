"""The redirects of a site as a table."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.library.library import Library

PART: Final = 100


class RedirectRow(NamedTuple):
    """An old address and where it leads; `slug` is that of the page there, if one is."""

    source: str
    to: str | None
    status: int
    is_wildcard: bool
    slug: str | None


class RedirectTable(NamedTuple):
    """A part of the redirects, `part` of `parts`."""

    rows: Sequence[RedirectRow]
    total: int
    words: str
    part: int
    parts: int


def redirect_table(library: Library, words: str = "", part: int = 1) -> RedirectTable:
    """Return a part of the redirects whose addresses have the words in them."""
    needle = words.strip().casefold()
    matching = [
        redirect
        for redirect in library.addresses.redirects
        if needle in redirect.source.casefold() or needle in (redirect.to or "").casefold()
    ]
    parts = max(1, -(-len(matching) // PART))
    part = min(max(1, part), parts)
    rows = []
    for redirect in matching[(part - 1) * PART : part * PART]:
        match = None if redirect.to is None else library.resolve(redirect.to)
        page = None if match is None else match.page
        rows.append(RedirectRow(*redirect, None if page is None else page.ref.slug))
    return RedirectTable(rows, len(matching), words, part, parts)
