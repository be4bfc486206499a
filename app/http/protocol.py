"""HTTP connections with limits that uvicorn does not have.

Without them a client could send a head or a body without end, read an answer without end, or keep
a connection open in silence. uvicorn 0.54 with httptools 0.9 also needs a guard for requests with
`Upgrade`: it answers them and reads their body as the next request.
"""

import asyncio
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.http.hosts import target_host
from app.http.middleware.limits import MAX_HEADERS, MAX_PATH, MAX_QUERY
from app.views.answers import NEVER, encode
from app.views.http_problems import MEDIA_TYPE, http_problem

# In bytes: request line and headers. LimitsMiddleware refuses smaller ones with a reason.
MAX_HEAD: Final = 2 * (MAX_PATH + MAX_QUERY + MAX_HEADERS)
# In bytes. No request here needs a body; a connection with a longer one is closed.
MAX_BODY: Final = 1024 * 1024
# How long idle connections stay open when the server stops.
CLOSE_SECONDS: Final = 1.0
# In bytes. The parser does not report where a head begins, so a piece counts as a whole.
_PIECE: Final = 16 * 1024
# In bytes: what the parser of targets reads. LimitsMiddleware refuses shorter ones with a reason.
_MAX_TARGET: Final = 65_535
_VERSIONS: Final = frozenset({"1.0", "1.1"})


