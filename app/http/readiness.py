"""Health checks: is the process alive, and does it have content to serve?"""

from typing import Final

from starlette.responses import Response

from app.live.snapshot import Reload, SnapshotStore
from app.views.answers import JSON, NEVER, encode
from app.views.catalog import Catalog, counts, problem_view
from app.views.shapes import HealthView, ReadinessView, ReloadView

_HEADERS: Final = {"Cache-Control": NEVER}


def health() -> Response:
    """Return the answer of a process that is alive."""
    view: HealthView = {"status": "ok"}
    return Response(encode(view), headers=_HEADERS, media_type=JSON)


def readiness(catalog: Catalog, store: SnapshotStore) -> Response:
    """Return what content is served, and all problems of the tree that was read last.

    The status is `degraded` if there are errors, served or refused.
    """
    library = catalog.library
    reload = store.reload
    is_ok = not library.errors and (reload is None or reload.outcome == "accepted")
    # A refused tree is the one that has to be mended.
    is_refused = reload is not None and reload.outcome == "refused"
    problems = reload.problems if reload is not None and is_refused else library.problems
    view: ReadinessView = {
        "status": "ok" if is_ok else "degraded",
        "version": library.version,
        "tree": library.tree,
        "counts": counts(library),
        "problems": [problem_view(problem) for problem in problems],
        "loaded_at": library.loaded_at.isoformat(timespec="milliseconds"),
        "reload": None if reload is None else _reload_view(reload),
    }
    return Response(encode(view), headers=_HEADERS, media_type=JSON)


def _reload_view(reload: Reload) -> ReloadView:
    return {
        "outcome": reload.outcome,
        "at": reload.at.isoformat(timespec="milliseconds"),
        "detail": reload.detail,
    }
