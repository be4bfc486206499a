"""HTTP connections with limits that uvicorn does not have.

Without them a client could send headers without end, or keep a connection open in silence.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.http.middleware.limits import MAX_HEADERS, MAX_PATH, MAX_QUERY
from app.views.answers import NEVER, encode
from app.views.http_problems import MEDIA_TYPE, http_problem

# In bytes: request line and headers. LimitsMiddleware refuses smaller ones with a reason.
MAX_HEAD: Final = 2 * (MAX_PATH + MAX_QUERY + MAX_HEADERS)
# The time that a client has for a request without its body.
HEAD_SECONDS: Final = 20.0
# How long idle connections stay open when the server stops.
CLOSE_SECONDS: Final = 1.0


class BoundedProtocol(HttpToolsProtocol):
    """Close connections whose requests are too large or too slow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        # On the loop's clock; None while no request is awaited. One timer checks it now and then:
        # starting a timer for each request would take longer than answering many of them.
        self._deadline: float | None = None
        self._timer: asyncio.TimerHandle
        self._stopping = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server's own
        """Start the deadline of the first request."""
        super().connection_made(transport)
        self._await_head()
        self._check_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timer."""
        self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read, or refuse a head that is too large."""
        if self._deadline is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD:
                self._refuse(431, f"the request's head has more than {MAX_HEAD} bytes")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Start the deadline of a later request."""
        super().on_message_begin()
        if self._deadline is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """End the deadline."""
        self._deadline = None
        super().on_headers_complete()
        if self._stopping:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """Close an idle connection after a moment, because the server stops.

        Closing it at once would reset a request that has arrived and is not read yet.
        """
        if self.cycle is None or self.cycle.response_complete:  # type: ignore[redundant-expr]  # before the first request it is None
            self._stopping = True
            self.loop.call_later(CLOSE_SECONDS, super().shutdown)
        else:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Answer an invalid request in the shape of all errors."""
        self._refuse(400, f"{msg[:1].lower()}{msg[1:]}".rstrip("."))

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._deadline = self.loop.time() + HEAD_SECONDS

    def _check_deadline(self) -> None:
        left = HEAD_SECONDS if self._deadline is None else self._deadline - self.loop.time()
        if left <= 0:
            self.transport.close()
        else:
            self._timer = self.loop.call_later(left, self._check_deadline)

    def _refuse(self, status: int, detail: str) -> None:
        problem = http_problem(status, detail, "/")
        body = encode(problem)
        head = (
            f"HTTP/1.1 {status} {problem['title']}\r\n"
            f"content-type: {MEDIA_TYPE}\r\n"
            f"content-length: {len(body)}\r\n"
            f"cache-control: {NEVER}\r\n"
            "access-control-allow-origin: *\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
