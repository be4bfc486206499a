"""`/conditions`: what the clinic treats, and which pages treat it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from app.clinic.names import finds, search_key
from app.http.list_answers import list_answer
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
    missing,
    selection,
    strict_query,
)
from app.http.responses import respond
from app.http.routing import DocumentedRoute
from app.views.answers import encode
from app.views.conditions import ConditionView, condition_view
from app.views.indexes import CONDITION_SORTS
from app.views.records import record_answer
from app.views.selection import shape_of
from app.views.shapes import HttpProblemView, ListView

router = APIRouter(
    tags=["conditions"], route_class=DocumentedRoute, dependencies=[Depends(strict_query)]
)


class ConditionQuery(BaseModel):
    """What `/conditions` may be asked for."""

    treatment: Filter = Field(
        None, description="Only conditions that these pages treat: slugs, by comma."
    )
    body_region: Filter = Field(None, description="Only of these body regions, by comma.")
    has_page: str | None = Field(
        None,
        description="`true` or `false`: with a page of its own.",
        json_schema_extra=by_comma(("true", "false")),
    )
    q: str | None = Field(
        None,
        description="Only those whose name, or another of their names, has words that begin so.",
    )
    slug: Filter = Field(None, description="Only the conditions of these slugs, by comma.")
    sort: str | None = Field(
        None,
        description=f"By {', '.join(CONDITION_SORTS)}; a hyphen before it turns the order round.",
        json_schema_extra=by_comma(CONDITION_SORTS, signed=True),
    )
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0
    fields: Fields = None


@router.get(
    "/conditions",
    operation_id="listConditions",
    response_model=ListView[ConditionView],
    responses={422: {"model": HttpProblemView}},
)
def list_conditions(
    request: Request, catalog: CurrentCatalog, query: Annotated[ConditionQuery, Query()]
) -> Response:
    """The conditions by name, whole."""
    conditions = catalog.library.conditions
    picked = selection(query.fields, shape_of(ConditionView))
    filters = query.model_dump(include={"treatment", "body_region", "has_page", "slug"})
    found = matching(catalog.condition_index, filters, len(conditions))
    if query.q is not None:
        typed = search_key(query.q)
        names = catalog.condition_names
        found = [each for each in found if any(finds(typed, name) for name in names[each])]
    found = in_order(found, query.sort, catalog.condition_ranks)
    part = found[query.offset : query.offset + query.limit]
    if picked is None:
        items = catalog.condition_items.part(part)
    else:
        items = [encode(picked.pick(condition_view(conditions[index]))) for index in part]
    answer = list_answer(request, items, len(found), query.limit, query.offset, ("conditions",))
    return respond(catalog, answer)


@router.get(
    "/conditions/{slug:path}",
    operation_id="getCondition",
    response_model=ConditionView,
    responses={
        404: {"model": HttpProblemView},
        410: {"model": HttpProblemView},
        422: {"model": HttpProblemView},
    },
)
def get_condition(catalog: CurrentCatalog, slug: Slug, fields: Fields = None) -> Response:
    """A condition with the pages that treat it and the places that name it."""
    condition = catalog.library.conditions_by_slug.get(slug)
    if condition is None:
        near = catalog.near("condition", slug)
        raise missing(catalog, "condition", slug, near)
    picked = selection(fields, shape_of(ConditionView))
    return respond(catalog, record_answer("condition", slug, condition_view(condition), picked))
