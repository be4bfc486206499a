"""`/search`: sections, conditions and offices by the words of patients."""

from typing import Annotated, get_args

from fastapi import Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from app.http.filters import Filter, by_comma, filter_field, matching, split_values
from app.http.inclusion import IncludeQuery, parse_inclusion, with_included
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset
from app.http.responses import ListPart, list_answer, respond, with_fields
from app.http.routing import create_router
from app.http.searching import SearchText, search_index
from app.library.search.index import SearchIndex
from app.library.search.results import Results
from app.library.search.stems import base_language
from app.records import Kind
from app.views.catalog import Catalog
from app.views.search import SECTION_FILTERS, SearchView, encoded_hits
from app.views.shapes import UnmatchedView

router = create_router("search")


class SearchQuery(IncludeQuery):
    """The query parameters of `/search`."""

    q: SearchText = Field(
        description=(
            "What is looked for, up to 2,000 characters. Words may be misspelt or missing, the "
            "last one unfinished. Any text is valid."
        )
    )
    kind: str | None = Field(
        None,
        description="Only results of these kinds, by comma.",
        json_schema_extra=by_comma(get_args(Kind)),
    )
    language: Filter = filter_field("Only pages in these languages, by comma.")
    page_section: Filter = filter_field("Only pages in these top-level folders, by comma.")
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0


@router.get("/search", operation_id="searchContent", response_model=SearchView)
async def search(
    request: Request, catalog: CurrentCatalog, query: Annotated[SearchQuery, Query()]
) -> Response:
    """Sections that match, best first, each with the words that matched and why."""
    index = await search_index(catalog)
    return await run_in_threadpool(_search, request, catalog, query, index)


def _search(request: Request, catalog: Catalog, query: SearchQuery, index: SearchIndex) -> Response:
    filters = query.model_dump(include=set(SECTION_FILTERS))
    inclusion = parse_inclusion(query, "result")
    allowed: set[int] | None = None
    unmatched: list[UnmatchedView] = []
    if any(value is not None for value in filters.values()):
        numbers = tuple(index.rows)
        places, unmatched = matching(catalog.rows, filters)
        allowed = {numbers[place] for place in places}
    languages = [base_language(code) for code in split_values(query.language or "")]
    results = Results(query.q, index, allowed, languages if query.language else None)
    part = ListPart(len(results), query.limit, query.offset, unmatched)
    rows = results.part(part.offset, part.limit)
    items = encoded_hits(rows, results.query, index, part.offset)
    answer = list_answer(request, items, part)
    fields = {"suggestions": results.suggestions, "uncorrected": results.query.uncorrected}
    answer = with_fields(answer, fields)
    roots = [index.rows[number] for number in rows]
    return respond(catalog, with_included(request, catalog, answer, roots, inclusion))
