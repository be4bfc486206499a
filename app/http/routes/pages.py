"""`/pages`: every document, in lists and whole."""

from typing import Annotated, get_args

from fastapi import Query, Request, Response
from pydantic import Field

from app.http.context import context_of
from app.http.filters import Filter, by_comma, filter_field
from app.http.inclusion import IncludeQuery, RecordQuery, parse_inclusion
from app.http.queries import CurrentCatalog, ListQuery, Slug, sort_field
from app.http.responses import find_record, record_response, records_response, respond
from app.http.routing import NOT_FOUND_OR_GONE, create_router, list_whole_or_part, whole_or_part
from app.records import Kind, Page
from app.views.crawlers import markdown_answer
from app.views.lists import PAGE_SORTS
from app.views.pages import PageSummaryView, PageView

router = create_router("pages")


class PageQuery(IncludeQuery, ListQuery):
    """The query parameters of `/pages`."""

    kind: str | None = Field(
        None,
        description="Only pages of these kinds, by comma.",
        json_schema_extra=by_comma(get_args(Kind)),
    )
    section: Filter = filter_field("Only pages in these top-level folders, by comma.")
    menu: Filter = filter_field(
        "Only pages in the menus of these names, in any language, by comma."
    )
    tag: Filter = filter_field("Only pages with these tags, by comma.")
    category: Filter = filter_field("Only pages in these categories, by comma.")
    language: Filter = filter_field("Only pages in these languages, by comma.")
    layout: Filter = filter_field("Only pages with these layouts, by comma.")
    slug: Filter = filter_field("Only the pages of these slugs, by comma.")
    sort: str | None = sort_field(PAGE_SORTS)


@router.get(
    "/pages",
    operation_id="listPages",
    response_model=list_whole_or_part(PageSummaryView, PageView),
)
def list_pages(
    request: Request, catalog: CurrentCatalog, query: Annotated[PageQuery, Query()]
) -> Response:
    """The pages by path. `body` and other large fields are left out unless `fields` names them."""
    inclusion = parse_inclusion(query, "page")
    return records_response(request, catalog, catalog.pages, query, PageView, inclusion=inclusion)


@router.get(
    "/pages/{slug:path}",
    operation_id="getPage",
    response_model=whole_or_part(PageView),
    responses=NOT_FOUND_OR_GONE,
)
def get_page(
    request: Request,
    catalog: CurrentCatalog,
    slug: Slug,
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """A page with all its fields, or with those that `fields` names. Home is `index`.

    With `Accept: text/markdown` and without other parameters the answer is its body as Markdown.
    """
    # Generators of clients do not read an operation with two types of answers: the OpenAPI document
    # has the first alone.
    slug = slug.strip("/")
    if not query.model_fields_set and context_of(request.scope).prefers_markdown:
        page = find_record(catalog, "page", slug)
        assert isinstance(page, Page)
        response = respond(catalog, markdown_answer(page))
    else:
        response = record_response(request, catalog, "page", slug, query)
    response.headers["Vary"] = "Accept"
    return response
