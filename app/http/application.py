"""The FastAPI application: all routes, and how they are described."""

from collections import Counter
from typing import Any, Final

from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from app import __version__
from app.http.context import context_of
from app.http.errors import install as install_error_handlers
from app.http.metrics import Metrics
from app.http.openapi import published
from app.http.routes import (
    conditions,
    crawlers,
    docs,
    events,
    explorer,
    files,
    health,
    links,
    locations,
    menus,
    pages,
    problems,
    schemas,
    search,
    site,
    sync,
)
from app.http.routing import DocumentedRoute
from app.live.snapshot import SnapshotStore
from app.settings import Settings

# A stream of events takes a connection and a little memory for as long as it is open.
_MAX_STREAMS: Final = 64
# A long answer takes up to 2 MB until its beginning has been sent, and its share of the threads.
_MAX_LONG: Final = 8


class Application(FastAPI):
    """FastAPI with our exact OpenAPI document, behind our middlewares.

    `top` is the first of them, the last one passes requests to `answer`.
    """

    top: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or start and stop with the server."""
        app = self.top if scope["type"] == "http" else super().__call__
        await app(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request by a route. A slash at the end of an address means nothing."""
        scope["path"] = context_of(scope).path.rstrip("/") or "/"
        await super().__call__(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, created on the first call."""
        if self.openapi_schema is None:
            routes = [route for route in self.routes if isinstance(route, DocumentedRoute)]
            document = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                routes=[route.documented() for route in routes],
            )
            settings: Settings = self.state.settings
            self.openapi_schema = published(document, has_explorer=settings.explorer)
        return self.openapi_schema


def create_application(
    store: SnapshotStore, metrics: Metrics, settings: Settings, lifespan: Lifespan[Any]
) -> Application:
    """Return the application; `/readyz` and `/metrics` read `store` and `metrics`.

    The settings say whether there are an explorer and events.
    """
    application = Application(
        title="Clinic content API",
        version=__version__,
        summary="A clinic's Markdown, served as typed, cross-linked JSON.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    application.state.store = store
    application.state.metrics = metrics
    application.state.settings = settings
    # Placeholders of pictures take long, and a thread of their own.
    application.state.picture_limiter = CapacityLimiter(1)
    application.state.stream_slots = CapacityLimiter(_MAX_STREAMS)
    application.state.long_slots = CapacityLimiter(_MAX_LONG)
    application.state.long_versions = Counter()
    install_error_handlers(application)
    for module in (
        *(site, pages, conditions, locations, search, links, menus),
        *(files, crawlers, problems, sync, events, schemas, health, docs),
        *((explorer,) if settings.explorer else ()),
    ):
        for route in module.router.routes:
            if isinstance(route, APIRoute):
                route.methods = {"GET", "HEAD"}
        # include_router would create every route again.
        application.router.routes.extend(module.router.routes)
    return application
