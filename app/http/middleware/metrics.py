"""The outermost middleware: creates the request's context, then counts, times and logs."""

import logging
import time
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import RequestContext, request_headers, route_pattern
from app.http.metrics import Metrics
from app.http.response_sender import ResponseSender
from app.logs import CURRENT_REQUEST

_ACCESS_LOG: Final = logging.getLogger("app.access")


class MetricsMiddleware:
    """Measure every request. With `access_log` each response is a line of the log."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, root_path: str, access_log: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._root_path = root_path
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; any failure counts as status 500."""
        began = time.perf_counter()
        path = self._below_root(scope["path"]) if self._root_path else scope["path"]
        context = RequestContext(path, self._root_path, request_headers(scope))
        scope["context"] = context
        CURRENT_REQUEST.set(context)
        sender = ResponseSender(send, scope["method"], context)
        try:
            await self._app(scope, receive, sender)
        finally:
            # An idle connection keeps the scope of its last request; a catalog that has been
            # replaced must not stay in memory with it.
            context.catalog = None
            seconds = time.perf_counter() - began
            route = context.route or route_pattern(scope)
            self._metrics.record(route, context.status, context.coding, seconds)
            if self._access_log:
                _log(scope, route, context.status, seconds)

    def _below_root(self, path: str) -> str:
        root = self._root_path
        if path == root or path.startswith(f"{root}/"):
            return path[len(root) :] or "/"
        return path


def _log(scope: Scope, route: str, status: int, seconds: float) -> None:
    target = scope.get("raw_path") or scope["path"].encode()
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    client = scope.get("client")
    _ACCESS_LOG.info(
        "%s %s %d",
        scope["method"],
        target.decode("latin-1"),
        status,
        extra={
            "method": scope["method"],
            "target": target.decode("latin-1"),
            "status": status,
            "route": route,
            "seconds": round(seconds, 6),
            "client": client[0] if client else None,
        },
    )
