"""Parts of lists as answers."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import Request

from app.http.context import context_of
from app.views.answers import SHARED, Answer, json_answer


def list_answer(
    request: Request,
    items: Sequence[bytes],
    total: int,
    limit: int,
    offset: int,
    keys: tuple[str, ...],
    cache_control: str = SHARED,
) -> Answer:
    """A part of a list, with the addresses of the other parts."""
    following = offset + limit if offset + limit < total else None
    rest = b",".join(items)
    where = _address(request, limit, following)
    body = b'{"items":[%b],"total":%d,"limit":%d,"offset":%d,"next":%b}' % (
        rest,
        total,
        limit,
        offset,
        b"null" if where is None else f'"{where}"'.encode(),
    )
    last = max(0, (total - 1) // limit * limit)
    relations = {
        "first": 0 if offset else None,
        "prev": max(0, offset - limit) if offset else None,
        "next": following,
        "last": last if total > limit else None,
    }
    links = ", ".join(
        f'<{_address(request, limit, place)}>; rel="{relation}"'
        for relation, place in relations.items()
        if place is not None
    )
    return json_answer(body, keys=keys, links=links or None, cache_control=cache_control)


def _address(request: Request, limit: int, offset: int | None) -> str | None:
    """The same list from another offset: relative to the host, so equal on every host."""
    if offset is None:
        return None
    kept = [
        (name, value)
        for name, value in sorted(request.query_params.multi_items())
        if name not in {"limit", "offset"}
    ]
    query = urlencode([*kept, ("limit", str(limit)), ("offset", str(offset))], safe=",:")
    return f"{context_of(request.scope).root_path}{request.url.path}?{query}"
