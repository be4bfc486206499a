"""Requests for nothing but an address: answered in the words of the routes, without them."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.library.library import Library
from app.library.load import load
from app.main import Service, create_app
from tests.conftest import assert_problem, client_of
from tests.paths import ROOT

SITES = ["content", *(f"tests/sites/{name}" for name in ("small", "languages", "conditions"))]

WITHOUT_ROUTES = """
import sys
from pathlib import Path

from starlette.testclient import TestClient

from app.library.load import load
from app.main import create_app

service = create_app(library=load(Path(sys.argv[1])))
client = TestClient(service)
for path in ("/pages/index", "/healthz", "/readyz"):
    assert client.get(path).status_code == 200
print("fastapi" in sys.modules)
with client:
    assert client.get("/pages/index").status_code == 200
print("fastapi" in sys.modules)
"""


def routes_of(service: Service) -> TestClient:
    """The routes alone, which nothing answers for."""

    async def routed(scope: Scope, receive: Receive, send: Send) -> None:
        assert service.shelf.snapshot is not None
        inside = {**scope, "catalog": service.shelf.snapshot.published, "mounted_at": ""}
        await service.routes(inside, receive, send)

    return TestClient(routed)


def paths_of(library: Library) -> list[str]:
    return [
        *(f"/pages/{page.slug}" for page in library.pages),
        *(f"/conditions/{condition.slug}" for condition in library.conditions),
        *(f"/locations/{location.slug}" for location in library.locations),
        "/healthz",
        "/readyz",
    ]


@pytest.mark.parametrize("site", SITES)
def test_the_routes_would_answer_with_the_same_bytes_and_headers(site: str) -> None:
    library = load(ROOT / site)
    service = create_app(library=library)
    client, routes = client_of(service), routes_of(service)
    for path in paths_of(library):
        plain, routed = (
            each.get(path, headers={"Accept-Encoding": "identity"}) for each in (client, routes)
        )
        assert plain.status_code == routed.status_code == 200, path
        assert plain.content == routed.content, path
        assert set(routed.headers.items()) <= set(plain.headers.items()), path


@pytest.mark.parametrize(
    "path", ["/pages/index", "/conditions/headaches-tmj", "/locations/boulder"]
)
def test_they_are_counted_by_the_route_that_would_have_answered(path: str) -> None:
    client = client_of(create_app(library=load(ROOT / "content")))
    assert client.get(path).status_code == 200
    route = f"{path.rpartition('/')[0]}/{{slug}}"
    assert f'route="{route}"' in client.get("/metrics").text


def test_one_that_cannot_be_answered_is_an_error_like_others(library: Library) -> None:
    nothing: Any = object()
    broken = replace(library, pages_by_slug={"index": nothing})
    client = client_of(create_app(library=broken))
    assert_problem(client.get("/pages/index"), 500)


def test_no_web_framework_is_waited_for_and_it_is_got_ready_meanwhile() -> None:
    command = [sys.executable, "-c", WITHOUT_ROUTES, str(ROOT / "tests/sites/small")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.stdout, ended.stderr) == ("False\nTrue\n", "")


@pytest.mark.parametrize("module", ["app.cli.commands", "app.library.load"])
def test_what_tells_mistakes_needs_no_web_framework(module: str) -> None:
    script = (
        f"import sys, {module}; print({{'fastapi', 'starlette', 'uvicorn'}} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout == "set()\n"
