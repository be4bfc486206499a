"""Scopes of requests, for what is tested below the client."""

from starlette.types import Scope


def scope_of(target: str) -> Scope:
    """Return the scope of a GET request for a path, which may have a query."""
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }
