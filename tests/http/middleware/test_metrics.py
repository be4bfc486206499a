"""The context of a request, its id, and what is counted and logged."""

import asyncio
import gc
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.http.application import Application
from app.http.metrics import Metrics
from app.http.middleware.metrics import MetricsMiddleware
from app.library.library import Library
from app.library.load import load
from app.live.snapshot import Snapshot, SnapshotStore
from app.main import create_app
from app.settings import Settings
from app.views.catalog import Catalog
from tests.conftest import PATIENCE, SMALL, Ask, Starting, ask_port, client_of, site_at
from tests.http.scopes import scope_of

ALL = {
    "/": 200,
    "/pages": 200,
    "/pages/about": 200,
    "/healthz": 200,
    "/readyz": 200,
    "/openapi.json": 200,
    "/docs": 200,
    "/docs/start.js": 200,
    "/docs/": 308,
    "/images/photo.jpg": 200,
    "/images/logo.svg": 200,
    "/nowhere": 404,
    "/pages/nobody": 404,
    "/pages?limit=0": 422,
    "/resolve?path=/gone/": 410,
}


@pytest.mark.parametrize(("target", "status"), ALL.items())
def test_head_is_get_without_the_body(ask: Ask, target: str, status: int) -> None:
    whole, head = ask(target), ask(target, "HEAD")
    assert head.status_code == status
    assert head.content == b""
    varying = {"date", "x-request-id"}
    assert {name: value for name, value in head.headers.items() if name not in varying} == {
        name: value for name, value in whole.headers.items() if name not in varying
    }
    assert int(whole.headers["content-length"]) == len(whole.content)


@pytest.mark.parametrize("target", ["/pages", "/images/photo.jpg", "/docs", "/nowhere"])
def test_no_body_is_sent_to_head_whatever_the_server_would_do(
    service: Application, target: str
) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "HEAD",
        "path": target,
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    anyio.run(service, scope, receive, send)
    assert sent[0]["type"] == "http.response.start"
    assert b"".join(message.get("body", b"") for message in sent) == b""


@pytest.mark.parametrize("path", ["/pages/index", "/pages?limit=1", "/nothing", "/pages/nothing"])
def test_what_is_no_longer_served_goes_at_once(tmp_path: Path, path: str) -> None:
    root = site_at(tmp_path, {"index.md": "# A\n"})
    service = create_app(library=load(root))
    store = service.state.store
    assert store.snapshot is not None
    gone = weakref.ref(store.snapshot.published)
    gc.collect()
    gc.disable()
    try:
        waiting = asyncio.run(asked(service, path))
        store.snapshot = Snapshot(Catalog(load(root)))
        asyncio.run(asked(service, "/healthz"))
        # A connection that waits for another request holds the scope of the last one.
        assert len(waiting) == 2
        # A thread of the pool drops its last call a moment after that call is answered.
        end = time.monotonic() + PATIENCE
        while gone() is not None and time.monotonic() < end:
            pass
        assert gone() is None
    finally:
        gc.enable()


