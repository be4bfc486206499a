"""Write cached answers straight to the connection, past the middlewares and past uvicorn.

uvicorn checks and joins all headers of every response, and the middlewares take 5 µs. Measured in
answers per second of CPU (`make bench ROWS=hot`), the hot page reaches 1.12 of a bare application
with this file and 0.69 without, on a machine that was busy otherwise. The file can be deleted,
together with its line in create_app().
"""

import time
from typing import Any, Final

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from app.http.answer_cache import AnswerCache
from app.http.content_coding import acceptable
from app.http.content_types import MARKDOWN
from app.http.encoded_response import PIECE, Reply
from app.http.hosts import is_valid
from app.http.metrics import Metrics
from app.http.middleware.limits import MAX_HEADERS
from app.live.snapshot import SnapshotStore
from app.settings import Settings
from app.views.http_problems import PREVIEW

_METHODS: Final = frozenset({"GET", "HEAD"})
# Requests with these headers go to the middlewares, as those for a large body, which is sent as the
# client reads it.
_OF_MIDDLEWARES: Final = frozenset({PREVIEW.lower().encode(), b"if-match", b"if-unmodified-since"})


class HotPath:
    """Answer requests from the cache if no middleware decides anything about them.

    With a root path, an access log, trusted hosts or CORS origins all requests go to `app`.
    """

    def __init__(
        self,
        app: ASGIApp,
        cache: AnswerCache,
        store: SnapshotStore,
        metrics: Metrics,
        settings: Settings,
    ) -> None:
        self._app = app
        self._cache = cache
        self._store = store
        self._metrics = metrics
        self._is_enabled = (
            "*" in settings.trusted_hosts
            and "*" in settings.cors_origins
            and not settings.root_path
            and not settings.access_log
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write the cached answer, or pass the request on."""
        began = time.perf_counter()
        cycle = getattr(send, "__self__", None)
        if self._is_enabled and type(cycle) is RequestResponseCycle:
            answer = self._find(scope)
            if answer is not None and _write(cycle, answer[1]):
                route, reply = answer
                seconds = time.perf_counter() - began
                self._metrics.record(route, reply.status, reply.coding, seconds)
                return
        await self._app(scope, receive, send)

    def _find(self, scope: Scope) -> tuple[str, Reply] | None:
        """Return the cached answer and its route."""
        snapshot = self._store.snapshot
        if (
            scope["method"] not in _METHODS
            or snapshot is None
            or snapshot.published is not self._cache.catalog
        ):
            return None
        accept: bytes | None = None
        tags: bytes | None = None
        hosts: list[bytes] = []
        size = 0
        for name, value in scope["headers"]:
            size += len(name) + len(value)
            if name == b"accept-encoding":
                accept = value if accept is None else accept + b", " + value
            elif name == b"if-none-match":
                tags = value if tags is None else tags + b", " + value
            elif name == b"host":
                hosts.append(value)
            elif name in _OF_MIDDLEWARES or (name == b"accept" and MARKDOWN in value.lower()):
                return None
        codings = acceptable(accept)
        if size > MAX_HEADERS or "identity" not in codings:
            return None
        if len(hosts) != 1 or not is_valid(hosts[0]):
            return None
        response = self._cache.get((scope["path"], scope["query_string"], codings[0], b"*", False))
        return None if response is None else (response.route, response.reply(scope["method"], tags))


def _write(cycle: Any, reply: Reply) -> bool:
    """Write the bytes that uvicorn would write; return False if uvicorn has to do it.

    It has to if the connection ends with this response or is congested, and if uvicorn writes an
    access log.
    """
    if (
        not reply.lines
        or len(reply.body) > PIECE
        or not cycle.keep_alive
        or cycle.response_started
        or cycle.disconnected
        or cycle.flow.write_paused
        or cycle.access_log
    ):
        return False
    parts = [STATUS_LINE[reply.status]]
    for name, value in cycle.default_headers:
        parts += (name, b": ", value, b"\r\n")
    parts += (reply.lines, bytes(reply.body))
    cycle.response_started = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join(parts))
    cycle.response_complete = True
    cycle.message_event.set()
    cycle.on_response()
    return True
