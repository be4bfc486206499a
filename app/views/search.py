"""Search results as they are sent."""

from collections.abc import Sequence
from typing import Any, Final, Literal, NotRequired, get_args

from typing_extensions import TypedDict

from app.library.search.excerpts import Explainer, Match
from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex
from app.library.search.query import Query
from app.records import Kind, Ref
from app.views.answers import encode
from app.views.listing import Listing
from app.views.shapes import Included, UnmatchedView


class SectionRefView(TypedDict):
    """The section that was found; the part of a page before its first heading has no id."""

    id: str | None
    title: str
    path: str | None


class ExcerptView(TypedDict):
    """A part of the section's text; `marks` are `[start, end]` in UTF-16 units, end exclusive."""

    text: str
    marks: list[list[int]]


MatchView = TypedDict(
    "MatchView",
    {"term": str, "as": str, "by": Literal["exact", "prefix", "stem", "typo", "synonym"]},
)
MatchView.__doc__ = "A word or phrase of the query, and the word of the site that it was found as."


class SearchHitView(TypedDict):
    """A section that was found, or a condition or an office without a page."""

    page: Ref | None
    condition: Ref | None
    location: Ref | None
    section: SectionRefView
    excerpt: ExcerptView
    matched: list[MatchView]


class SearchView(TypedDict):
    """A part of the results, best first; `next` is the address of the following part.

    `suggestions` are queries that may find more, `uncorrected` unknown words beyond those that were
    corrected. `include` adds `included`.
    """

    items: list[SearchHitView]
    total: int
    limit: int
    offset: int
    next: str | None
    unmatched: list[UnmatchedView]
    suggestions: list[str]
    uncorrected: list[str]
    included: NotRequired[Included]


SECTION_FILTERS: Final = ("kind", "language", "page_section")


def row_list(rows: Sequence[RowFields]) -> Listing[RowFields]:
    """Return the list of all rows, for the filters of the search."""
    return Listing(
        rows,
        filters={
            "kind": lambda fields: (fields.row.kind,),
            "language": lambda fields: (fields.row.language,),
            "page_section": lambda fields: (fields.row.page_section,),
        },
        closed={"kind": get_args(Kind)},
    )


def encoded_hits(
    numbers: Sequence[int], query: Query, index: SearchIndex, offset: int = 0
) -> list[bytes]:
    """Return the rows of these numbers as JSON: the results from an offset on."""
    explainer = Explainer(query, index)
    # Most rows have the same matches.
    views: dict[Match, MatchView] = {}
    return [
        encode(_hit(index.rows[number], explainer, position, views))
        for position, number in enumerate(numbers, offset)
    ]


def _hit(
    fields: RowFields, explainer: Explainer, position: int, views: dict[Match, MatchView]
) -> dict[str, Any]:
    row = fields.row
    excerpt, matches = explainer.explain(fields, position)
    return {
        "page": row.page,
        "condition": row.condition,
        "location": row.location,
        "section": {"id": row.id, "title": row.heading or row.title, "path": row.path},
        "excerpt": {"text": excerpt.text, "marks": excerpt.marks},
        "matched": [views.get(match) or _match_view(match, views) for match in matches],
    }


def _match_view(match: Match, views: dict[Match, MatchView]) -> MatchView:
    view: MatchView = {"term": match.term, "as": match.written, "by": match.by}
    views[match] = view
    return view