async def asked(service: Application, target: str) -> list[Scope]:
    """Return the scopes of two requests for a path, once they are answered."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        del message

    scopes = [scope_of(target), scope_of(target)]
    for scope in scopes:
        await service(scope, receive, send)
    return scopes


@pytest.fixture
def client_with(library: Library) -> Callable[..., TestClient]:
    """A client of the small site under these settings."""
    return lambda **given: client_of(
        create_app(Settings.model_validate({"content": SMALL, **given}), library=library)
    )


def test_an_error_carries_the_id_by_which_it_is_found(client: TestClient) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    given = {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    assert client.get("/nowhere", headers=given).headers["x-request-id"] == trace
    for wrong in (
        "",
        "00-x",
        f"00-{'0' * 32}-b7ad6b7169203331-01",
        f"ff-{trace}-b7ad6b7169203331-01",
    ):
        named = client.get("/nowhere", headers={"traceparent": wrong}).headers["x-request-id"]
        assert named != trace
        assert len(named) == 32
    assert "x-request-id" not in client.get("/pages", headers=given).headers


def test_requests_are_counted_by_route_status_and_encoding(
    client_with: Callable[..., TestClient],
) -> None:
    client = client_with()
    for target in ("/pages/about", "/pages/team", "/pages/nobody", "/images/photo.jpg", "/x"):
        client.get(target)
    client.options("/pages")
    response = client.get("/metrics")
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    lines = response.text.splitlines()
    counted = 'bodywise_http_requests_total{encoding="identity",route="%s",status="%d"} %d.0'
    for route, status, number in (
        ("/pages/{slug}", 200, 1),
        ("/pages/{slug}", 404, 2),
        ("static", 200, 1),
        ("none", 404, 1),
        ("options", 204, 1),
    ):
        assert counted % (route, status, number) in lines
    assert 'bodywise_http_request_seconds_count{route="/pages/{slug}"} 3.0' in lines
    version = client.get("/site").json()["version"]
    assert f'bodywise_library_info{{tree="native",version="{version}"}} 1.0' in lines
    assert 'bodywise_library_records{kind="pages"} 9.0' in lines
    assert 'bodywise_reloads_total{outcome="refused"} 0.0' in lines
    assert any(line.startswith("process_resident_memory_bytes") for line in lines)


def test_a_running_service_logs_for_programs_and_tells_its_health(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "[x](/x/)\n"})
    environment = {"BODYWISE_LOG_FORMAT": "json", "BODYWISE_ACCESS_LOG": "true"}
    with Starting("-m", "app", "serve", str(folder), "--port", "0", **environment) as running:
        assert '"level": "WARNING"' in running.said
        assert "broken-link" in running.said
        trace = "0af7651916cd43dd8448eb211c80319c"
        ask_port(running.port, "/pages/x?y", traceparent=f"00-{trace}-b7ad6b7169203331-01")
        line = running.hear('"route"')
        for part in ('"status": 422', '"target": "/pages/x?y"', f'"request_id": "{trace}"'):
            assert part in line
        metrics = ask_port(running.port, "/metrics").text
        assert 'bodywise_problems{code="broken-link",severity="warning"} 1.0' in metrics
        assert "bodywise_last_successful_reload_timestamp_seconds" in metrics


def test_answers_that_lay_ready_are_counted_as_all_others(tmp_path: Path) -> None:
    client = TestClient(create_app(library=load(site_at(tmp_path, {"a.md": "# A\n"}))))
    tags = {client.get("/pages/a").headers["etag"] for _ in range(3)}
    client.get("/pages/a", headers={"If-None-Match": tags.pop()})
    told = client.get("/metrics").text.splitlines()
    route = 'route="/pages/{slug}"'
    assert any(
        line.startswith("bodywise_http_requests_total")
        and route in line
        and 'status="200"' in line
        and line.endswith(" 3.0")
        for line in told
    )
    assert any(route in line and 'status="304"' in line and line.endswith(" 1.0") for line in told)
    assert f"bodywise_http_request_seconds_count{{{route}}} 4.0" in told


@pytest.mark.parametrize(("has_begun", "statuses"), [(True, [200]), (False, [503])])
def test_an_answer_that_the_stopping_server_cancels_is_no_failure(
    has_begun: bool, statuses: list[int]
) -> None:
    sent: list[Message] = []

    async def cancelled(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        if has_begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise asyncio.CancelledError

    async def ask_for() -> None:
        async def nothing() -> Message:
            return {"type": "http.request"}

        async def keep(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/a", "headers": [], "query_string": b""}
        metrics = Metrics(SnapshotStore())
        await MetricsMiddleware(cancelled, metrics, root_path="", access_log=False)(
            scope, nothing, keep
        )

    asyncio.run(ask_for())
    starts = [message for message in sent if message["type"] == "http.response.start"]
    assert [start["status"] for start in starts] == statuses
    if not has_begun:
        assert (b"retry-after", b"5") in starts[0]["headers"]
