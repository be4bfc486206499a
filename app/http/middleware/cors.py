"""Which pages of other origins may read the answers. Specification: the Fetch standard, CORS."""

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response

from app.views.http_problems import VALID_METHODS

_EXPOSED: Final = "ETag, Link, Content-Version, X-Request-ID"
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": VALID_METHODS,
    "Access-Control-Max-Age": "86400",
}


class CorsMiddleware:
    """Lets pages of these origins read; `*` is any."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self._any = "*" in origins
        self._origins = frozenset(origin.lower() for origin in origins)

    @property
    def is_open(self) -> bool:
        """Whether every page may read, wherever it is from."""
        return self._any

    @property
    def vary(self) -> str | None:
        """The header that answers depend on: caches keep one answer for any origin."""
        return None if self._any else "Origin"

    def headers(self, origin: str | None) -> dict[str, str]:
        """What an answer says to a page of this origin."""
        if self._any:
            allowed = "*"
        elif origin is not None and origin.lower() in self._origins:
            allowed = origin
        else:
            return {}
        return {
            "Access-Control-Allow-Origin": allowed,
            "Access-Control-Expose-Headers": _EXPOSED,
        }

    def options(self, headers: Headers) -> Response:
        """What is possible. To a browser that asks before it asks: any header."""
        if "access-control-request-method" not in headers:
            return Response(status_code=204, headers={"Allow": VALID_METHODS})
        if not self.headers(headers.get("origin")):
            return Response(status_code=204, headers={"Vary": "Origin"})
        asked = headers.get("access-control-request-headers")
        allowed = {"Access-Control-Allow-Headers": asked} if asked else {}
        vary = "Access-Control-Request-Headers"
        return Response(status_code=204, headers={**_PREFLIGHT, "Vary": vary, **allowed})
