"""Which requests are let in: for a host that is ours, and of a size that a request has."""

import re
from typing import Final

from starlette.types import Scope

# In bytes. Slugs and filters are far shorter; a client with a longer one has lost its way.
MAX_PATH: Final = 4096
MAX_QUERY: Final = 8192
MAX_HEADERS: Final = 32768
# A cluster asks these by the address of the machine, whatever that is.
_FOR_ANY_HOST: Final = frozenset({"/healthz", "/readyz", "/metrics"})


class HostLimits:
    """Lets in what is for one of these hosts; `*` is any, `*.example.org` all below one."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self._any = "*" in hosts
        self._exact = frozenset(host.lower() for host in hosts if not host.startswith("*."))
        self._below = tuple(host[1:].lower() for host in hosts if host.startswith("*."))

    @property
    def is_for_any_host(self) -> bool:
        """Whether it does not matter for which host a request is."""
        return self._any

    def refusal(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the reason with which the request is refused; None lets it in."""
        path = len(scope.get("raw_path") or b"")
        if path > MAX_PATH:
            return 414, f"the path has {path} bytes; the limit is {MAX_PATH}"
        query = len(scope["query_string"])
        if query > MAX_QUERY:
            return 414, f"the query has {query} bytes; the limit is {MAX_QUERY}"
        headers = sum(len(name) + len(value) for name, value in scope["headers"])
        if headers > MAX_HEADERS:
            return 431, f"the headers have {headers} bytes; the limit is {MAX_HEADERS}"
        if not self._any and scope["path"] not in _FOR_ANY_HOST:
            return self._wrong_host(scope)
        return None

    def _wrong_host(self, scope: Scope) -> tuple[int, str] | None:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        host = re.sub(r":[0-9]*\Z", "", named[0]).lower() if len(named) == 1 else ""
        if host in self._exact or host.endswith(self._below or ("\0",)):
            return None
        return 400, f'this service does not answer for the host "{host}"'