class BoundedProtocol(HttpToolsProtocol):
    """Close connections whose requests are too large or slow, or whose answers are not read.

    A client has `request_seconds` to send a request, and `write_seconds` to read what is buffered
    for it. One answer waits for its client `answer_seconds` in all: one that reads a little now and
    then would keep a long answer, and its place among those, for hours.
    """

    request_seconds: ClassVar[float] = 20.0
    write_seconds: ClassVar[float] = 30.0
    answer_seconds: ClassVar[float] = 600.0
    # Pages of all other origins may not read the answers that are made here.
    allowed_origin: ClassVar[str | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        self._body_bytes = 0
        self._is_in_head = True
        # On the loop's clock; None while no request is awaited. One timer checks it now and then:
        # starting a timer for each request would take longer than answering many of them.
        self._deadline: float | None = None
        # Since when the client has not read what is buffered for it.
        self._stalled_at: float | None = None
        # How long the answer in progress has waited for the client before.
        self._waited = 0.0
        self._timer: asyncio.TimerHandle
        self._is_stopping = False
        # The request that is being answered. `cycle` is the last one that was read.
        self._answering: Any = None
        # No further request is read.
        self._is_ended = False
        self._reason: tuple[int, str] | None = None
        # The error to write after the answers in progress.
        self._refusal: bytes | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the server's own
        """Start the deadline of the first request."""
        super().connection_made(transport)
        self._deadline = self.loop.time() + self.request_seconds
        self._check_deadlines()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timer, and the answers to all requests of the connection.

        uvicorn ends the last request only: the one before it would write to a closed connection.
        """
        self._timer.cancel()
        super().connection_lost(exc)
        for cycle in (self._answering, *(waiting for waiting, _ in self.pipeline)):
            if cycle is not None and not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        self.pipeline.clear()

    def data_received(self, data: bytes) -> None:
        """Read, or refuse a head that is too large."""
        idle, self.timeout_keep_alive_task = self.timeout_keep_alive_task, None
        for start in range(0, len(data), _PIECE):
            if self._is_ended:
                break
            piece = data[start : start + _PIECE]
            super().data_received(piece)
            if self._is_in_head and not self._is_ended:
                self._head_bytes += len(piece)
                if self._head_bytes > MAX_HEAD:
                    self._refuse(431, f"the request's head has more than {MAX_HEAD} bytes")
        if idle is None:
            return
        if self._deadline is None and self._is_answered:
            # Empty lines between two requests are no request.
            self.timeout_keep_alive_task = idle
        else:
            idle.cancel()

    def on_message_begin(self) -> None:
        """Start the deadline of a later request."""
        super().on_message_begin()
        self._head_bytes = self._body_bytes = 0
        self._is_in_head = True
        if self._deadline is None:
            self._deadline = self.loop.time() + self.request_seconds

    def on_headers_complete(self) -> None:
        """Begin to answer a request, whose body may still be on its way."""
        version = self.parser.get_http_version()
        if version not in _VERSIONS:
            self._reason = (400, f"HTTP/{version} is not supported; use HTTP/1.1")
            # The parser stops, and the server passes its error to `send_400_response`.
            raise ValueError(version)
        if len(self.url) > _MAX_TARGET:
            self._reason = (414, f"the request's target has more than {_MAX_TARGET} bytes")
            raise ValueError(self.url)
        target_host(self.url, self.headers)
        super().on_headers_complete()
        self._is_in_head = False
        if not self.pipeline:
            self._answering = self.cycle
        if self.parser.should_upgrade():
            # Upgrade is ignored. The parser does not read what follows as this request's body, so
            # nothing that follows is read. Specification: RFC 9110, section 7.8.
            self._is_ended = True
        if self._is_ended or self._is_stopping:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Read a part of the body, which has no meaning here, up to the limit."""
        super().on_body(body)
        self._body_bytes += len(body)
        if self._body_bytes > MAX_BODY and not self._is_ended:
            self._end_with_answer()

    def on_message_complete(self) -> None:
        """End the deadline; wait for the next request if this one has been answered already."""
        self._deadline = None
        super().on_message_complete()
        if self.cycle.response_complete and self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def on_response_complete(self) -> None:
        """Go on with the next request, or refuse what is none."""
        self._waited = 0.0
        waiting = self.pipeline[-1][0] if self.pipeline else None
        super().on_response_complete()
        if waiting is not None:
            self._answering = waiting
        if self._refusal is not None and self.cycle.response_complete:
            self.transport.write(self._refusal)
            self.transport.close()

    def pause_writing(self) -> None:
        """Start the deadline of the client, which has much to read."""
        self._stalled_at = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """End the deadline."""
        if self._stalled_at is not None:
            self._waited += self.loop.time() - self._stalled_at
        self._stalled_at = None
        super().resume_writing()

    def shutdown(self) -> None:
        """Close an idle connection after a moment, because the server stops.

        Closing it at once would reset a request that has arrived and is not read yet.
        """
        if self._is_answered:
            self._is_stopping = True
            self.loop.call_later(CLOSE_SECONDS, super().shutdown)
        else:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Answer an invalid request in the shape of all errors."""
        if self._is_in_head:
            status, detail = self._reason or (400, f"{msg[:1].lower()}{msg[1:]}".rstrip("."))
            self._refuse(status, detail)
        else:
            self._end_with_answer()

    @property
    def _is_answered(self) -> bool:
        """True if no answer is in progress."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]  # before the first request it is None

    def _unsupported_upgrade_warning(self) -> None:
        """Log nothing: clients offer HTTP/2 this way."""

    def _check_deadlines(self) -> None:
        now = self.loop.time()
        left = self.request_seconds if self._deadline is None else self._deadline - now
        if left <= 0:
            self.transport.close()
            left = self.write_seconds
        if self.transport.is_closing() and self._stalled_at is None:
            self._stalled_at = now
        if self._stalled_at is not None:
            patience = min(self.write_seconds, self.answer_seconds - self._waited)
            unread = self._stalled_at + patience - now
            if unread <= 0:
                self.transport.abort()
                return
            left = min(left, unread)
        self._timer = self.loop.call_later(left, self._check_deadlines)

    def _end_with_answer(self) -> None:
        """Close the connection, after the answer to the request that has come in part."""
        self._is_ended = True
        if self.cycle.response_complete:
            self.transport.close()
        self.cycle.keep_alive = False

    def _refuse(self, status: int, detail: str) -> None:
        """Answer and close the connection, after the answers to earlier requests."""
        self._is_ended = True
        problem = http_problem(status, detail, "/")
        body = encode(problem)
        head = (
            f"HTTP/1.1 {status} {problem['title']}\r\n"
            f"content-type: {MEDIA_TYPE}\r\n"
            f"content-length: {len(body)}\r\n"
            f"cache-control: {NEVER}\r\n"
            "connection: close\r\n"
        )
        if self.allowed_origin is not None:
            head += f"access-control-allow-origin: {self.allowed_origin}\r\n"
        self._refusal = f"{head}\r\n".encode() + body
        if self._is_answered:
            self.transport.write(self._refusal)
            self.transport.close()


class OpenProtocol(BoundedProtocol):
    """The same for a service whose answers pages of any origin may read."""

    allowed_origin = "*"
