"""HTTP connections with bounds that the server underneath does not set.

Without them one client may send headers for ever, or hold a connection open and say nothing.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.http.middleware.limits import MAX_HEADERS, MAX_PATH, MAX_QUERY
from app.views.answers import NEVER, encode
from app.views.http_problems import MEDIA_TYPE, http_problem

# A request's line and headers, beyond what the gateway refuses with a reason.
MAX_HEAD: Final = 2 * (MAX_PATH + MAX_QUERY + MAX_HEADERS)
# From when a client may speak until its request is there but for its body.
HEAD_SECONDS: Final = 20.0
# How long a connection that waits is listened to yet when the server stops.
LAST_SECONDS: Final = 1.0


class BoundedProtocol(HttpToolsProtocol):
    """Closes connections whose requests are too large or too slow in coming."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        # On the loop's clock; None where nothing is waited for. One timer looks at it now and
        # then: to set one for each request takes longer than to answer many of them.
        self._deadline: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._stopping = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server's own
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()
        self._look_again(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read, but not for ever."""
        if self._deadline is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD:
                self._refuse(431, f"the request's head has more than {MAX_HEAD} bytes")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins; the one after another begins to be waited for here."""
        super().on_message_begin()
        if self._deadline is None:
            self._head_bytes = 0
            self._wait()

    def on_headers_complete(self) -> None:
        """The request is there."""
        self._deadline = None
        super().on_headers_complete()
        if self._stopping:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """The server stops: a connection that waits is closed once nothing can be on its way.

        To close it at once would reset a request that has arrived and is not read yet.
        """
        if self.cycle is None or self.cycle.response_complete:  # type: ignore[redundant-expr]  # before the first request it is None
            self._stopping = True
            self.loop.call_later(LAST_SECONDS, self._stop)
        else:
            super().shutdown()

    def _stop(self) -> None:
        if not self.transport.is_closing():
            super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """A request that is none, answered in the one shape of errors."""
        self._refuse(400, f"{msg[:1].lower()}{msg[1:]}".rstrip("."))

    def _wait(self) -> None:
        self._deadline = self.loop.time() + HEAD_SECONDS

    def _look_again(self, seconds: float) -> None:
        self._timer = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        left = HEAD_SECONDS if self._deadline is None else self._deadline - self.loop.time()
        if left <= 0:
            self.transport.close()
        else:
            self._look_again(left)

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
