"""Sees every request first and every answer last: gives it an id, counts it, times it, logs it."""

import logging
import re
import secrets
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.context import open_context
from app.http.metrics import Metrics
from app.http.middleware.answer_cache import AnswerCache
from app.http.raw_response import send_whole
from app.logs import REQUEST_ID

_ACCESS: Final = logging.getLogger("app.access")
# Specification: W3C Trace Context, section 3.2. A trace of zeroes is none.
_TRACEPARENT: Final = re.compile(rb"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*\Z")


class MetricsMiddleware:
    """Wraps the application; what lies ready it sends itself.

    With `access_log` each answer is a line of the log.
    """

    def __init__(
        self, app: ASGIApp, table: AnswerCache, metrics: Metrics, *, access_log: bool
    ) -> None:
        self._app = app
        self._table = table
        self._metrics = metrics
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the request pass and look at what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        found = self._table.find(scope)
        if found is None:
            await self._pass(scope, receive, send, begun)
            return
        variant, tags = found
        reply = variant.reply(scope["method"], tags)
        if not send_whole(send, reply):
            await send(reply.start)
            await send(reply.body)
        seconds = time.perf_counter() - begun
        self._metrics.answered(variant.route, reply.status, reply.coding, seconds)
        if self._access_log:
            REQUEST_ID.set(_request_id(scope))
            _log(scope, variant.route, reply.status, seconds)

    async def _pass(self, scope: Scope, receive: Receive, send: Send, begun: float) -> None:
        request_id = _request_id(scope)
        REQUEST_ID.set(request_id)
        status, coding = 500, "identity"

        async def sending(message: Message) -> None:
            nonlocal status, coding
            if message["type"] == "http.response.start":
                status = message["status"]
                for name, value in message["headers"]:
                    if name.lower() == b"content-encoding":
                        coding = value.decode("latin-1")
                if status >= 400:
                    # By this whoever reports an error is found in the log.
                    named = (b"x-request-id", request_id.encode())
                    message = {**message, "headers": [*message["headers"], named]}
            await send(message)

        with open_context(scope) as account:
            try:
                await self._app(scope, receive, sending)
            finally:
                seconds = time.perf_counter() - begun
                self._metrics.answered(account.route, status, coding, seconds)
                if self._access_log:
                    _log(scope, account.route, status, seconds)


def _request_id(scope: Scope) -> str:
    """The trace that the request belongs to, else an id of its own: 32 hexadecimal digits."""
    for name, value in scope["headers"]:
        if name == b"traceparent" and (found := _TRACEPARENT.match(value)):
            return found[1].decode()
    return secrets.token_hex(16)


def _log(scope: Scope, route: str, status: int, seconds: float) -> None:
    target = scope.get("raw_path") or scope["path"].encode()
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    client = scope.get("client")
    _ACCESS.info(
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
