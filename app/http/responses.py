"""Answers as responses: records, parts of lists, and what caches need to know of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Request, Response

from app.http.context import context_of
from app.http.errors import RequestError
from app.http.filters import matching
from app.http.inclusion import (
    VIEWS,
    Inclusion,
    RecordQuery,
    parse_inclusion,
    with_included,
)
from app.http.queries import ListQuery, in_order, selection
from app.records import Condition, Kind, Location, Page
from app.views.answers import SHARED, Answer, encode, entity_tag, json_answer, record_answer
from app.views.catalog import Catalog
from app.views.clinic import clinic_view
from app.views.listing import Listing, list_end
from app.views.pages import page_answer
from app.views.shapes import UnmatchedView

T = TypeVar("T")
# In bytes. A shorter list is copied.
_LONG: Final = 1024 * 1024


def respond(catalog: Catalog, answer: Answer) -> Response:
    """Return an answer from a catalog as a whole response of status 200."""
    headers = {"Content-Version": catalog.library.version}
    if answer.surrogate_keys:
        headers["Surrogate-Key"] = " ".join(quote(key) for key in answer.surrogate_keys)
    if answer.links:
        headers["Link"] = answer.links
    return whole(answer, headers)


def whole(answer: Answer, more: Mapping[str, str]) -> Response:
    """Return an answer as a response with further headers."""
    headers = {"ETag": answer.etag, "Cache-Control": answer.cache_control, **more}
    return Response(answer.body, headers=headers, media_type=answer.media_type)


def find_record(catalog: Catalog, kind: Kind, slug: str) -> Page | Condition | Location:
    """Return the record of a kind and a slug.

    Raises RequestError: 410 if it has expired, 404 if there is none.
    """
    record = catalog.record(kind, slug)
    if record is not None:
        return record
    if slug in catalog.library.expired[kind]:
        raise RequestError(410, f'the {kind} "{slug}" has expired')
    suggestions = catalog.near(kind, slug)
    raise RequestError(404, f'there is no {kind} "{slug}"', suggestions=suggestions)


def record_response(
    request: Request, catalog: Catalog, kind: Kind, slug: str, query: RecordQuery
) -> Response:
    """Return the response of one record, or of its selected fields, with what it includes.

    Raises RequestError: 410 if it has expired, 404 if there is none.
    """
    record = find_record(catalog, kind, slug)
    selected = selection(query.fields, VIEWS[kind])
    inclusion = parse_inclusion(query, kind)
    if isinstance(record, Page):
        answer = page_answer(record, catalog.library, selected, catalog.digests)
    else:
        answer = record_answer(kind, slug, clinic_view(record, catalog.digests), selected)
    return respond(catalog, with_included(request, catalog, answer, [record], inclusion))


def records_response(
    request: Request,
    catalog: Catalog,
    listing: Listing[Any],
    query: ListQuery,
    view: Any,
    ranked: Sequence[int] | None = None,
    inclusion: Inclusion | None = None,
) -> Response:
    """Return the response of a list of records: those that match the query, in its order.

    `view` has the fields that can be selected. Of `ranked`, if it is not None, are all the items
    that count, by their numbers, in the order that they have where the query asks for none.
    """
    selected = selection(query.fields, view)
    matches = matching(listing, query.model_dump(include=set(listing.filters)))
    numbers = matches.numbers
    if ranked is not None:
        matching_numbers = set(numbers)
        numbers = [number for number in ranked if number in matching_numbers]
    numbers = in_order(listing, numbers, query.sort)
    part = ListPart(len(numbers), query.limit, query.offset, matches.unmatched)
    window = part.of(numbers)
    answer = list_answer(request, listing.part(window, selected), part)
    records = [listing.items[number] for number in window]
    return respond(catalog, with_included(request, catalog, answer, records, inclusion))


class ListPart(NamedTuple):
    """A part of the items that match, and the values of filters that none has."""

    total: int
    limit: int
    offset: int
    unmatched: Sequence[UnmatchedView] = ()

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Return the items of this part of all that match."""
        return items[self.offset : self.offset + self.limit]


def part_response(
    request: Request, catalog: Catalog, items: Iterable[bytes], part: ListPart
) -> Response:
    """Return the response of a part of a list, from its encoded items."""
    return respond(catalog, list_answer(request, items, part))


def list_answer(
    request: Request, items: Iterable[bytes], part: ListPart, cache_control: str = SHARED
) -> Answer:
    """Return the answer of encoded items, with the addresses of other parts of the list."""
    total, limit, offset, unmatched = part
    following = offset + limit if offset + limit < total else None
    reserve = context_of(request.scope).reserve
    body = bytearray(b'{"items":[')
    for number, item in enumerate(items):
        reserve(len(item))
        if number:
            body += b","
        body += item
    address = None if following is None else _address(request, limit, following)
    body += list_end(total, limit, offset, address, unmatched)
    offsets = {
        "first": 0 if offset else None,
        "prev": max(0, offset - limit) if offset else None,
        "next": following,
        "last": max(0, (total - 1) // limit * limit) if total > limit else None,
    }
    links = ", ".join(
        f'<{_address(request, limit, start)}>; rel="{relation}"'
        for relation, start in offsets.items()
        if start is not None
    )
    key = request.scope["route"].path.strip("/")
    view = bytes(body) if len(body) < _LONG else memoryview(body)
    return json_answer(view, keys=(key,), links=links or None, cache_control=cache_control)


def with_fields(answer: Answer, fields: Mapping[str, Any]) -> Answer:
    """Return the answer of a list with further fields."""
    body = b"%b,%b" % (bytes(answer.body[:-1]), encode(fields)[1:])
    return answer._replace(body=body, etag=entity_tag(body))


def _address(request: Request, limit: int, offset: int) -> str:
    """Return the address of the same list from another offset, relative to the host."""
    filters = [
        (name, value)
        for name, value in sorted(request.query_params.multi_items())
        if name not in {"limit", "offset"}
    ]
    query = urlencode([*filters, ("limit", str(limit)), ("offset", str(offset))], safe=",:")
    return f"{context_of(request.scope).root_path}{request.url.path}?{query}"
