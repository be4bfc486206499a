"""Answers to requests that ask for nothing but an address: no route has anything to decide.

The routes answer them in the same words, for they are made by the same functions. Here they are
found before there are routes, which take as long to get ready as a small site takes to be read.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from starlette.responses import Response

from app.http.readiness import health, readiness
from app.http.responses import respond
from app.live.snapshot import SnapshotStore
from app.views.answers import Answer, record_answer
from app.views.catalog import Catalog
from app.views.pages import page_answer


class Plain(NamedTuple):
    """How to answer, and the route that would: the pattern of its addresses."""

    route: str
    answer: Callable[[], Response]


def plain(path: str, catalog: Catalog | None, shelf: SnapshotStore) -> Plain | None:
    """How to answer a GET of this path without a query; None to ask the routes."""
    if path == "/healthz":
        return Plain(path, health)
    if catalog is None:
        return None
    if path == "/readyz":
        return Plain(path, partial(readiness, catalog, shelf))
    kind, _, slug = path[1:].partition("/")
    answer = _record(catalog, kind, slug)
    if answer is None:
        return None
    return Plain(f"/{kind}/{{slug}}", lambda: respond(catalog, answer()))


def _record(catalog: Catalog, kind: str, slug: str) -> Callable[[], Answer] | None:
    """What makes the answer of a record that there is."""
    library = catalog.library
    if kind == "pages" and (page := library.pages_by_slug.get(slug)) is not None:
        return partial(page_answer, page, library, None)
    if kind == "conditions" and (condition := library.conditions_by_slug.get(slug)) is not None:
        return lambda: record_answer("condition", slug, condition)
    if kind == "locations" and (location := library.locations_by_slug.get(slug)) is not None:
        return lambda: record_answer("location", slug, location)
    return None
