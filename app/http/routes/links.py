"""`/links`: every link between pages, and out of the site."""

from typing import Annotated, get_args

from fastapi import Query, Request, Response
from pydantic import Field

from app.http.filters import Filter, by_comma, matching
from app.http.inclusion import IncludeQuery, parse_inclusion, with_included
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset
from app.http.responses import ListPart, list_answer, respond
from app.http.routing import create_router
from app.records import LinkStatus
from app.views.lists import EdgeView
from app.views.shapes import ListView

router = create_router("links")


class LinkQuery(IncludeQuery):
    """The query parameters of `/links`."""

    status: str | None = Field(
        None,
        description="Only links with these statuses, by comma.",
        json_schema_extra=by_comma(get_args(LinkStatus)),
    )
    origin: Filter = Field(
        None, alias="from", description="Only links on these pages: slugs, by comma."
    )
    to: Filter = Field(None, description="Only links to these pages: slugs, by comma.")
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0


@router.get("/links", operation_id="listLinks", response_model=ListView[EdgeView])
def list_links(
    request: Request, catalog: CurrentCatalog, query: Annotated[LinkQuery, Query()]
) -> Response:
    """Every link of every page, by the path of the page, then in document order."""
    inclusion = parse_inclusion(query, "link")
    filters = {"status": query.status, "from": query.origin, "to": query.to}
    numbers, unmatched = matching(catalog.edges, filters)
    part = ListPart(len(numbers), query.limit, query.offset, unmatched)
    window = part.of(numbers)
    answer = list_answer(request, catalog.edges.part(window), part)
    edges = [catalog.edges.items[number] for number in window]
    return respond(catalog, with_included(request, catalog, answer, edges, inclusion))
