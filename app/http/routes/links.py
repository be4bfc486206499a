"""`/links`: every link between pages, and out of the site."""

from typing import Annotated, get_args

from fastapi import Query, Request, Response

from app.http.filters import Filter, by_comma, matching
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset
from app.http.responses import ListPart, part_response
from app.http.routing import create_router
from app.records import LinkStatus
from app.views.lists import EdgeView
from app.views.shapes import ListView

router = create_router("links")


@router.get("/links", operation_id="listLinks", response_model=ListView[EdgeView])
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
    numbers, unmatched = matching(catalog.edges, filters)
    part = ListPart(len(numbers), limit, offset, unmatched)
    return part_response(request, catalog, catalog.edges.part(part.of(numbers)), part)
