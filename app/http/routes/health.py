"""`/healthz`, `/readyz` and `/metrics`."""

from fastapi import APIRouter, Request, Response

from app.http.exposition import exposition
from app.http.queries import CurrentCatalog
from app.http.readiness import health, readiness
from app.http.routing import DocumentedRoute
from app.live.snapshot import SnapshotStore
from app.views.answers import NEVER
from app.views.shapes import HealthView, HttpProblemView, ReadinessView

router = APIRouter(tags=["health"], route_class=DocumentedRoute)
# Specification: Prometheus, the text-based exposition format.
_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz", operation_id="getHealth", response_model=HealthView)
def get_health() -> Response:
    """The process is alive."""
    return health()


@router.get(
    "/readyz",
    operation_id="getReadiness",
    response_model=ReadinessView,
    responses={503: {"model": HttpProblemView}},
)
def get_readiness(request: Request, catalog: CurrentCatalog) -> Response:
    """The version of the content that is served, and every problem of its folder.

    `degraded` if there are errors, in the content that is served or in a refused edit.
    """
    store: SnapshotStore = request.app.state.store
    return readiness(catalog, store)


@router.get("/metrics", include_in_schema=False)
def get_metrics(request: Request) -> Response:
    """The metrics, in the text format of Prometheus."""
    body = exposition(request.app.state.metrics)
    return Response(body, headers={"Cache-Control": NEVER, "Content-Type": _EXPOSITION})
