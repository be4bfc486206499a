"""The one layer in front of the routes: methods, paths, cross-origin headers, static files.

It is plain ASGI, so that it costs next to nothing and sees every answer, errors too.
"""

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.delivery.static_files import serve_asset
from app.views.catalog import Catalog
from app.views.http_problems import VALID_METHODS

_EXPOSED: Final = "ETag, Link, Content-Version"
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": VALID_METHODS,
    "Access-Control-Max-Age": "86400",
    "Vary": "Access-Control-Request-Headers",
}


class Gateway:
    """Wraps the application. `catalog` tells what is served at the moment, if anything is."""

    def __init__(self, app: ASGIApp, catalog: Callable[[], Catalog | None]) -> None:
        self._app = app
        self._catalog = catalog

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the routes answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_origin(send)
        method = scope["method"]
        if method == "OPTIONS":
            await _options(Headers(scope=scope))(scope, receive, send)
            return
        if method == "HEAD":
            send = _without_body(send)
        path: str = scope["path"]
        catalog = self._catalog()
        asset = catalog.library.assets.get(path) if catalog is not None else None
        if catalog is not None and asset is not None:
            await serve_asset(asset, catalog.library, scope, receive, send)
            return
        changed = dict(scope)
        if len(path) > 1 and path.endswith("/"):
            changed["path"] = path.rstrip("/") or "/"
        if method == "HEAD":
            changed["method"] = "GET"
        await self._app(changed, receive, send)


def _options(headers: Headers) -> Response:
    """What is possible. To a browser that asks before it asks: any origin, any header."""
    if "access-control-request-method" not in headers:
        return Response(status_code=204, headers={"Allow": VALID_METHODS})
    asked = headers.get("access-control-request-headers")
    allowed = {"Access-Control-Allow-Headers": asked} if asked else {}
    return Response(status_code=204, headers={**_PREFLIGHT, **allowed})


def _with_origin(send: Send) -> Send:
    """Every answer says that any origin may read it: caches keep it for askers of all origins."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = _EXPOSED
        await send(message)

    return sending


def _without_body(send: Send) -> Send:
    """HEAD is GET without the body: the same headers, its length too."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending
