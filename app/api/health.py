"""Whether the process lives, and whether it has content to serve."""

from fastapi import APIRouter, Response

from app.api.dependencies import CurrentCatalog
from app.views.answers import JSON, NEVER, encode
from app.views.catalog import readiness
from app.views.shapes import HealthView, HttpProblemView, ReadinessView

router = APIRouter(tags=["health"])
_HEADERS = {"Cache-Control": NEVER}


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
def get_readiness(catalog: CurrentCatalog) -> Response:
    """What content is served, and every problem in it; `degraded` where there are errors."""
    return Response(encode(readiness(catalog.library)), headers=_HEADERS, media_type=JSON)
