"""Digests of records: equal digests mean equal answers of `/{kind}s/{slug}`, on every machine.

A digest is a hash of what the answer is made from, so it takes no rendering.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, Self, TypeVar

from app import __version__
from app.hashing import digest_of
from app.library.library import Library
from app.records import Condition, Location, Page
from app.views.answers import encode

# A body is hashed by what it is made from; `weight` is not sent.
_NOT_ENCODED: Final = frozenset({"weight", "body"})
R = TypeVar("R", bound=Page | Condition | Location)


class Hashed(Generic[R]):
    """The digests of records' own values, by slug, hashed when they are first read."""

    def __init__(
        self, digest: Callable[[R], str], digests: dict[str, tuple[R, str]] | None = None
    ) -> None:
        self._hash = digest
        self._digests = {} if digests is None else digests

    def of(self, record: R) -> str:
        """Return the digest of a record."""
        kept = self._digests.get(record.slug)
        if kept is None or kept[0] is not record:
            kept = self._digests[record.slug] = (record, self._hash(record))
        return kept[1]

    def kept_for(self, records: Mapping[str, R]) -> Self:
        """Return the digests of those of these records that have been hashed."""
        # Other threads may hash more meanwhile.
        hashed = self._digests.copy().items()
        return type(self)(
            self._hash, {slug: kept for slug, kept in hashed if records.get(slug) is kept[0]}
        )


class Digests:
    """The digests of a library's records.

    Those of records that have not changed are taken from `previous`.
    """

    def __init__(self, library: Library, previous: "Digests | None" = None) -> None:
        self._library = library
        self.pages: Hashed[Page] = Hashed(_page_digest)
        self.conditions: Hashed[Condition] = Hashed(lambda record: view_digest("condition", record))
        self.locations: Hashed[Location] = Hashed(lambda record: view_digest("location", record))
        if previous is not None:
            self.pages = previous.pages.kept_for(library.pages_by_slug)
            self.conditions = previous.conditions.kept_for(library.conditions_by_slug)
            self.locations = previous.locations.kept_for(library.locations_by_slug)

    def of(self, record: Page | Condition | Location) -> str:
        """Return the digest of a record of the library."""
        if isinstance(record, Condition):
            return self.conditions.of(record)
        if isinstance(record, Location):
            return self.locations.of(record)
        # The answer has the metadata of the site, and of the condition or office it is about.
        library, about = self._library, None
        site = library.site
        if record.condition is not None:
            about = self.of(library.conditions_by_slug[record.condition])
        elif record.location is not None:
            office = self.of(library.locations_by_slug[record.location])
            about = digest_of(office, site.business_type)
        return digest_of(self.pages.of(record), site.title, site.base_url, about)


def view_digest(kind: str, view: Any) -> str:
    """Return the digest of a view that is made from nothing but its values."""
    return digest_of(__version__, kind, encode(view))


def _page_digest(page: Page) -> str:
    values = {name: value for name, value in vars(page).items() if name not in _NOT_ENCODED}
    body = page.body
    own = encode([values, body.excerpt, body.toc, body.section_lines])
    return digest_of(__version__, "page", own, body.content.digest())
