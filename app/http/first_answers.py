"""The FastAPI application, created while the service already answers.

Importing FastAPI and creating the routes takes a third of the time from start to first answer.
Until that is done in a thread, pages and health checks are answered here.
`make bench ROWS=first` compares start to first answer with the import of FastAPI and uvicorn.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import context_of
from app.http.metrics import Metrics
from app.http.problem_response import server_error
from app.http.readiness import health, readiness
from app.http.responses import respond
from app.live.snapshot import SnapshotStore
from app.views.catalog import Catalog
from app.views.pages import page_answer

if TYPE_CHECKING:
    from app.http.application import Application


class DeferredApplication:
    """Pass requests to the application, and create it if it is not there yet."""

    def __init__(self, store: SnapshotStore, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self._application: Application | None = None
        self._creating = threading.Lock()
        self._first_answers: ASGIApp = ServerErrorMiddleware(self._answer_first, server_error)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. A slash at the end of an address means nothing."""
        scope["path"] = context_of(scope).path.rstrip("/") or "/"
        if self._application is None:
            await self._first_answers(scope, receive, send)
        else:
            await self._application(scope, receive, send)

    def load(self) -> "Application":
        """Return the application, created on the first call."""
        with self._creating:
            if self._application is None:
                # See above: the import is what is deferred.
                from app.http.application import create_application  # noqa: PLC0415

                self._application = create_application(self._store, self._metrics)
            return self._application

    async def prepare(self) -> None:
        """Create the application in a thread."""
        await run_in_threadpool(self.load)

    async def _answer_first(self, scope: Scope, receive: Receive, send: Send) -> None:
        context = context_of(scope)
        first = None
        if scope["method"] in {"GET", "HEAD"} and not scope["query_string"]:
            first = _first_answer(scope["path"], context.catalog, self._store)
        if first is None:
            await self.prepare()
            await self.load()(scope, receive, send)
        else:
            context.route, answer = first
            response = await run_in_threadpool(answer)
            await response(scope, receive, send)


def _first_answer(
    path: str, catalog: Catalog | None, store: SnapshotStore
) -> tuple[str, Callable[[], Response]] | None:
    """Return the pattern of the route that serves a path, and a function with its answer."""
    if path == "/healthz":
        return path, health
    if catalog is None:
        return None
    if path == "/readyz":
        return path, lambda: readiness(catalog, store)
    library = catalog.library
    page = library.pages_by_slug.get(path.removeprefix("/pages/"))
    if page is None or not path.startswith("/pages/"):
        return None
    return "/pages/{slug}", lambda: respond(catalog, page_answer(page, library, None))
