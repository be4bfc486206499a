"""What routes are handed: the catalog of this moment, and a query that holds no surprise."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from fastapi import Depends, Path, Request
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from app.http.context import context_of
from app.http.errors import NOT_LOADED, RequestError, invalid
from app.records import Kind, Ref
from app.suggestions import most_like
from app.views.catalog import Catalog
from app.views.selection import Selection, Shape, UnknownFieldError, parse_selection
from app.views.shapes import FieldErrorView

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
_AT_A_GLANCE = 50


async def current_catalog(request: Request) -> Catalog:
    """The catalog that answers this request: the gateway took it, once."""
    catalog = context_of(request.scope).catalog
    if catalog is None:
        raise RequestError(503, NOT_LOADED)
    return catalog


def missing(catalog: Catalog, kind: Kind, slug: str, near: Iterable[Ref]) -> RequestError:
    """The error for a record that is not there: never was, or is no longer shown."""
    if slug in catalog.library.expired[kind]:
        return RequestError(410, f'the {kind} "{slug}" has expired')
    return RequestError(404, f'there is no {kind} "{slug}"', suggestions=near)


async def strict_query(request: Request) -> None:
    """Refuse parameters that the route does not know, and those that come twice."""
    known = query_names(request.scope["route"].dependant.query_params)
    errors: list[FieldErrorView] = []
    seen: set[str] = set()
    for name in request.query_params.multi_items():
        key = name[0]
        if key not in known:
            message = "there is no such parameter"
        elif key in seen:
            message = "the parameter stands twice; put several values into one, by comma"
        else:
            seen.add(key)
            continue
        errors.append({"field": key, "message": message, "valid": list(known)})
    if errors:
        detail = "; ".join(f"{error['field']}: {error['message']}" for error in errors)
        raise RequestError(422, detail, errors=errors)


def query_names(fields: Iterable[Any]) -> list[str]:
    """The names of a route's query parameters, those of a model of them one by one."""
    names: list[str] = []
    for field in fields:
        held = field.field_info.annotation
        if isinstance(held, type) and issubclass(held, BaseModel):
            names += held.model_fields
        else:
            names.append(field.alias)
    return names


def by_comma(values: Iterable[str], *, signed: bool = False) -> dict[str, Any]:
    """What the contract says of a parameter that takes some of these values, by comma."""
    one = f"{'-?' if signed else ''}({'|'.join(values)})"
    return {"pattern": f"^{one}(,{one})*$"}


Slug: TypeAlias = Annotated[
    str, Path(description="The slug; a slash in it may come as it is or as `%2F`.")
]
CurrentCatalog: TypeAlias = Annotated[Catalog, Depends(current_catalog)]


def _digits(text: object) -> object:
    """Pydantic would read 0.0 and 1_000 as whole numbers, which the contract does not promise."""
    if isinstance(text, str) and not re.fullmatch("-?[0-9]{1,18}", text, re.ASCII):
        raise PydanticCustomError("int_parsing", "input should be a whole number")
    return text


Limit: TypeAlias = Annotated[
    int,
    Field(ge=1, le=MAX_LIMIT, description=f"How many items at most, 1 to {MAX_LIMIT}."),
    BeforeValidator(_digits),
]
Offset: TypeAlias = Annotated[
    int,
    Field(ge=0, le=2**53, description="How many items to pass over."),
    BeforeValidator(_digits),
]
Fields: TypeAlias = Annotated[
    str | None,
    Field(
        description="Only these fields, by comma; with dots for nested ones: `body.html`.",
        json_schema_extra={"pattern": r"^[A-Za-z_]+(\.[^,.]+)*(,[A-Za-z_]+(\.[^,.]+)*)*$"},
    ),
]
Filter: TypeAlias = Annotated[str | None, Field(json_schema_extra={"minLength": 1})]


def matching(
    index: Mapping[str, Mapping[str, frozenset[int]]],
    filters: Mapping[str, str | None],
    total: int,
) -> list[int]:
    """The numbers of the records that every filter lets through; each takes values by comma.

    Raises RequestError for a value that no record has.
    """
    found: frozenset[int] | None = None
    for name, text in filters.items():
        if text is None:
            continue
        held = index[name]
        numbers: set[int] = set()
        for value in (each.strip() for each in text.split(",")):
            if value not in held:
                raise invalid(name, f'there is no "{value}"', nearest(value, held))
            numbers |= held[value]
        found = frozenset(numbers) if found is None else found & numbers
    return list(range(total)) if found is None else sorted(found)


def nearest(value: str, valid: Iterable[str]) -> list[str]:
    """All valid values where they can be read at a glance, else those most like the value."""
    known = sorted(valid)
    if len(known) <= _AT_A_GLANCE:
        return known
    return list(most_like(value, known, _AT_A_GLANCE // 5, least=0))


def in_order(
    found: list[int], sort: str | None, ranks: Mapping[str, Sequence[int | None]]
) -> list[int]:
    """Records by the keys that `sort` names, by comma, the first one first.

    Those without the value come last, whichever way round.
    """
    if sort is None:
        return found
    for name in reversed([each.strip() for each in sort.split(",")]):
        key = name.removeprefix("-")
        if key not in ranks:
            valid = [f"{sign}{each}" for each in ranks for sign in ("", "-")]
            raise invalid("sort", f'there is no order "{name}"', valid)
        found = sorted(found, key=_place(ranks[key], -1 if name.startswith("-") else 1))
    return found


def _place(ranks: Sequence[int | None], sign: int) -> Callable[[int], tuple[bool, int]]:
    return lambda number: (ranks[number] is None, sign * (ranks[number] or 0))


def selection(text: str | None, shape: Shape) -> Selection | None:
    """What `fields` asks for; None where it is not given."""
    if text is None:
        return None
    try:
        return parse_selection(text, shape)
    except UnknownFieldError as error:
        raise invalid("fields", str(error), error.valid) from None
