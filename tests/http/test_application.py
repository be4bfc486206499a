"""Addresses: slashes, prefixes, hosts and cases."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.main import create_app
from app.settings import Settings
from tests.conftest import SMALL, Ask, assert_problem, client_of
from tests.paths import ROOT


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


@pytest.fixture
def client_with(library: Library) -> Callable[..., TestClient]:
    """A client of the small site under these settings."""
    return lambda **given: client_of(
        create_app(Settings.model_validate({"content": SMALL, **given}), library=library)
    )


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


def test_reading_and_checking_content_needs_no_web_framework() -> None:
    script = (
        "import sys, app.library.load, app.cli.commands\n"
        "print({'fastapi', 'starlette', 'uvicorn'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout == "set()\n"
