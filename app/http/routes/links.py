"""`/links`: every link between pages, and out of the site."""

from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request, Response

from app.http.list_answers import list_answer
from app.http.queries import (
    DEFAULT_LIMIT,
    CurrentCatalog,
    Filter,
    Limit,
    Offset,
    by_comma,
    matching,
    strict_query,
)
from app.http.responses import respond
from app.http.routing import DocumentedRoute
from app.records import LinkStatus
from app.views.links import EdgeView
from app.views.shapes import HttpProblemView, ListView

router = APIRouter(
    tags=["links"], route_class=DocumentedRoute, dependencies=[Depends(strict_query)]
)


@router.get(
    "/links",
    operation_id="listLinks",
    response_model=ListView[EdgeView],
    responses={422: {"model": HttpProblemView}},
)
def list_links(
    request: Request,
    catalog: CurrentCatalog,
    status: Annotated[
        str | None,
        Query(
            description="Only links with these statuses, by comma.",
            json_schema_extra=by_comma(get_args(LinkStatus)),
        ),
    ] = None,
    origin: Annotated[
        Filter, Query(alias="from", description="Only links on these pages: slugs, by comma.")
    ] = None,
    to: Annotated[Filter, Query(description="Only links to these pages: slugs, by comma.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    offset: Offset = 0,
) -> Response:
    """Every link of every page, by the path of the page, then in document order."""
    filters = {"status": status, "from": origin, "to": to}
    matches = matching(catalog.edge_index, filters, len(catalog.edge_items))
    items = catalog.edge_items.part(matches[offset : offset + limit])
    answer = list_answer(request, items, len(matches), limit, offset, ("links",))
    return respond(catalog, answer)
