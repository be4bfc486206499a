"""Dependencies and parameters of the routes: the current catalog, orders and fields."""

import re
from collections.abc import Collection, Iterable
from typing import Annotated, Any, Final, TypeAlias

from fastapi import Depends, Path, Request
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from app.http.context import context_of
from app.http.errors import field_errors, invalid_error, not_loaded_error
from app.http.filters import by_comma
from app.views.catalog import Catalog
from app.views.listing import Listing, Ranks
from app.views.selection import Selection, UnknownFieldError, parse_selection
from app.views.shapes import FieldErrorView

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
# The parameter `fields` names fields up to this depth.
_MAX_DEPTH = 16
# The parameter `sort` names so many orders; more have no effect on a list.
_MAX_ORDERS = 8
# An answer lists so many errors.
_MAX_LISTED = 50


async def current_catalog(request: Request) -> Catalog:
    """Return the catalog that this request is answered from. Raises 503 if there is none."""
    catalog = context_of(request.scope).catalog
    if catalog is None:
        raise not_loaded_error()
    return catalog


async def strict_query(request: Request) -> None:
    """Refuse unknown and repeated query parameters."""
    known = query_names(request.scope["route"].dependant.query_params)
    errors: list[FieldErrorView] = []
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        valid: list[str] = []
        if name not in known:
            message, valid = "there is no such parameter", list(known)
        elif name in seen:
            message = "the parameter is repeated; separate several values by comma"
        else:
            seen.add(name)
            continue
        errors.append({"field": name, "message": message, "valid": valid})
        if len(errors) == _MAX_LISTED:
            break
    if errors:
        raise field_errors(errors)


def query_names(fields: Iterable[Any]) -> list[str]:
    """Return the names of a route's query parameters, including those of a query model."""
    names: list[str] = []
    for parameter in fields:
        annotation = parameter.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            names += (field.alias or name for name, field in annotation.model_fields.items())
        else:
            names.append(parameter.alias)
    return sorted(names, key=is_general)


def is_general(name: str) -> bool:
    """Return True for a parameter of all lists; these are named after all others."""
    return name in ListQuery.model_fields or name == "include" or name.startswith("fields[")


def sort_field(orders: Iterable[str]) -> Any:
    """Return the field of a query model for a parameter that takes some of these orders."""
    orders = tuple(orders)
    return Field(
        None,
        description=f"By {', '.join(orders)}; a hyphen in front reverses the order.",
        json_schema_extra=by_comma(orders, signed=True, most=_MAX_ORDERS),
    )


def _digits(text: object) -> object:
    """Refuse 0.0 and 1_000, which pydantic reads as integers and the contract does not allow."""
    if isinstance(text, str) and not re.fullmatch("-?[0-9]{1,18}", text, re.ASCII):
        raise PydanticCustomError("int_parsing", "input should be a whole number")
    return text


_FIELD: Final = rf"(\*|[A-Za-z_]+(\.[^,.]+){{0,{_MAX_DEPTH - 1}}})"

CurrentCatalog: TypeAlias = Annotated[Catalog, Depends(current_catalog)]
Slug: TypeAlias = Annotated[
    str, Path(description="The slug. A slash in it can be sent as it is or as `%2F`.")
]
Limit: TypeAlias = Annotated[
    int,
    Field(ge=1, le=MAX_LIMIT, description=f"The maximum number of items, 1 to {MAX_LIMIT}."),
    BeforeValidator(_digits),
]
Offset: TypeAlias = Annotated[
    int,
    Field(ge=0, le=2**53, description="The number of items to skip."),
    BeforeValidator(_digits),
]
Fields: TypeAlias = Annotated[
    str | None,
    Field(
        description="Only these fields, by comma, such as `title,body.html`; `*` is all of them.",
        json_schema_extra={"pattern": f"^{_FIELD}(,{_FIELD})*$"},
    ),
]


class ListQuery(BaseModel):
    """The query parameters of every list of records; `sort` is described by each."""

    sort: str | None = None
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0
    fields: Fields = None


def in_order(listing: Listing[Any], numbers: list[int], sort: str | None) -> list[int]:
    """Return the items in the orders that `sort` names, by comma, the most important first.

    Items without the value come last, in both directions. Raises RequestError for an unknown
    order.
    """
    orders: dict[str, tuple[Ranks, int]] = {}
    names = [] if sort is None else [part.strip() for part in sort.split(",")]
    if len(names) > _MAX_ORDERS:
        raise invalid_error("sort", f"there are {len(names)} orders; the limit is {_MAX_ORDERS}")
    for name in names:
        key = name.removeprefix("-")
        if key not in listing.orders:
            valid = [f"{sign}{order}" for order in listing.orders for sign in ("", "-")]
            raise invalid_error("sort", f'there is no order "{name}"', valid)
        # Items that are equal in an order stay equal when it comes again.
        orders.setdefault(key, (listing.ranks(key), -1 if name.startswith("-") else 1))

    signed = tuple(orders.values())

    def key_of(number: int) -> list[tuple[bool, int]]:
        return [(ranks[number] is None, sign * (ranks[number] or 0)) for ranks, sign in signed]

    return sorted(numbers, key=key_of) if orders else numbers


def selection(
    text: str | None, view: Any, added: Collection[str] = (), parameter: str = "fields"
) -> Selection | None:
    """Return the selection of a `parameter` such as `fields`; None if it is not given.

    `added` are the optional fields of `view` that the answer has. Raises RequestError for a field
    that it does not have.
    """
    if text is None:
        return None
    depth = max(path.count(".") for path in text.split(",")) + 1
    if depth > _MAX_DEPTH:
        message = f"a field is named at depth {depth}; the limit is {_MAX_DEPTH}"
        raise invalid_error(parameter, message)
    try:
        return parse_selection(text, view, added)
    except UnknownFieldError as error:
        raise invalid_error(parameter, str(error), error.valid) from None
