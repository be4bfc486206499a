"""Limits of a request's size, and the hosts that the service answers for."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.errors import RequestError
from app.http.hosts import TrustedHosts, is_valid

# In bytes. Slugs and filters are far shorter.
MAX_PATH: Final = 4096
# A search may have 2,000 characters, of which each may take twelve bytes.
MAX_QUERY: Final = 28_672
MAX_HEADERS: Final = 32768
# A cluster asks for these by the address of the machine.
_ANY_HOST_PATHS: Final = frozenset({"/healthz", "/readyz", "/metrics"})


class LimitsMiddleware:
    """Refuse requests that are too large or for another host.

    In `hosts`, `*` is any host and `*.example.org` any below example.org. Every request of
    HTTP/1.1 names one host.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._hosts = TrustedHosts(hosts)

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
        values = [value for name, value in scope["headers"] if name == b"host"]
        if len(values) != 1 and (values or scope["http_version"] != "1.0"):
            raise RequestError(400, f"the request has {len(values)} Host headers; send one")
        self._check_host(values[0] if values else b"", is_any=scope["path"] in _ANY_HOST_PATHS)
        await self._app(scope, receive, send)

    def _check_host(self, value: bytes, *, is_any: bool) -> None:
        host = re.sub(r":[0-9]*\Z", "", value.decode("latin-1")).lower()
        if not is_valid(value):
            raise RequestError(400, f'"{host}" is not a host')
        if host not in self._hosts and not is_any:
            raise RequestError(400, f'this service does not answer for the host "{host}"')
