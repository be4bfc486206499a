"""A site in several languages: each has its pages, its menus and its word to the others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from tests.conftest import assert_problem, assert_shape, client_of, client_on
from tests.paths import ROOT


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of the service on the site of three languages."""
    with client_of(create_app(library=load(ROOT / "tests/sites/languages"))) as client:
        yield client


def slugs(body: Any) -> list[str]:
    """The slugs of a list."""
    return [entry["slug"] for entry in body["items"]]


def test_one_language_is_listed(client: TestClient) -> None:
    body = assert_shape(client.get("/pages?language=es"), "/pages")
    assert {"es", "es/conditions/neck", "es/rooms/gimnasio", "es/team"} <= set(slugs(body))
    assert {page["language"] for page in body["items"]} == {"es"}
    assert client.get("/site").json()["languages"] == ["de", "en", "es"]
    (unmatched,) = client.get("/pages?language=fi").json()["unmatched"]
    assert sorted(unmatched["suggestions"]) == ["de", "en", "es"]


def test_a_page_names_itself_in_the_other_languages(client: TestClient) -> None:
    page = assert_shape(client.get("/pages/es/team"), "/pages/{slug:path}")
    assert page["language"] == "es"
    assert [entry["path"] for entry in page["translations"]] == ["/team/"]
    assert [entry["path"] for entry in client.get("/pages/index").json()["translations"]] == [
        "/es/",
        "/de/",
    ]


def test_pages_of_a_menu_are_those_of_its_menus_in_all_languages(client: TestClient) -> None:
    assert slugs(client.get("/pages?menu=main").json()) == ["index", "de", "es", "es/team", "team"]
    assert slugs(client.get("/pages?menu=main&language=es").json()) == ["es", "es/team"]


@pytest.mark.parametrize(
    ("target", "paths"),
    [
        ("/menus/main", ["/team/", "/"]),
        ("/menus/main?language=en", ["/team/", "/"]),
        ("/menus/main?language=es", ["/es/", "/es/team/"]),
    ],
)
def test_a_menu_is_that_of_the_language(client: TestClient, target: str, paths: list[str]) -> None:
    body = assert_shape(client.get(target), "/menus/{name:path}")
    assert [item["path"] for item in body["items"]] == paths


def test_a_language_without_a_menu_says_so(client: TestClient) -> None:
    problem = assert_problem(client.get("/menus/main?language=fi"), 404)
    assert problem["errors"][0]["field"] == "language"
    assert problem["errors"][0]["valid"] == ["en", "de", "es"]


def test_the_first_language_is_the_sites_own_where_none_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": "languages: [es, en]\n",
        "index.md": "---\nmenu: main\n---\nHola",
        "index.en.md": "---\nmenu: main\n---\nHello",
    }
    client = client_on(tmp_path, files)
    assert client.get("/pages/index").json()["language"] == "es"
    assert client.get("/menus/main").json()["language"] == "es"
    assert client.get("/menus/main?language=en").json()["items"][0]["path"] == "/en/"
