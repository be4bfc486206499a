"""Answers that are a part of a list."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import Request

from app.views.answers import SHARED, Answer, encode, json_answer


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
    return f"{request.scope['mounted_at']}{request.url.path}?{query}"
