"""Answers → responses: versions, caching, parts of lists."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from fastapi import Request, Response

from app.views.answers import SHARED, Answer, json_answer
from app.views.catalog import Catalog


def respond(catalog: Catalog, answer: Answer) -> Response:
    """The answer out of a catalog. What the client has of it already is seen to further out."""
    headers = {"Content-Version": catalog.library.version}
    if answer.surrogate_keys:
        headers["Surrogate-Key"] = " ".join(quote(key) for key in answer.surrogate_keys)
    if answer.links:
        headers["Link"] = answer.links
    return whole(answer, headers)


def whole(answer: Answer, more: Mapping[str, str]) -> Response:
    """An answer with further headers."""
    headers = {"ETag": answer.etag, "Cache-Control": answer.cache_control, **more}
    return Response(answer.body, headers=headers, media_type=answer.media_type)


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
    return f"{request.scope['mounted_at']}{request.url.path}?{query}"
