"""The FastAPI application: all routes, and the description of the API."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

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


class Routes(FastAPI):
    """FastAPI with an exact OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            document = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                routes=documented(self.routes),
            )
            self.openapi_schema = published(document)
        return self.openapi_schema


def create_routes(shelf: SnapshotStore, metrics: Metrics) -> Routes:
    """Return the application that answers from the content in `shelf`."""
    routes = Routes(
        title="Clinic content API",
        version=__version__,
        summary="A clinic's Markdown, served as typed, cross-linked JSON.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    routes.state.shelf = shelf
    routes.state.metrics = metrics
    install_error_handlers(routes)
    for module in (site, pages, conditions, locations, links, menus, schemas, health, docs):
        # `include_router` would build every route a second time.
        routes.router.routes.extend(module.router.routes)
    return routes
