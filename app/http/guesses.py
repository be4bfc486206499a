"""Addresses that a client may have meant by one where nothing is."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote

from app.records import Kind, Page, Ref
from app.regex import regex
from app.suggestions import most_like
from app.views.catalog import ENDPOINTS, Catalog
from app.views.near import clinic_ref

# Endpoints without parameters in their paths.
_ENDPOINTS: Final = tuple(
    path for address in ENDPOINTS.values() if "{" not in (path := address.partition("{?")[0])
)
# First parts of the addresses of other APIs.
_PREFIX: Final = regex(r"api|rest|wp-json|wp|content|v[0-9]+(\.[0-9]+)?", re.IGNORECASE)
_OTHER_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("post", "posts", "article", "articles", "content"), "/pages"),
    **dict.fromkeys(("office", "offices", "clinic", "clinics"), "/locations"),
    **dict.fromkeys(("symptom", "symptoms", "treatments"), "/conditions"),
    **dict.fromkeys(("redoc", "swagger", "swagger-ui", "swagger-ui.html"), "/docs"),
    **dict.fromkeys(
        ("openapi", "openapi.yaml", "openapi.yml", "swagger.json", "swagger.yaml", "api-docs"),
        "/openapi.json",
    ),
    **dict.fromkeys(("health", "healthcheck", "status", "ping", "livez"), "/healthz"),
    "ready": "/readyz",
    "navigation": "/menus",
}
_KINDS: Final[Mapping[str, Kind]] = {
    "/pages": "page",
    "/conditions": "condition",
    "/locations": "location",
}
_MOST: Final = 5
# Of 100. `/page` and `/pages` have 91, `/images` and `/pages` 77.
_ALIKE: Final = 80.0


class Guess(NamedTuple):
    """An address that exists, and the record that it answers with."""

    address: str
    ref: Ref | None = None


def guesses(catalog: Catalog, path: str) -> tuple[Guess, ...]:
    """Return the addresses that an unknown path may mean, best first; one at least."""
    by_address: dict[str, Guess] = {}
    for guess in _guesses(catalog, path):
        by_address.setdefault(guess.address, guess)
        if len(by_address) == _MOST:
            break
    return tuple(by_address.values())


def _guesses(catalog: Catalog, path: str) -> Iterator[Guess]:
    names = [name for name in path.split("/") if name]
    yield from _at_endpoint(catalog, names)
    while names and _PREFIX.fullmatch(names[0]):
        names = names[1:]
        yield from _at_endpoint(catalog, names)
    # The path may be one of the website.
    match = catalog.library.resolve(f"/{'/'.join(names)}") if names else None
    if match is not None and match.page is not None:
        yield _record(match.page.ref)
    elif match is not None and match.asset is not None:
        yield Guess(quote(match.asset.path))
    if names:
        yield from map(_record, catalog.near("page", "/".join(names)))
    yield Guess("/")


def _at_endpoint(catalog: Catalog, names: list[str]) -> Iterator[Guess]:
    """Yield an endpoint whose name is like the first part of a path, and its records."""
    if not names:
        return
    name = names[0].lower()
    endpoint = _OTHER_NAMES.get(name)
    if endpoint is None:
        similar = most_like(f"/{name}", _ENDPOINTS, least=_ALIKE)
        endpoint = similar[0] if similar else None
    if endpoint is None:
        return
    slug = "/".join(names[1:])
    kind = _KINDS.get(endpoint)
    if slug and kind is not None:
        record = catalog.record(kind, slug)
        if record is not None:
            yield _record(record.ref if isinstance(record, Page) else clinic_ref(record))
        yield from map(_record, catalog.near(kind, slug))
    elif slug and endpoint == "/menus" and catalog.library.menu(slug) is not None:
        yield Guess(f"{endpoint}/{quote(slug)}")
    yield Guess(endpoint)


def _record(ref: Ref) -> Guess:
    return Guess(f"/{ref.kind}s/{quote(ref.slug)}", ref)
