"""Whether the process lives, whether it has content to serve, and what it counts."""

from fastapi import APIRouter, Request, Response

from app.api.dependencies import CurrentCatalog
from app.api.routing import PromisingRoute
from app.shelf import Reload, Shelf
from app.views.answers import JSON, NEVER, encode
from app.views.catalog import Catalog, counts, problem_view
from app.views.shapes import HealthView, HttpProblemView, ReadinessView, ReloadView

router = APIRouter(tags=["health"], route_class=PromisingRoute)
_HEADERS = {"Cache-Control": NEVER}
# Specification: Prometheus, the text-based exposition format.
_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz", operation_id="getHealth", response_model=HealthView)
def get_health() -> Response:
    """The process answers."""
    view: HealthView = {"status": "ok"}
    return Response(encode(view), headers=_HEADERS, media_type=JSON)


@router.get(
    "/readyz",
    operation_id="getReadiness",
    response_model=ReadinessView,
    responses={503: {"model": HttpProblemView}},
)
def get_readiness(request: Request, catalog: CurrentCatalog) -> Response:
    """What content is served, and every problem in the folder as it was last read.

    `degraded` where there are errors, served or refused.
    """
    shelf: Shelf = request.app.state.shelf
    return Response(encode(_readiness(catalog, shelf)), headers=_HEADERS, media_type=JSON)


@router.get("/metrics", include_in_schema=False)
def get_metrics(request: Request) -> Response:
    """What Prometheus wants to know."""
    body: bytes = request.app.state.metrics.exposition()
    return Response(body, headers={**_HEADERS, "Content-Type": _EXPOSITION})


def _readiness(catalog: Catalog, shelf: Shelf) -> ReadinessView:
    library = catalog.library
    reload = shelf.reload
    well = not library.errors and (reload is None or reload.outcome == "accepted")
    # What was refused is what somebody has to mend now.
    refused = reload is not None and reload.outcome == "refused"
    problems = reload.problems if reload is not None and refused else library.problems
    return {
        "status": "ok" if well else "degraded",
        "version": library.version,
        "tree": library.tree,
        "counts": counts(library),
        "problems": [problem_view(problem) for problem in problems],
        "loaded_at": library.loaded_at.isoformat(timespec="milliseconds"),
        "reload": None if reload is None else _reload(reload),
    }


def _reload(reload: Reload) -> ReloadView:
    return {
        "outcome": reload.outcome,
        "at": reload.at.isoformat(timespec="milliseconds"),
        "detail": reload.detail,
    }
