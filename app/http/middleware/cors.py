"""CORS and security headers. Specification: the Fetch standard, CORS protocol."""

from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import OPTIONS, Header, RequestContext
from app.views.http_problems import VALID_METHODS

_EXPOSED: Final = (
    b"access-control-expose-headers",
    b"ETag, Link, Content-Version, X-Request-ID",
)
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": VALID_METHODS,
    "Access-Control-Max-Age": "86400",
}
# By default a browser may read an answer but not run it.
_SECURITY: Final[tuple[Header, ...]] = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class CorsMiddleware:
    """Let pages of `origins` read the answers; `*` is any origin.

    It stands above LimitsMiddleware, so that pages can read the reason of a refusal too.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._any = "*" in origins
        self._origins = frozenset(origin.lower().encode() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS for every address; add the headers to all other answers."""
        context: RequestContext = scope["context"]
        allowed = self._allowed(context.headers.get(b"origin"))
        context.allowed_origin = allowed
        context.response_headers = _SECURITY
        if allowed is not None:
            context.response_headers += ((b"access-control-allow-origin", allowed), _EXPOSED)
        if not self._any:
            context.vary = (b"Origin",)
        if scope["method"] != "OPTIONS":
            await self._app(scope, receive, send)
            return
        context.route = OPTIONS
        await _options_response(context, allowed)(scope, receive, send)

    def _allowed(self, origin: bytes | None) -> bytes | None:
        if self._any:
            return b"*"
        return origin if origin is not None and origin.lower() in self._origins else None


def _options_response(context: RequestContext, allowed: bytes | None) -> Response:
    """Return the answer to OPTIONS; a preflight request may announce any header."""
    if b"access-control-request-method" not in context.headers:
        return Response(status_code=204, headers={"Allow": VALID_METHODS})
    if allowed is None:
        return Response(status_code=204)
    requested = context.headers.get(b"access-control-request-headers", b"").decode("latin-1")
    headers = {**_PREFLIGHT, "Vary": "Access-Control-Request-Headers"}
    if requested:
        headers["Access-Control-Allow-Headers"] = requested
    return Response(status_code=204, headers=headers)
