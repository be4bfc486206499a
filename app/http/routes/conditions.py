"""`/conditions`: what the clinic treats, and which pages treat it."""

from typing import Annotated, Literal

from fastapi import Query, Request, Response
from pydantic import Field, field_validator
from starlette.concurrency import run_in_threadpool

from app.clinic.names import without_accents
from app.http.filters import Filter, by_comma, filter_field
from app.http.inclusion import IncludeQuery, RecordQuery, parse_inclusion
from app.http.queries import CurrentCatalog, ListQuery, Slug, sort_field
from app.http.responses import record_response, records_response
from app.http.routing import NOT_FOUND_OR_GONE, create_router, list_whole_or_part, whole_or_part
from app.http.searching import SearchText, search_index
from app.library.search.results import ranked_conditions
from app.views.clinic import ConditionView
from app.views.lists import CONDITION_SORTS

router = create_router("conditions")


class ConditionQuery(IncludeQuery, ListQuery):
    """The query parameters of `/conditions`."""

    treatment: Filter = filter_field("Only conditions that these pages treat: slugs, by comma.")
    body_region: Filter = filter_field("Only conditions of these body regions, by comma.")
    has_page: str | None = Field(
        None,
        description="`true` or `false`: only conditions with or without a page of their own.",
        json_schema_extra=by_comma(("true", "false")),
    )
    q: SearchText | None = Field(
        None,
        description=(
            "Only conditions whose names or symptoms match these words, best first. As in "
            "`/search`, words may be misspelt, unfinished, or missing."
        ),
    )
    slug: Filter = filter_field("Only the conditions of these slugs, by comma.")
    letter: Filter = Field(
        None,
        description=(
            "Only conditions whose names begin with these letters, by comma; accents do not count, "
            "and `#` is any other sign."
        ),
    )
    synonyms: Literal["true", "false"] | None = Field(
        None, description="`true`: for `letter`, alternate names count too."
    )
    code: Filter = filter_field(
        "Only conditions with these codes, by comma: `ICD-10-CM:M54.2`. One without its system, "
        "`M54.2`, is that code of any system."
    )
    symptom: Filter = filter_field("Only conditions with these symptoms, by comma.")
    sort: str | None = sort_field(CONDITION_SORTS)

    @field_validator("letter")
    @classmethod
    def _capital(cls, letters: str | None) -> str | None:
        return letters and without_accents(letters).upper()


@router.get(
    "/conditions",
    operation_id="listConditions",
    response_model=list_whole_or_part(ConditionView),
)
async def list_conditions(
    request: Request, catalog: CurrentCatalog, query: Annotated[ConditionQuery, Query()]
) -> Response:
    """The conditions by name, with all their fields."""
    ranked: list[int] | None = None
    if query.q and not query.q.isspace():
        slugs = await run_in_threadpool(ranked_conditions, query.q, await search_index(catalog))
        ranked = [catalog.condition_numbers[slug] for slug in slugs]
    listing = catalog.conditions
    if query.letter and query.synonyms == "true":
        listing = catalog.conditions_by_any_name
    inclusion = parse_inclusion(query, "condition")
    return await run_in_threadpool(
        records_response, request, catalog, listing, query, ConditionView, ranked, inclusion
    )


@router.get(
    "/conditions/{slug:path}",
    operation_id="getCondition",
    response_model=whole_or_part(ConditionView),
    responses=NOT_FOUND_OR_GONE,
)
def get_condition(
    request: Request,
    catalog: CurrentCatalog,
    slug: Slug,
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """A condition with the pages that treat it and the places that mention it."""
    return record_response(request, catalog, "condition", slug, query)
