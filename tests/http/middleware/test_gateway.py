"""Methods, slashes and origins: what holds for every answer."""

import asyncio
import gc
import weakref
from pathlib import Path

import anyio
import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

from app.library.load import load
from app.live.snapshot import Snapshot
from app.main import Service, create_app
from app.views.catalog import build_catalog
from tests.conftest import Ask, assert_problem, site_at

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
def test_every_answer_may_be_read_from_any_origin(ask: Ask, target: str, status: int) -> None:
    for origin in ({}, {"Origin": "https://example.org"}):
        received = ask(target, **origin)
        assert received.status_code == status
        assert received.headers["access-control-allow-origin"] == "*"
        exposed = received.headers["access-control-expose-headers"]
        assert set(exposed.split(", ")) >= {"ETag", "Link", "Content-Version"}
        assert "access-control-allow-credentials" not in received.headers


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
    service: Service, target: str
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


@pytest.mark.parametrize("target", [*ALL, "*"])
def test_options_tells_what_is_possible(ask: Ask, target: str) -> None:
    received = ask(target, "OPTIONS")
    assert received.status_code == 204
    assert received.headers["allow"] == "GET, HEAD, OPTIONS"
    assert received.headers["access-control-allow-origin"] == "*"
    assert received.content == b""


@pytest.mark.parametrize("target", [*ALL, "/nowhere/at/all"])
@pytest.mark.parametrize("asked", ["If-None-Match", "if-none-match,x-anything", "Authorization"])
def test_a_browser_that_asks_first_may_send_what_it_likes(
    client: TestClient, target: str, asked: str
) -> None:
    response = client.options(
        target,
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": asked,
        },
    )
    assert response.status_code == 204
    assert response.content == b""
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["access-control-allow-headers"] == asked
    assert int(response.headers["access-control-max-age"]) > 0
    assert "access-control-request-headers" in response.headers["vary"].lower()


def test_a_browser_that_asks_for_no_header_is_allowed_none(client: TestClient) -> None:
    response = client.options("/pages", headers={"Access-Control-Request-Method": "GET"})
    assert response.status_code == 204
    assert "access-control-allow-headers" not in response.headers


@pytest.mark.parametrize(
    "target", ["/site", "/menus", "/menus/main", "/links", "/healthz", "/openapi.json"]
)
def test_a_slash_at_the_end_changes_nothing(ask: Ask, target: str) -> None:
    assert ask(f"{target}/").content == ask(target).content
    assert ask(f"{target}//").content == ask(target).content


@pytest.mark.parametrize("target", ["//pages", "/x/../pages", "/./pages", "/PAGES", "/pages;x"])
def test_another_path_is_another_address(ask: Ask, target: str) -> None:
    assert assert_problem(ask(target), 404)["instance"] == target


def test_an_address_with_a_host_is_the_same_address(ask: Ask) -> None:
    assert ask("http://example.org/pages?limit=1").content == ask("/pages?limit=1").content


@pytest.mark.parametrize("path", ["/pages/index", "/pages?limit=1", "/nothing", "/pages/nothing"])
def test_what_is_no_longer_served_goes_at_once(tmp_path: Path, path: str) -> None:
    root = site_at(tmp_path, {"index.md": "# A\n"})
    service = create_app(library=load(root))
    store = service.store
    assert store.edition is not None
    gone = weakref.ref(store.edition.published)
    gc.collect()
    gc.disable()
    try:
        waiting = asyncio.run(asked(service, path))
        store.put(Snapshot(build_catalog(load(root))))
        asyncio.run(asked(service, "/healthz"))
        # A connection that waits for another request holds the scope of the last one.
        assert len(waiting) == 2
        assert gone() is None
    finally:
        gc.enable()


async def asked(service: Service, path: str) -> list[Scope]:
    """The scopes of two requests for a path, once they are answered."""
    scopes: list[Scope] = []
    target, _, query = path.partition("?")

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        del message

    for _ in range(2):
        scope: Scope = {
            "type": "http",
            "method": "GET",
            "path": target,
            "raw_path": target.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", b"localhost")],
            "http_version": "1.1",
            "scheme": "http",
            "server": ("localhost", 80),
            "client": ("127.0.0.1", 1),
        }
        await service(scope, receive, send)
        scopes.append(scope)
    return scopes
