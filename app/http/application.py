"""The FastAPI application: all routes, and how they are described."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from app import __version__
from app.http.errors import install as install_error_handlers
from app.http.metrics import Metrics
from app.http.openapi import published
from app.http.routes import (
    conditions,
    docs,
    health,
    links,
    locations,
    menus,
    pages,
    schemas,
    site,
)
from app.http.routing import documented
from app.live.snapshot import SnapshotStore


class Application(FastAPI):
    """FastAPI with our exact OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, created on the first call."""
        if self.openapi_schema is None:
            document = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                routes=documented(self.routes),
            )
            self.openapi_schema = published(document)
        return self.openapi_schema


def create_application(store: SnapshotStore, metrics: Metrics) -> Application:
    """Return the application; `/readyz` and `/metrics` read `store` and `metrics`."""
    application = Application(
        title="Clinic content API",
        version=__version__,
        summary="A clinic's Markdown, served as typed, cross-linked JSON.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    application.state.store = store
    application.state.metrics = metrics
    install_error_handlers(application)
    for module in (site, pages, conditions, locations, links, menus, schemas, health, docs):
        for route in module.router.routes:
            if isinstance(route, APIRoute):
                route.methods = {"GET", "HEAD"}
        # include_router would create every route again.
        application.router.routes.extend(module.router.routes)
    return application
