"""All routes, as the application that FastAPI makes of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app import __version__
from app.http.errors import install as install_error_handlers
from app.http.metrics import Metrics
from app.http.openapi import exact
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
from app.http.routing import written_out
from app.live.snapshot import SnapshotStore


class Routes(FastAPI):
    """FastAPI, which describes itself exactly."""

    def openapi(self) -> dict[str, Any]:
        """The description of the API, made once."""
        if self.openapi_schema is None:
            described = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                routes=written_out(self.routes),
            )
            self.openapi_schema = exact(described)
        return self.openapi_schema


def create_routes(shelf: SnapshotStore, metrics: Metrics) -> Routes:
    """The routes; `metrics` tells what Prometheus wants to know."""
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
        # To include a router makes all its routes anew.
        routes.router.routes.extend(module.router.routes)
    return routes
