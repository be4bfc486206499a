"""Cached answers are sent without asking a route."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.http.metrics import Metrics
from app.http.middleware.answer_cache import AnswerCacheMiddleware
from app.http.middleware.metrics import MetricsMiddleware
from app.http.middleware.preview import PreviewMiddleware
from app.library.load import load
from app.live.snapshot import Snapshot, SnapshotStore
from app.views.catalog import build_catalog
from tests.conftest import site_at

PUBLIC = {"ETag": '"a"', "Cache-Control": "public, max-age=60", "Content-Type": "text/plain"}


class Routes:
    """Answer every request with these headers, and remember the paths."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers
        self.paths: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.paths.append(scope["path"])
        await Response(b"x" * 3000, headers=self._headers)(scope, receive, send)


def service_of(
    folder: Path, headers: Mapping[str, str]
) -> tuple[SnapshotStore, Routes, TestClient]:
    """Return the middlewares that the cache depends on, in front of routes."""
    store = SnapshotStore(Snapshot(build_catalog(load(site_at(folder, {"index.md": "# A\n"})))))
    routes = Routes(headers)
    app = PreviewMiddleware(AnswerCacheMiddleware(routes), store, None)
    top = MetricsMiddleware(app, Metrics(store), root_path="", access_log=False)
    return store, routes, TestClient(top)


def test_a_route_answers_once_for_each_path_query_and_coding(tmp_path: Path) -> None:
    store, routes, client = service_of(tmp_path, PUBLIC)
    for _ in range(3):
        for target in ("/a", "/b", "/a?x=1", "/a?x=2"):
            for coding in ("identity", "gzip"):
                assert client.get(target, headers={"Accept-Encoding": coding}).status_code == 200
        assert client.head("/a", headers={"Accept-Encoding": "gzip"}).content == b""
        tags = {"Accept-Encoding": "identity", "If-None-Match": '"a"'}
        assert client.get("/a", headers=tags).status_code == 304
    assert len(routes.paths) == 8
    store.put(Snapshot(build_catalog(load(tmp_path))))
    client.get("/a", headers={"Accept-Encoding": "gzip"})
    assert len(routes.paths) == 9


@pytest.mark.parametrize(
    "headers",
    [
        {**PUBLIC, "Cache-Control": "no-store"},
        {**PUBLIC, "Cache-Control": "private, no-store"},
        {name: value for name, value in PUBLIC.items() if name != "ETag"},
    ],
)
def test_private_answers_and_those_without_a_version_are_not_cached(
    tmp_path: Path, headers: Mapping[str, str]
) -> None:
    _, routes, client = service_of(tmp_path, headers)
    for _ in range(3):
        client.get("/a")
    assert len(routes.paths) == 3
