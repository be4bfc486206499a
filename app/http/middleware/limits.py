"""Limits of a request's size, and the hosts that the service answers for."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import context_of
from app.http.problem_response import problem_response

# In bytes. Slugs and filters are far shorter.
MAX_PATH: Final = 4096
MAX_QUERY: Final = 8192
MAX_HEADERS: Final = 32768
# A cluster asks for these by the address of the machine.
_ANY_HOST: Final = frozenset({"/healthz", "/readyz", "/metrics"})


class LimitsMiddleware:
    """Refuse requests that are too large or for another host.

    In `hosts`, `*` is any host and `*.example.org` any below example.org.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._any = "*" in hosts
        self._exact = frozenset(host.lower() for host in hosts if not host.startswith("*."))
        self._suffixes = tuple(host[1:].lower() for host in hosts if host.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400, 414 or 431."""
        problem = _size_problem(scope)
        if problem is None and not self._any and scope["path"] not in _ANY_HOST:
            problem = self._host_problem(context_of(scope).headers.get(b"host", b""))
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await problem_response(scope, *problem)(scope, receive, send)

    def _host_problem(self, header: bytes) -> tuple[int, str] | None:
        host = re.sub(r":[0-9]*\Z", "", header.decode("latin-1")).lower()
        if host in self._exact or host.endswith(self._suffixes or ("\0",)):
            return None
        return 400, f'this service does not answer for the host "{host}"'


def _size_problem(scope: Scope) -> tuple[int, str] | None:
    """Return the status and detail for a request that is too large."""
    path = len(scope.get("raw_path") or b"")
    if path > MAX_PATH:
        return 414, f"the path has {path} bytes; the limit is {MAX_PATH}"
    query = len(scope["query_string"])
    if query > MAX_QUERY:
        return 414, f"the query has {query} bytes; the limit is {MAX_QUERY}"
    headers = 0
    for name, value in scope["headers"]:
        headers += len(name) + len(value)
    if headers > MAX_HEADERS:
        return 431, f"the headers have {headers} bytes; the limit is {MAX_HEADERS}"
    return None
