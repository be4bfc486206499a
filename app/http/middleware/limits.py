"""Limits of a request's size, and the hosts that the service answers for."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import context_of
from app.http.errors import RequestError

# In bytes. Slugs and filters are far shorter.
MAX_PATH: Final = 4096
# A search may have 2,000 characters, of which each may take twelve bytes.
MAX_QUERY: Final = 28_672
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
        """Pass the request on. Raises RequestError with 400, 414 or 431."""
        headers = sum(len(name) + len(value) for name, value in scope["headers"])
        for status, part, size, limit in (
            (414, "path has", len(scope.get("raw_path") or b""), MAX_PATH),
            (414, "query has", len(scope["query_string"]), MAX_QUERY),
            (431, "headers have", headers, MAX_HEADERS),
        ):
            if size > limit:
                raise RequestError(status, f"the {part} {size} bytes; the limit is {limit}")
        if not self._any and scope["path"] not in _ANY_HOST:
            self._check_host(context_of(scope).headers.get(b"host", b"").decode("latin-1"))
        await self._app(scope, receive, send)

    def _check_host(self, header: str) -> None:
        host = re.sub(r":[0-9]*\Z", "", header).lower()
        if host not in self._exact and not host.endswith(self._suffixes):
            raise RequestError(400, f'this service does not answer for the host "{host}"')
