"""Pages and health checks are answered before there is an application, in the same bytes."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.library.load import load
from app.main import create_app
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


def without_application(library: Library) -> TestClient:
    """Return a client of a service that creates no application, until a route needs it."""
    return client_of(create_app(library=library))


def with_application(library: Library) -> TestClient:
    """Return a client of a service whose application answers everything."""
    service = create_app(library=library)
    service.application.load()
    return client_of(service)


@pytest.mark.parametrize("site", SITES)
def test_first_answers_have_the_bytes_and_headers_of_the_routes(site: str) -> None:
    library = load(ROOT / site)
    first, routed = without_application(library), with_application(library)
    for path in (*(f"/pages/{page.slug}" for page in library.pages), "/healthz", "/readyz"):
        answers = [client.get(path) for client in (first, routed)]
        assert [answer.status_code for answer in answers] == [200, 200], path
        assert answers[0].content == answers[1].content, path
        assert answers[0].headers == answers[1].headers, path


def test_first_answers_count_for_the_route() -> None:
    client = without_application(load(ROOT / "content"))
    assert client.get("/pages/index").status_code == 200
    assert 'route="/pages/{slug}"' in client.get("/metrics").text


class BrokenPages(dict[str, Any]):
    """Pages of which none can be read; counts the attempts."""

    attempts = 0

    def get(self, *_: object) -> object:
        """Return a page that fails when it is used."""
        self.attempts += 1
        return object()


@pytest.mark.parametrize("client_on", [without_application, with_application])
def test_a_failure_is_an_error_and_happens_once(
    library: Library, client_on: Callable[[Library], TestClient]
) -> None:
    pages = BrokenPages()
    client = client_on(replace(library, pages_by_slug=pages))
    assert_problem(client.get("/pages/index"), 500)
    assert pages.attempts == 1


def test_first_answers_need_no_fastapi_and_it_is_imported_meanwhile() -> None:
    command = [sys.executable, "-c", WITHOUT_ROUTES, str(ROOT / "tests/sites/small")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.stdout, ended.stderr) == ("False\nTrue\n", "")


def test_reading_content_needs_no_web_framework() -> None:
    script = (
        "import sys, app.library.load;print({'fastapi', 'starlette', 'uvicorn'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout == "set()\n"
