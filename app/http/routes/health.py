"""`/healthz`, `/readyz` and `/metrics`."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from app.http.exposition import exposition
from app.http.queries import CurrentCatalog
from app.http.routing import DocumentedRoute
from app.live.snapshot import SnapshotStore
from app.problems import Severity
from app.views.answers import JSON, NEVER, encode
from app.views.catalog import counts
from app.views.problems import problem_view, summary_view
from app.views.shapes import HealthView, HttpProblemView, ReadinessView

router = APIRouter(tags=["health"], route_class=DocumentedRoute)
# Specification: Prometheus, the text-based exposition format.
_EXPOSITION: Final = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz", operation_id="getHealth", response_model=HealthView)
async def get_health() -> Response:
    """The process is alive."""
    # Async, so that it needs none of the threads that long lists may occupy.
    return _uncached({"status": "ok"})


@router.get(
    "/readyz",
    operation_id="getReadiness",
    response_model=ReadinessView,
    responses={503: {"model": HttpProblemView}},
)
def get_readiness(request: Request, catalog: CurrentCatalog) -> Response:
    """The version of the content that is served, and the errors of its folder.

    `degraded` if there are errors, in the content that is served or in a refused edit, or while a
    reload is `overdue`: it began at that time and has not ended within a minute.
    `summary` counts all problems; `/problems` lists them.
    """
    store: SnapshotStore = request.app.state.store
    library, reload = catalog.library, store.reload
    overdue = store.overdue_since
    is_ok = not library.errors and (reload is None or reload.outcome == "accepted")
    problems = store.problems(catalog).items
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    view: ReadinessView = {
        "status": "ok" if is_ok and overdue is None else "degraded",
        "version": library.version,
        "tree": library.tree,
        "counts": counts(library),
        "problems": [problem_view(problem) for problem in errors],
        "summary": summary_view(problems),
        "loaded_at": library.loaded_at.isoformat(timespec="milliseconds"),
        "reload": reload
        and {
            "outcome": reload.outcome,
            "at": reload.at.isoformat(timespec="milliseconds"),
            "detail": reload.detail,
        },
        "overdue": None if overdue is None else overdue.isoformat(timespec="milliseconds"),
    }
    return _uncached(view)


@router.get("/metrics", include_in_schema=False)
def get_metrics(request: Request) -> Response:
    """The metrics, in the text format of Prometheus."""
    body = exposition(request.app.state.metrics)
    return Response(body, headers={"Cache-Control": NEVER, "Content-Type": _EXPOSITION})


def _uncached(view: Any) -> Response:
    return Response(encode(view), headers={"Cache-Control": NEVER}, media_type=JSON)
