"""Answers as responses, with their version and what caches need."""

from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import Response

from app.views.answers import Answer
from app.views.catalog import Catalog


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
