"""What those who answer a request tell those in front of them, who count and keep answers."""

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
class Account:
    """Of one request: by which route it is answered, out of which catalog, and for whom."""

    route: str = _NONE
    catalog: Catalog | None = None
    private: bool = False


def open_account(scope: Scope) -> Account:
    """Begin an account of this request."""
    account = Account()
    scope[_KEY] = account
    return account


def account_of(scope: Scope) -> Account:
    """The account of this request."""
    account: Account = scope[_KEY]
    return account
