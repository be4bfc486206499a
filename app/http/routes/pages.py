"""`/pages`: every document, listed and whole."""

from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

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
from app.records import Kind
from app.views.answers import encode
from app.views.indexes import PAGE_SORTS
from app.views.pages import PageSummaryView, PageView, page_answer, page_part
from app.views.selection import shape_of
from app.views.shapes import HttpProblemView, ListView

router = APIRouter(
    tags=["pages"], route_class=DocumentedRoute, dependencies=[Depends(strict_query)]
)


class PageQuery(BaseModel):
    """What `/pages` may be asked for."""

    kind: str | None = Field(
        None,
        description="Only these kinds, by comma.",
        json_schema_extra=by_comma(get_args(Kind)),
    )
    section: Filter = Field(None, description="Only pages of these top folders, by comma.")
    menu: Filter = Field(None, description="Only pages in these menus, by comma.")
    tag: Filter = Field(None, description="Only pages with these tags, by comma.")
    category: Filter = Field(None, description="Only pages of these categories, by comma.")
    language: Filter = Field(None, description="Only pages in these languages, by comma.")
    layout: Filter = Field(None, description="Only pages of these layouts, by comma.")
    slug: Filter = Field(None, description="Only the pages of these slugs, by comma.")
    sort: str | None = Field(
        None,
        description=f"By {', '.join(PAGE_SORTS)}; a hyphen before it turns the order round.",
        json_schema_extra=by_comma(PAGE_SORTS, signed=True),
    )
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0
    fields: Fields = None


@router.get(
    "/pages",
    operation_id="listPages",
    response_model=ListView[PageSummaryView],
    responses={422: {"model": HttpProblemView}},
)
def list_pages(
    request: Request, catalog: CurrentCatalog, query: Annotated[PageQuery, Query()]
) -> Response:
    """The pages by path, without their bodies unless `fields` asks for them."""
    pages = catalog.library.pages
    picked = selection(query.fields, shape_of(PageView))
    filters = query.model_dump(exclude={"sort", "limit", "offset", "fields"})
    found = matching(catalog.page_index, filters, len(pages))
    found = in_order(found, query.sort, catalog.page_ranks)
    part = found[query.offset : query.offset + query.limit]
    if picked is None:
        items = catalog.page_items.part(part)
    else:
        items = [encode(page_part(pages[index], catalog.library, picked)) for index in part]
    answer = list_answer(request, items, len(found), query.limit, query.offset, ("pages",))
    return respond(catalog, answer)


@router.get(
    "/pages/{slug:path}",
    operation_id="getPage",
    response_model=PageView,
    responses={
        404: {"model": HttpProblemView},
        410: {"model": HttpProblemView},
        422: {"model": HttpProblemView},
    },
)
def get_page(catalog: CurrentCatalog, slug: Slug, fields: Fields = None) -> Response:
    """A page, whole or the fields that are asked for. Home is `index`."""
    slug = slug.strip("/")
    page = catalog.library.pages_by_slug.get(slug)
    if page is None:
        near = catalog.library.near(f"/{slug}/")
        raise missing(catalog, "page", slug, near)
    picked = selection(fields, shape_of(PageView))
    return respond(catalog, page_answer(page, catalog.library, picked))
