"""Many records in one answer, one a line. Specification: https://github.com/ndjson/ndjson-spec."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, Literal, TypeAlias

from app.views.answers import encode
from app.views.catalog import Catalog
from app.views.clinic import clinic_view
from app.views.manifest import SITE
from app.views.pages import page_view

NDJSON: Final = "application/x-ndjson"
BundleKind: TypeAlias = Literal["page", "condition", "location", "menu", "site"]


def bundle_keys(
    catalog: Catalog, kinds: Collection[str] | None, languages: Collection[str] | None
) -> list[str]:
    """Return the keys of the records of these kinds and languages; None means all.

    A record without a language is one of every language.
    """
    return [
        key
        for key in catalog.manifest.records
        if (kinds is None or key.partition("/")[0] in kinds)
        and (languages is None or _language(catalog, key) in {None, *languages})
    ]


def bundle_lines(catalog: Catalog, keys: Iterable[str]) -> Iterator[bytes]:
    """Yield a line for each key: the key, the digest and the record, null if there is none."""
    digests = catalog.manifest.records
    for key in keys:
        digest = digests.get(key)
        record = b"null" if digest is None else record_body(catalog, key)
        yield bundle_line(key, digest, record)


def bundle_line(key: str, digest: str | None, record: bytes) -> bytes:
    """Return the line of a record."""
    return b'{"key":%b,"digest":%b,"record":%b}\n' % (encode(key), encode(digest), record)


def record_body(catalog: Catalog, key: str) -> bytes:
    """Return the answer of a record of the manifest."""
    if key == SITE:
        return bytes(catalog.site.body)
    kind, _, slug = key.partition("/")
    if kind == "menu":
        return encode(catalog.menus_by_key.get(key))
    library = catalog.library
    if kind == "page":
        page = library.pages_by_slug[slug]
        return encode(page_view(page, library, digests=catalog.digests))
    by_slug = library.conditions_by_slug if kind == "condition" else library.locations_by_slug
    return encode(clinic_view(by_slug[slug], catalog.digests))


def _language(catalog: Catalog, key: str) -> str | None:
    kind, _, slug = key.partition("/")
    if kind == "page":
        return catalog.library.pages_by_slug[slug].language
    menu = catalog.menus_by_key.get(key) if kind == "menu" else None
    return menu.language if menu is not None else None
