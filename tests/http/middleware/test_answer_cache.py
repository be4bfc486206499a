"""What lies ready is sent without asking a route."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.http.context import context_of
from app.http.metrics import Metrics
from app.http.middleware.answer_cache import AnswerCache
from app.http.middleware.encoding import EncodingMiddleware
from app.http.middleware.limits import HostLimits
from app.http.middleware.metrics import MetricsMiddleware
from app.library.load import load
from app.live.snapshot import Snapshot, SnapshotStore
from app.views.catalog import build_catalog
from tests.conftest import site_at


class Routes:
    """Answers everything with these headers, and remembers what it was asked."""

    def __init__(self, shelf: SnapshotStore, headers: Mapping[str, str]) -> None:
        self._shelf = shelf
        self._headers = headers
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        assert self._shelf.snapshot is not None
        context_of(scope).catalog = self._shelf.snapshot.published
        await Response(b"x" * 3000, headers=self._headers)(scope, receive, send)


PUBLIC = {"ETag": '"a"', "Cache-Control": "public, max-age=60", "Content-Type": "text/plain"}


def standing_before(
    folder: Path, headers: Mapping[str, str]
) -> tuple[SnapshotStore, Routes, TestClient]:
    """All that stands in front of routes, and the routes."""
    shelf = SnapshotStore(Snapshot(build_catalog(load(site_at(folder, {"index.md": "# A\n"})))))
    table = AnswerCache(shelf, HostLimits(("*",)), any_origin=True)
    routes = Routes(shelf, headers)
    front = MetricsMiddleware(
        EncodingMiddleware(routes, table), table, Metrics(shelf), access_log=False
    )
    return shelf, routes, TestClient(front)


def test_a_route_is_asked_once_for_each_path_query_and_coding(tmp_path: Path) -> None:
    shelf, routes, client = standing_before(tmp_path, PUBLIC)
    for _ in range(3):
        for target in ("/a", "/b", "/a?x=1", "/a?x=2"):
            for coding in ("identity", "gzip"):
                assert client.get(target, headers={"Accept-Encoding": coding}).status_code == 200
        assert client.head("/a", headers={"Accept-Encoding": "gzip"}).content == b""
        tags = {"Accept-Encoding": "identity", "If-None-Match": '"a"'}
        assert client.get("/a", headers=tags).status_code == 304
    assert len(routes.asked) == 8
    shelf.put(Snapshot(build_catalog(load(tmp_path))))
    client.get("/a", headers={"Accept-Encoding": "gzip"})
    assert len(routes.asked) == 9


@pytest.mark.parametrize(
    "headers",
    [
        {**PUBLIC, "Cache-Control": "no-store"},
        {**PUBLIC, "Cache-Control": "private, no-store"},
        {name: value for name, value in PUBLIC.items() if name != "ETag"},
    ],
)
def test_what_is_not_for_everybody_or_has_no_version_is_asked_for_each_time(
    tmp_path: Path, headers: Mapping[str, str]
) -> None:
    _, routes, client = standing_before(tmp_path, headers)
    for _ in range(3):
        client.get("/a")
    assert len(routes.asked) == 3
