"""Content codings, conditional requests and cached answers."""

import asyncio
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.answer_cache import AnswerCache
from app.http.context import RequestContext
from app.http.errors import RequestError
from app.http.memory_budget import MemoryBudget, Reservation
from app.http.metrics import Metrics
from app.http.middleware.answer_cache import AnswerCacheMiddleware
from app.http.middleware.metrics import MetricsMiddleware
from app.http.middleware.preview import PreviewMiddleware
from app.library.library import Library
from app.library.load import load
from app.live.snapshot import Snapshot, SnapshotStore
from app.main import create_app
from app.views.catalog import Catalog
from tests.conftest import PATIENCE, site_at
from tests.http.scopes import scope_of
from tests.paths import ROOT

PUBLIC = {"ETag": '"a"', "Cache-Control": "public, max-age=60", "Content-Type": "text/plain"}


class Routes:
    """Answer every request with these headers, and remember the paths."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers
        self.paths: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.paths.append(scope["path"])
        await Response(b"x" * 3000, headers=self._headers)(scope, receive, send)


class LargeRoutes:
    """Answer every request with many bytes, which are made in parts and reserved first."""

    def __init__(self, parts: int) -> None:
        self._parts = parts
        self.begun = 0
        self.has_begun = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun += 1
        self.has_begun.set()
        try:
            body = await run_in_threadpool(self._body, scope["context"])
        except RequestError as error:
            await error.response(scope)(scope, receive, send)
        else:
            await Response(body, headers=PUBLIC)(scope, receive, send)

    def _body(self, context: RequestContext) -> bytes:
        body = bytearray()
        for _ in range(self._parts):
            context.reserve(1000)
            body += b"x" * 1000
        return bytes(body)


def service_of(
    folder: Path, headers: Mapping[str, str]
) -> tuple[SnapshotStore, Routes, TestClient]:
    """Return the middlewares that the cache depends on, in front of routes."""
    store = SnapshotStore(Snapshot(Catalog(load(site_at(folder, {"index.md": "# A\n"})))))
    routes = Routes(headers)
    return store, routes, TestClient(around(routes, store))


def around(routes: ASGIApp, store: SnapshotStore, budget: MemoryBudget | None = None) -> ASGIApp:
    """Return the middlewares around routes."""
    app = PreviewMiddleware(AnswerCacheMiddleware(routes, AnswerCache(), budget), store, None)
    return MetricsMiddleware(app, Metrics(store), root_path="", access_log=False)


async def status_of(app: ASGIApp, target: str) -> int:
    """Return the status of the answer."""
    statuses: list[int] = []

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope_of(target), receive, send)
    return statuses[0]


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
    store.snapshot = Snapshot(Catalog(load(tmp_path)))
    client.get("/a", headers={"Accept-Encoding": "gzip"})
    assert len(routes.paths) == 9


def test_large_answers_wait_for_each_other_and_none_is_refused(tmp_path: Path) -> None:
    store = SnapshotStore(Snapshot(Catalog(load(site_at(tmp_path, {"index.md": "# A\n"})))))
    # Two of them would find no memory side by side.
    routes, budget = LargeRoutes(parts=60), MemoryBudget(96_000)
    app = around(routes, store, budget)

    async def ask_at_once() -> list[int]:
        targets = [f"/{number}" for number in range(8)] + ["/0"]
        return await asyncio.gather(*(status_of(app, target) for target in targets))

    assert asyncio.run(ask_at_once()) == [200] * 9
    assert routes.begun <= 16
    assert budget.taken == 0


def test_a_request_that_waits_keeps_no_content_that_was_replaced(tmp_path: Path) -> None:
    root = site_at(tmp_path, {"index.md": "# A\n"})
    store = SnapshotStore(Snapshot(Catalog(load(root))))
    budget = MemoryBudget(96_000)
    maker = Reservation(budget)
    maker.take(60_000)
    routes = LargeRoutes(parts=60)
    app = around(routes, store, budget)

    async def ask_while_content_is_replaced() -> list[int]:
        assert store.snapshot is not None
        loop, gone = asyncio.get_running_loop(), asyncio.Event()
        weakref.finalize(store.snapshot.published, loop.call_soon_threadsafe, gone.set)
        # Of two equal requests the second waits for the first.
        asking = asyncio.gather(status_of(app, "/a"), status_of(app, "/a"))
        await asyncio.wait_for(routes.has_begun.wait(), PATIENCE)
        store.snapshot = Snapshot(Catalog(load(root)))
        await asyncio.wait_for(gone.wait(), PATIENCE)
        maker.shrink(0)
        maker.end_turn()
        return list(await asking)

    assert asyncio.run(ask_while_content_is_replaced()) == [200, 200]


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


ALL = "gzip, br, zstd"


PATHS = (
    "/",
    "/site",
    "/pages",
    "/pages/",
    "/pages/iastm",
    "/pages/iastm?fields=title,body.html",
    "/conditions",
    "/conditions?sort=-treatments",
    "/conditions/bursitis",
    "/locations",
    "/locations?near=40.02,-105.27",
    "/locations?open_at=2026-11-26T09:00:00-07:00",
    "/locations/boulder",
    "/links",
    "/links?status=ok",
    "/menus",
    "/menus/main",
    "/resolve?path=/iastm/",
    "/schemas/page.json",
    "/openapi.json",
    "/docs",
    "/docs/start.js",
    "/docs/swagger-ui.css",
    "/healthz",
)


@pytest.fixture(scope="module")
def clinic_library() -> Library:
    return load(ROOT / "content")


@pytest.fixture(scope="module")
def clinic(clinic_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(library=clinic_library)) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", [None, "", "gzip", "zstd", ALL, "identity;q=0, zstd"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_answer_is_the_same_whether_a_route_made_it_or_it_lay_ready(
    clinic: TestClient, clinic_library: Library, path: str, accept: str | None, method: str
) -> None:
    headers = {"Accept-Encoding": accept} if accept is not None else {}
    if accept is None:
        clinic.headers.pop("accept-encoding", None)
    made = TestClient(create_app(library=clinic_library))
    made.headers.pop("accept-encoding", None)
    first = made.request(method, path, headers=headers)
    clinic.request(method, path, headers=headers)
    again = clinic.request(method, path, headers=headers)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert sorted(again.headers.items()) == sorted(first.headers.items())
    assert again.status_code == 200


def test_large_text_is_packed_and_small_is_not(clinic: TestClient) -> None:
    large = clinic.get("/pages/iastm", headers={"Accept-Encoding": ALL})
    assert large.headers["content-encoding"] == "br"
    assert int(large.headers["content-length"]) * 4 < len(large.content)
    assert "Accept-Encoding" in large.headers["vary"]
    small = clinic.get("/healthz", headers={"Accept-Encoding": ALL})
    assert "content-encoding" not in small.headers
    assert "Accept-Encoding" in small.headers["vary"]


def test_each_coding_has_a_version_of_its_own(clinic: TestClient) -> None:
    tags = {}
    for coding in ("identity", "gzip", "zstd", "br"):
        headers = {"Accept-Encoding": coding}
        answer = clinic.get("/pages/iastm", headers=headers)
        tags[coding] = answer.headers["etag"]
        for tag in (tags[coding], f'"x", W/{tags[coding]}', "*"):
            known = clinic.get("/pages/iastm", headers={**headers, "If-None-Match": tag})
            assert (known.status_code, known.content) == (304, b"")
            assert known.headers["etag"] == tags[coding]
            assert "content-encoding" not in known.headers
            assert "content-type" not in known.headers
    assert len(set(tags.values())) == 4
    other = {"Accept-Encoding": "br", "If-None-Match": tags["gzip"]}
    assert clinic.get("/pages/iastm", headers=other).status_code == 200


def test_tags_in_several_lines_are_one_list(clinic: TestClient) -> None:
    tag = clinic.get("/pages", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    lines = [("Accept-Encoding", "gzip"), ("If-None-Match", '"a"'), ("If-None-Match", tag)]
    assert clinic.get("/pages", headers=lines).status_code == 304


def test_many_tags_are_looked_through(clinic: TestClient) -> None:
    tag = clinic.get("/pages", headers={"Accept-Encoding": "identity"}).headers["etag"]
    tags = ", ".join(f'"{number:024x}"' for number in range(280))
    headers = {"Accept-Encoding": "identity", "If-None-Match": tags}
    assert clinic.get("/pages", headers=headers).status_code == 200
    headers["If-None-Match"] = f"{tags}, {tag}"
    assert clinic.get("/pages", headers=headers).status_code == 304


def test_who_takes_no_coding_is_told_which_there_are(clinic: TestClient) -> None:
    for method in ("GET", "HEAD"):
        refused = clinic.request(method, "/pages", headers={"Accept-Encoding": "identity;q=0"})
        assert refused.status_code == 406
        assert refused.headers["content-type"] == "application/problem+json"
        assert "etag" not in refused.headers
        assert refused.headers["access-control-allow-origin"] == "*"
    told = clinic.get("/pages?limit=1", headers={"Accept-Encoding": "*;q=0"}).json()
    assert "br, zstd and gzip" in told["detail"]
    assert told["instance"] == "/pages?limit=1"


def test_a_picture_is_not_packed(clinic: TestClient) -> None:
    answer = clinic.get("/docs/favicon.png", headers={"Accept-Encoding": ALL})
    assert "content-encoding" not in answer.headers


def test_what_is_kept_goes_with_its_content(tmp_path: Path) -> None:
    root = site_at(tmp_path, {"index.md": "# Old\n"})
    app = create_app(library=load(root))
    client = TestClient(app)
    for _ in range(2):
        assert client.get("/pages/index").json()["title"] == "Old"
    (root / "index.md").write_text("# New\n")
    app.state.store.snapshot = Snapshot(Catalog(load(root)))
    for _ in range(2):
        assert client.get("/pages/index").json()["title"] == "New"
    (root / "index.md").unlink()
    app.state.store.snapshot = Snapshot(Catalog(load(root)))
    for _ in range(2):
        assert client.get("/pages/index").status_code == 404


def test_what_depends_on_the_clock_is_not_kept(clinic: TestClient) -> None:
    target = "/locations?open_at=now"
    for _ in range(2):
        assert clinic.get(target).headers["cache-control"] == "no-store"
    told = clinic.get("/metrics").text
    assert [clinic.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
    # Each answer of these counts one more request than the one before.
    assert clinic.get("/metrics").text != told
