"""The outermost middleware: creates the request's context, then counts, times and logs."""

import asyncio
import logging
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.context import RequestContext, request_headers, request_id, route_pattern
from app.http.encoded_response import PIECE
from app.http.errors import RequestError
from app.http.metrics import Metrics
from app.logs import REQUEST_ID
from app.site.paths import composed

_ACCESS_LOG: Final = logging.getLogger("app.access")


class MetricsMiddleware:
    """Measure every request. With `access_log` each response is a line of the log."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, root_path: str, access_log: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._root_path = root_path
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with an error if a middleware refuses it.

        Any other failure counts as status 500.
        """
        began = time.perf_counter()
        path, root = scope["path"], self._root_path
        if root and f"{path}/".startswith(f"{root}/"):
            path = path[len(root) :] or "/"
        headers = request_headers(scope)
        context = RequestContext(composed(path), root, headers, request_id(headers))
        scope["context"] = context
        REQUEST_ID.set(context.request_id)
        send = _completing(send, scope["method"], context)
        try:
            await self._app(scope, receive, send)
        except RequestError as error:
            await error.response(scope)(scope, receive, send)
        except asyncio.CancelledError:
            # The server stops, and the time to stop in is over: for it to log a failure would be a
            # false alarm. It closes a connection whose answer has begun.
            if not context.has_begun:
                stopping = RequestError(503, "the service stops", headers={"Retry-After": "5"})
                await stopping.response(scope)(scope, receive, send)
        finally:
            # An idle connection keeps the scope of its last request; a catalog that has been
            # replaced must not stay in memory with it.
            context.catalog = None
            seconds = time.perf_counter() - began
            route = context.route or route_pattern(scope)
            self._metrics.record(route, context.status, context.coding, seconds)
            if self._access_log:
                _log(scope, route, context.status, seconds)


def _completing(send: Send, method: str, context: RequestContext) -> Send:
    """Return a `send` that completes the headers and notes the status in the request's context.

    The response to HEAD has no body, whatever the server would do.
    """

    async def send_completed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = context.complete(message["headers"])
            context.status = message["status"]
            context.has_begun = True
            context.coding = dict(headers).get(b"content-encoding", b"identity").decode("latin-1")
            if context.status >= 400:
                # A client that reports an error can be found in the log.
                headers.append((b"x-request-id", context.request_id.encode()))
            message = {**message, "headers": headers}
        elif method == "HEAD":
            message = {**message, "body": b""}
        elif len(body := message.get("body", b"")) > PIECE:
            # The server buffers no more than a piece for a client that reads slowly.
            for start in range(0, len(body) - PIECE, PIECE):
                piece = {**message, "body": body[start : start + PIECE], "more_body": True}
                await send(piece)
            message = {**message, "body": body[start + PIECE :]}
        await send(message)

    return send_completed


def _log(scope: Scope, route: str, status: int, seconds: float) -> None:
    target = scope.get("raw_path") or scope["path"].encode()
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    client = scope.get("client")
    fields = {
        "method": scope["method"],
        "target": target.decode("latin-1"),
        "status": status,
        "route": route,
        "seconds": round(seconds, 6),
        "client": client[0] if client else None,
    }
    _ACCESS_LOG.info("%(method)s %(target)s %(status)d", fields, extra=fields)
