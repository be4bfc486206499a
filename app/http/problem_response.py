"""Requests that are refused before a route is asked, in the one shape of errors."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.views.answers import NEVER, encode
from app.views.http_problems import MEDIA_TYPE, http_problem, instance


def refusal(
    scope: Scope, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer. Specification: RFC 9457."""
    held = {"Cache-Control": NEVER, **(headers or {})}
    view = http_problem(status, detail, instance(scope))
    return Response(encode(view), status, headers=held, media_type=MEDIA_TYPE)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, detail: str) -> None:
    """Send it."""
    await refusal(scope, status, detail)(scope, receive, send)
