"""Answers that are a part of a list."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from app.http.context import context_of
from app.http.responses import respond
from app.views.answers import SHARED, Answer, encode, json_answer
from app.views.catalog import Catalog
from app.views.listing import Listing
from app.views.selection import Selection


def list_response(
    request: Request,
    catalog: Catalog,
    listing: Listing[Any],
    numbers: Sequence[int],
    limit: int,
    offset: int,
    selection: Selection | None = None,
) -> Response:
    """Return the response of the items of these numbers, from `offset` on."""
    part = listing.part(numbers[offset : offset + limit], selection)
    key = request.scope["route"].path.strip("/")
    answer = list_answer(request, part, len(numbers), limit, offset, (key,))
    return respond(catalog, answer)


def list_answer(
    request: Request,
    items: Sequence[bytes],
    total: int,
    limit: int,
    offset: int,
    keys: tuple[str, ...],
    cache_control: str = SHARED,
) -> Answer:
    """Return the answer of encoded items, with the addresses of other parts of the list."""
    following = offset + limit if offset + limit < total else None
    body = b'{"items":[%b],"total":%d,"limit":%d,"offset":%d,"next":%b}' % (
        b",".join(items),
        total,
        limit,
        offset,
        encode(None if following is None else _address(request, limit, following)),
    )
    last = max(0, (total - 1) // limit * limit)
    offsets = {
        "first": 0 if offset else None,
        "prev": max(0, offset - limit) if offset else None,
        "next": following,
        "last": last if total > limit else None,
    }
    links = ", ".join(
        f'<{_address(request, limit, start)}>; rel="{relation}"'
        for relation, start in offsets.items()
        if start is not None
    )
    return json_answer(body, keys=keys, links=links or None, cache_control=cache_control)


def _address(request: Request, limit: int, offset: int) -> str:
    """Return the address of the same list from another offset, relative to the host."""
    filters = [
        (name, value)
        for name, value in sorted(request.query_params.multi_items())
        if name not in {"limit", "offset"}
    ]
    query = urlencode([*filters, ("limit", str(limit)), ("offset", str(offset))], safe=",:")
    return f"{context_of(request.scope).root_path}{request.url.path}?{query}"
