"""Whether the process lives, and whether it has content to serve."""

from starlette.responses import Response

from app.live.snapshot import Reload, SnapshotStore
from app.views.answers import JSON, NEVER, encode
from app.views.catalog import Catalog, counts, problem_view
from app.views.shapes import HealthView, ReadinessView, ReloadView

_HEADERS = {"Cache-Control": NEVER}


def health() -> Response:
    """The process answers."""
    view: HealthView = {"status": "ok"}
    return Response(encode(view), headers=_HEADERS, media_type=JSON)


def readiness(catalog: Catalog, shelf: SnapshotStore) -> Response:
    """What content is served, and every problem in the folder as it was last read.

    `degraded` where there are errors, served or refused.
    """
    return Response(encode(_readiness(catalog, shelf)), headers=_HEADERS, media_type=JSON)


def _readiness(catalog: Catalog, shelf: SnapshotStore) -> ReadinessView:
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
