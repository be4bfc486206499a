"""The parameters `include` and `fields[kind]`, and what they add to answers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from fastapi import Request
from pydantic import BaseModel, Field

from app.http.context import context_of
from app.http.errors import invalid_error
from app.http.queries import MAX_LIMIT, Fields, selection
from app.records import Kind, Page
from app.views.answers import Answer, encode, entity_tag
from app.views.catalog import Catalog
from app.views.clinic import ConditionView, LocationView
from app.views.includes import (
    AnySource,
    Includes,
    Source,
    UnknownReferenceError,
    encoded_record,
    included_records,
    parse_includes,
)
from app.views.pages import PageView
from app.views.selection import Selection

# The types of whole records.
VIEWS: Final[Mapping[Kind, Any]] = {
    "page": PageView,
    "condition": ConditionView,
    "location": LocationView,
}


def _fields_of(kind: str) -> Any:
    description = f"Only these fields of included records of the kind `{kind}`, as in `fields`."
    return Field(None, alias=f"fields[{kind}]", description=description)


class IncludeQuery(BaseModel):
    """The query parameters that add referenced records to an answer."""

    include: str | None = Field(
        None,
        description=(
            "References whose records are added as `included`, by comma, such as "
            "`conditions,links.target`; through three records at most: `conditions.treatments`."
        ),
        json_schema_extra={"pattern": r"^[a-z_]+(\.[a-z_]+)*(,[a-z_]+(\.[a-z_]+)*)*$"},
    )
    page_fields: Fields = _fields_of("page")
    condition_fields: Fields = _fields_of("condition")
    location_fields: Fields = _fields_of("location")


class RecordQuery(IncludeQuery):
    """The query parameters of a single record."""

    fields: Fields = None


class Inclusion(NamedTuple):
    """The references that a request asks to be included, and their fields."""

    includes: Includes
    selections: Mapping[Kind, Selection | None]


def parse_inclusion(query: IncludeQuery, source: Source) -> Inclusion | None:
    """Return what a request for records, or others, asks to be included, None for nothing.

    Raises RequestError.
    """
    texts: Mapping[Kind, str | None] = {
        "page": query.page_fields,
        "condition": query.condition_fields,
        "location": query.location_fields,
    }
    if query.include is None:
        for name, text in texts.items():
            if text is not None:
                message = "there are no included records; name them with include, or use fields"
                raise invalid_error(f"fields[{name}]", message, ["include", "fields"])
        return None
    try:
        includes = parse_includes(query.include, source)
    except UnknownReferenceError as error:
        raise invalid_error("include", str(error), error.valid) from None
    return Inclusion(
        includes,
        {
            name: selection(text, VIEWS[name], parameter=f"fields[{name}]")
            for name, text in texts.items()
        },
    )


def with_included(
    request: Request,
    catalog: Catalog,
    answer: Answer,
    roots: Iterable[AnySource],
    inclusion: Inclusion | None,
) -> Answer:
    """Return an answer with the records that it is to include.

    Raises RequestError if they take too much memory or time.
    """
    if inclusion is None:
        return answer
    records = included_records(catalog, roots, inclusion.includes)
    bodies = inclusion.selections["page"]
    if bodies is not None and bodies.has("body"):
        count = sum(isinstance(record, Page) for _, record in records)
        if count > MAX_LIMIT:
            message = (
                f"the bodies of {count} pages would be included; the limit is {MAX_LIMIT}. "
                "Ask for fewer items with limit, or for other fields"
            )
            raise invalid_error("fields[page]", message)
    reserve = context_of(request.scope).reserve
    body = bytearray(answer.body)
    body[-1:] = b',"included":{'
    is_first = True
    kinds: set[str] = set()
    for key, record in records:
        item = encoded_record(catalog, record, inclusion.selections)
        reserve(len(item))
        body += b"%b%b:%b" % (b"" if is_first else b",", encode(key), item)
        is_first = False
        kinds.add(f"{key.partition('/')[0]}s")
    body += b"}}"
    # A change of any record of these kinds purges the answer.
    keys = dict.fromkeys((*answer.surrogate_keys, *sorted(kinds)))
    view = memoryview(body)
    return answer._replace(body=view, etag=entity_tag(view), surrogate_keys=tuple(keys))
