"""`/problems`: all mistakes in the content, with their places and remedies."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.filters import Filter, by_comma, matching
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset
from app.http.responses import ListPart, list_answer, respond
from app.http.routing import create_router
from app.live.snapshot import SnapshotStore
from app.problems import Severity
from app.views.answers import NEVER
from app.views.shapes import ListView, ProblemView

router = create_router("problems")


@router.get("/problems", operation_id="listProblems", response_model=ListView[ProblemView])
def list_problems(
    request: Request,
    catalog: CurrentCatalog,
    severity: Annotated[
        str | None,
        Query(
            description="Only problems of these severities, by comma.",
            json_schema_extra=by_comma(severity.value for severity in Severity),
        ),
    ] = None,
    code: Annotated[
        Filter,
        Query(description="Only problems of these codes, by comma. Later versions have more."),
    ] = None,
    file: Annotated[
        Filter, Query(description="Only problems in these files of the folder, by comma.")
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    offset: Offset = 0,
) -> Response:
    """Every mistake in the content, by file and line.

    After a refused edit they are those of the edit, while the content before is served.
    """
    store: SnapshotStore = request.app.state.store
    problems = store.problems(catalog)
    numbers, unmatched = matching(problems, {"severity": severity, "code": code, "file": file})
    part = ListPart(len(numbers), limit, offset, unmatched)
    items = problems.part(part.of(numbers))
    # A refused edit changes them, and not the version of the content.
    return respond(catalog, list_answer(request, items, part, NEVER))
