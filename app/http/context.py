"""The state of one request, shared by the middlewares and the routes."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from starlette.types import Scope

from app.http.content_coding import Effort
from app.http.content_types import prefers_markdown
from app.regex import regex
from app.views.catalog import Catalog

Header: TypeAlias = tuple[bytes, bytes]

STATIC: Final = "static"
OPTIONS: Final = "options"
_UNMATCHED: Final = "none"
# Specification: W3C Trace Context, section 3.2. A trace id of zeroes is invalid.
_TRACEPARENT: Final = regex(rb"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*\Z")


def _no_catalog() -> None:
    """Return None: there is no content."""


def _take_any(size: int) -> None:
    """Reserve nothing."""
    del size


@dataclass(eq=False)
class RequestContext:
    """The findings of the middlewares about a request, from the top down.

    MetricsMiddleware creates it and puts it into the scope as `context`. `path` is the path below
    BODYWISE_ROOT_PATH. A request is answered from `catalog` alone, so a reload never splits an
    answer. A request that waits has none, and gets that of the moment from `find_catalog`. A
    route that answers with much sets `effort`, the time that packing may take, or `is_streamed`
    if it packs and sends its answer itself. `response_headers` are added to a response that does
    not set them itself.
    """

    path: str
    root_path: str
    headers: Mapping[bytes, bytes]
    request_id: str
    catalog: Catalog | None = field(default=None, init=False)
    find_catalog: Callable[[], Catalog | None] = field(default=_no_catalog, init=False)
    is_private: bool = field(default=False, init=False)
    route: str | None = field(default=None, init=False)
    status: int = field(default=500, init=False)
    # True once the response has begun to be sent.
    has_begun: bool = field(default=False, init=False)
    coding: str = field(default="identity", init=False)
    allowed_origin: bytes | None = field(default=None, init=False)
    # Reserves memory for the answer, and may wait for it: for threads, not for the event loop.
    # Raises RequestError if there is none.
    reserve: Callable[[int], None] = field(default=_take_any, init=False)
    effort: Effort = field(default="fast", init=False)
    is_streamed: bool = field(default=False, init=False)
    response_headers: tuple[Header, ...] = field(default=(), init=False)
    vary: tuple[bytes, ...] = field(default=(), init=False)

    @property
    def prefers_markdown(self) -> bool:
        """True if the client would rather have Markdown than JSON."""
        return prefers_markdown(self.headers.get(b"accept"))

    def complete(self, headers: Iterable[Header]) -> list[Header]:
        """Return a response's headers with `response_headers` and `vary` added.

        No cache stores a private one.
        """
        completed = dict(headers)
        for name, value in self.response_headers:
            completed.setdefault(name, value)
        if self.vary:
            names = completed[b"vary"].split(b", ") if b"vary" in completed else []
            names += (name for name in self.vary if name not in names)
            completed[b"vary"] = b", ".join(names)
        if self.is_private:
            completed[b"cache-control"] = b"private, no-store"
            completed.pop(b"surrogate-key", None)
        return list(completed.items())


def request_id(headers: Mapping[bytes, bytes]) -> str:
    """Return the request's trace id, or a new id of 32 hexadecimal digits."""
    trace = _TRACEPARENT.match(headers.get(b"traceparent", b""))
    return secrets.token_hex(16) if trace is None else trace[1].decode()


def context_of(scope: Scope) -> RequestContext:
    """Return the context of the request that this scope belongs to."""
    context: RequestContext = scope["context"]
    return context


def request_headers(scope: Scope) -> dict[bytes, bytes]:
    """Return the request's headers by name.

    Lines of one name are one list. Specification: RFC 9110, section 5.3.
    """
    lines: list[Header] = scope["headers"]
    headers = dict(lines)
    if len(headers) < len(lines):
        headers.clear()
        for name, value in lines:
            headers[name] = headers[name] + b", " + value if name in headers else value
    return headers


def route_pattern(scope: Scope) -> str:
    """Return the pattern of the addresses that the request's route serves.

    It labels metrics, so it is never an address: there are too many of them.
    """
    route = scope.get("route")
    return _UNMATCHED if route is None else str(route.path).replace(":path}", "}")
