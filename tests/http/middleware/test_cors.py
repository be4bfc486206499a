"""CORS, OPTIONS and security headers."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.main import create_app
from app.settings import Settings
from tests.conftest import SMALL, Ask, client_of

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


@pytest.fixture
def client_with(library: Library) -> Callable[..., TestClient]:
    """A client of the small site under these settings."""
    return lambda **given: client_of(
        create_app(Settings.model_validate({"content": SMALL, **given}), library=library)
    )


@pytest.mark.parametrize("target", ["/", "/pages", "/images/photo.jpg", "/nowhere", "/docs"])
def test_no_answer_may_be_framed_or_sniffed(client: TestClient, target: str) -> None:
    headers = client.get(target).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_only_origins_that_are_named_may_read(client_with: Callable[..., TestClient]) -> None:
    client = client_with(cors_origins="https://www.example.org,http://localhost:5173")
    for origin in ("https://www.example.org", "http://localhost:5173"):
        response = client.get("/pages", headers={"Origin": origin})
        assert response.headers["access-control-allow-origin"] == origin
        asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        allowed = client.options("/pages", headers=asked).headers
        assert allowed["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for headers in ({}, {"Origin": "https://evil.test"}, {"Origin": "null"}):
        response = client.get("/pages", headers=headers)
        assert "access-control-allow-origin" not in response.headers
        assert "Origin" in response.headers["vary"]
        asked = {**headers, "Access-Control-Request-Method": "GET"}
        assert "access-control-allow-methods" not in client.options("/pages", headers=asked).headers
