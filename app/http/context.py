"""What those who answer a request tell those in front of them, who count and keep answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from starlette.types import Scope

from app.views.catalog import Catalog

_KEY: Final = "account"
# How static files and preflights are told apart from routes.
STATIC: Final = "static"
OPTIONS: Final = "options"
_NONE: Final = "none"


@dataclass(slots=True)
class RequestContext:
    """Of one request: out of which catalog it is answered, for whom, and by which route.

    `inside` is the scope in which the application writes down the route once it has found it.
    """

    catalog: Catalog | None = None
    private: bool = False
    named: str | None = None
    inside: Scope | None = None

    @property
    def route(self) -> str:
        """The pattern of the route's addresses, never an address."""
        if self.named is not None:
            return self.named
        found = self.inside.get("route") if self.inside is not None else None
        return _NONE if found is None else str(found.path).replace(":path}", "}")


@contextmanager
def open_context(scope: Scope) -> Iterator[RequestContext]:
    """An account of this request, until it is answered.

    A connection keeps the scope of its last request for as long as it waits for another: what that
    was answered from must not wait with it.
    """
    account = RequestContext()
    scope[_KEY] = account
    try:
        yield account
    finally:
        del scope[_KEY]


def context_of(scope: Scope) -> RequestContext:
    """The account of this request."""
    account: RequestContext = scope[_KEY]
    return account


def without_context(scope: Scope) -> Scope:
    """A scope to be put into the account, which would hold itself otherwise."""
    return {name: value for name, value in scope.items() if name != _KEY}
