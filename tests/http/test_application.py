"""All routes, as one FastAPI application."""

from app.http.application import create_routes
from app.http.metrics import Metrics
from app.live.snapshot import SnapshotStore
from app.views.catalog import ENDPOINTS


def test_the_description_is_made_once_and_has_every_documented_route() -> None:
    shelf = SnapshotStore()
    routes = create_routes(shelf, Metrics(shelf))
    document = routes.openapi()
    assert routes.openapi() is document
    undocumented = {"/metrics", "/openapi.json", "/docs"}
    endpoints = {path.replace("{?path}", "") for path in ENDPOINTS.values()}
    assert document["paths"].keys() == endpoints - undocumented | {"/"}


def test_routes_answer_from_the_store_they_are_given() -> None:
    shelf = SnapshotStore()
    metrics = Metrics(shelf)
    routes = create_routes(shelf, metrics)
    assert routes.state.shelf is shelf
    assert routes.state.metrics is metrics
