"""`/conditions`: what the clinic treats, and which pages treat it."""

from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from app.clinic.names import finds, search_key
from app.http.list_answers import list_response
from app.http.queries import (
    DEFAULT_LIMIT,
    CurrentCatalog,
    Fields,
    Filter,
    Limit,
    Offset,
    Slug,
    by_comma,
    in_order,
    matching,
    not_found_error,
    selection,
    sort_field,
)
from app.http.responses import respond
from app.http.routing import (
    NOT_FOUND_OR_GONE,
    create_router,
    list_whole_or_part,
    whole_or_part,
)
from app.records import Condition
from app.views.answers import record_answer
from app.views.lists import CONDITION_SORTS

router = create_router("conditions")


class ConditionQuery(BaseModel):
    """The query parameters of `/conditions`."""

    treatment: Filter = Field(
        None, description="Only conditions that these pages treat: slugs, by comma."
    )
    body_region: Filter = Field(
        None, description="Only conditions of these body regions, by comma."
    )
    has_page: str | None = Field(
        None,
        description="`true` or `false`: only conditions with or without a page of their own.",
        json_schema_extra=by_comma(("true", "false")),
    )
    q: str | None = Field(
        None,
        description="Only conditions with a name whose words begin like this.",
    )
    slug: Filter = Field(None, description="Only the conditions of these slugs, by comma.")
    sort: str | None = sort_field(CONDITION_SORTS)
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0
    fields: Fields = None


@router.get(
    "/conditions",
    operation_id="listConditions",
    response_model=list_whole_or_part(Condition),
)
def list_conditions(
    request: Request, catalog: CurrentCatalog, query: Annotated[ConditionQuery, Query()]
) -> Response:
    """The conditions by name, with all their fields."""
    selected = selection(query.fields, Condition)
    filters = query.model_dump(include={"treatment", "body_region", "has_page", "slug"})
    matches = matching(catalog.conditions, filters)
    if query.q is not None:
        key = search_key(query.q)
        names = catalog.condition_names
        matches = [number for number in matches if any(finds(key, name) for name in names[number])]
    matches = in_order(catalog.conditions, matches, query.sort)
    return list_response(
        request, catalog, catalog.conditions, matches, query.limit, query.offset, selected
    )


@router.get(
    "/conditions/{slug:path}",
    operation_id="getCondition",
    response_model=whole_or_part(Condition),
    responses=NOT_FOUND_OR_GONE,
)
def get_condition(catalog: CurrentCatalog, slug: Slug, fields: Fields = None) -> Response:
    """A condition with the pages that treat it and the places that mention it."""
    condition = catalog.library.conditions_by_slug.get(slug)
    if condition is None:
        raise not_found_error(catalog, "condition", slug, catalog.near("condition", slug))
    selected = selection(fields, Condition)
    return respond(catalog, record_answer("condition", slug, condition, selected))
