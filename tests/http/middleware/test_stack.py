"""Who is let in, under which path and host, from which origins, and what every answer carries."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.main import create_app
from app.settings import Settings
from tests.conftest import SMALL, Ask, Starting, ask_port, assert_problem, client_of, site_at


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


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        ("/pages/" + "a" * 4089, {}, 404),
        ("/pages/" + "a" * 4090, {}, 414),
        ("/pages/a?" + "x" * 8192, {}, 422),
        ("/pages/about?" + "x" * 8193, {}, 414),
        ("/pages/about", {"X": "x" * 32000}, 200),
        ("/pages/about", {"X": "x" * 32768}, 431),
        ("/pages/about", {"If-None-Match": ",".join(['"x"'] * 2000)}, 200),
    ],
)
def test_a_request_has_a_size(ask: Ask, target: str, headers: dict[str, str], status: int) -> None:
    received = ask(target, **headers)
    assert received.status_code == status
    if status >= 400:
        assert len(assert_problem(received, status)["detail"]) < 10000


def test_under_a_path_all_answers_with_it_and_without(
    client_with: Callable[..., TestClient],
) -> None:
    client = client_with(root_path="/api/v1")
    for target in ("/", "/pages/about", "/images/photo.jpg", "/healthz", "/docs/start.js"):
        with_it, without = client.get(f"/api/v1{target}"), client.get(target)
        assert with_it.status_code == without.status_code == 200
        assert with_it.content == without.content
    listed = client.get("/api/v1/pages?limit=1")
    assert listed.json()["next"] == "/api/v1/pages?limit=1&offset=1"
    assert 'rel="next"' in listed.headers["link"]
    assert client.get(listed.json()["next"]).status_code == 200
    assert client.get("/api/v1").status_code == 200
    document = client.get("/api/v1/openapi.json").json()
    assert document["servers"][0]["url"] == "/api/v1"
    assert assert_problem(client.get("/api/v1x"), 404)["instance"] == "/api/v1x"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("example.org", 200),
        ("EXAMPLE.org:8080", 200),
        ("a.b.example.com", 200),
        ("example.com", 400),
        ("badexample.com", 400),
        ("example.org.evil.test", 400),
        ("", 400),
    ],
)
def test_only_hosts_that_are_trusted_are_answered_for(
    client_with: Callable[..., TestClient], host: str, status: int
) -> None:
    client = client_with(trusted_hosts="example.org, *.example.com")
    response = client.get("/pages", headers={"Host": host})
    assert response.status_code == status
    if status == 400:
        assert f'"{host.lower()}"' in assert_problem(response, 400)["detail"]
    for target in ("/healthz", "/readyz", "/metrics"):
        assert client.get(target, headers={"Host": host}).status_code == 200


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


def test_what_is_no_request_is_refused_in_the_one_shape(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        assert_problem(ask_port(running.port, "nonsense"), 400)
        assert_problem(ask_port(running.port, "/", **{f"X{i}": "x" * 900 for i in range(110)}), 431)
        assert ask_port(running.port, "/pages/index").status_code == 200
