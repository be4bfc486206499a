"""Filters of lists: several values, values with commas, and values that nothing has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.http.filters import split_values
from tests.conftest import assert_problem, assert_shape, client_on

LISTS = [
    "/redirects",
    "/assets",
    "/pages",
    "/conditions",
    "/locations",
    "/links",
    "/menus",
    "/problems",
    "/search?q=a",
]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A clinic whose values hold commas and backslashes."""
    files = {
        "a.md": "---\ntags: ['heat, cold', rest]\n---\n",
        "b.md": "---\ntags: [heat]\n---\n",
        "c.md": "---\ntags: ['C:\\heat']\n---\n",
    }
    with client_on(tmp_path_factory.mktemp("commas"), files) as client:
        yield client


def unmatched(client: TestClient, target: str) -> list[tuple[str, str]]:
    """The fields and values that match nothing."""
    response = client.get(target)
    assert response.status_code == 200, response.text
    return [(entry["field"], entry["value"]) for entry in response.json()["unmatched"]]


@pytest.mark.parametrize("route", LISTS)
def test_every_list_says_that_all_values_match(client: TestClient, route: str) -> None:
    assert client.get(route).json()["unmatched"] == []


@pytest.mark.parametrize(
    ("target", "field", "suggestions"),
    [
        ("/pages?section=x", "section", ["about", "conditions", "locations", "treatments"]),
        ("/pages?menu=x", "menu", ["fußzeile", "main"]),
        ("/pages?tag=x", "tag", ["größe", "history", "team"]),
        ("/pages?category=x", "category", ["Places", "Who we are"]),
        ("/pages?language=x", "language", ["de", "en"]),
        ("/pages?layout=x", "layout", ["wide"]),
        ("/conditions?body_region=x", "body_region", ["neck"]),
        ("/conditions?letter=x", "letter", ["N", "T"]),
        ("/conditions?code=x", "code", []),
        ("/assets?type=x", "type", ["application/pdf", "image/jpeg", "image/svg+xml"]),
        ("/locations?slug=x", "slug", ["annex", "boulder"]),
        ("/search?q=neck&language=x", "language", ["de", "en"]),
    ],
)
def test_a_value_that_nothing_has_makes_the_list_shorter(
    client: TestClient, target: str, field: str, suggestions: list[str]
) -> None:
    body = client.get(target).json()
    assert (body["items"], body["total"]) == ([], 0)
    (entry,) = body["unmatched"]
    assert list(entry) == ["field", "value", "suggestions"]
    assert (entry["field"], entry["value"].lower()) == (field, "x")
    assert sorted(entry["suggestions"]) == suggestions


@pytest.mark.parametrize(
    ("target", "route", "suggestion"),
    [
        ("/pages?slug=abuot", "/pages", "about"),
        ("/pages?tag=Histroy", "/pages", "history"),
        ("/links?from=abuot", "/links", "about"),
        ("/links?to=abuot", "/links", "about"),
        ("/conditions?treatment=treatment/masage", "/conditions", "treatments/massage"),
        ("/conditions?slug=nek-pain", "/conditions", "neck-pain"),
        ("/conditions?symptom=stif", "/conditions", None),
        ("/locations?slug=bolder", "/locations", "boulder"),
        ("/problems?file=about/tea.md", "/problems", "about/team.md"),
    ],
)
def test_the_value_that_was_probably_meant_comes_first(
    client: TestClient, target: str, route: str, suggestion: str | None
) -> None:
    (entry,) = assert_shape(client.get(target), route)["unmatched"]
    assert next(iter(entry["suggestions"]), None) == suggestion


def test_the_other_values_of_a_filter_still_count(client: TestClient) -> None:
    body = client.get("/pages?tag=team,gone&slug=about/team,lost").json()
    assert [page["slug"] for page in body["items"]] == ["about/team"]
    values = [(entry["field"], entry["value"]) for entry in body["unmatched"]]
    assert values == [("tag", "gone"), ("slug", "lost")]


def test_a_value_is_valid_though_nothing_in_this_list_has_it(client: TestClient) -> None:
    assert unmatched(client, "/links?to=stra%C3%9Fe&from=about") == []
    assert unmatched(client, "/problems?file=about/team.md") == []


def test_an_empty_filter_is_refused(client: TestClient) -> None:
    for target in ("/pages?tag=", "/pages?tag=%20", "/locations?slug="):
        (result,) = assert_problem(client.get(target), 422)["errors"]
        assert result["valid"]


@pytest.mark.parametrize(
    ("tag", "slugs"),
    [
        ("heat, cold", ["b"]),
        ("heat\\, cold", ["a"]),
        ("heat\\, cold,heat", ["a", "b"]),
        ("C:\\heat", ["c"]),
        ("C:\\\\heat", ["c"]),
    ],
)
def test_a_comma_in_a_value_is_escaped(clinic: TestClient, tag: str, slugs: list[str]) -> None:
    items = clinic.get("/pages", params={"tag": tag}).json()["items"]
    assert [page["slug"] for page in items] == slugs


def test_addresses_of_other_parts_keep_escaped_values(clinic: TestClient) -> None:
    first = clinic.get("/pages", params={"tag": "heat\\, cold,heat", "limit": 1}).json()
    second = clinic.get(first["next"]).json()
    assert [page["slug"] for page in (*first["items"], *second["items"])] == ["a", "b"]


@given(st.lists(st.text(max_size=9).map(str.strip), min_size=1, unique=True))
def test_escaped_values_come_back_as_they_were(values: list[str]) -> None:
    escaped = [value.replace("\\", "\\\\").replace(",", "\\,") for value in values]
    assert split_values(",".join(escaped)) == values


def test_of_many_valid_values_those_most_like_are_suggested(tmp_path: Path) -> None:
    pages = {f"page-{number}.md": "Hello.\n" for number in range(60)}
    client = client_on(tmp_path, {**pages, "unlike.md": "Hello.\n"})
    (entry,) = client.get("/pages?slug=unlikely").json()["unmatched"]
    assert entry["suggestions"] == ["unlike"]


def test_of_many_unmatched_values_the_first_are_compared(client: TestClient) -> None:
    values = [f"abuot{number}" for number in range(40)]
    entries: list[Any] = client.get(f"/pages?slug={','.join(values)}").json()["unmatched"]
    assert [entry["value"] for entry in entries] == values
    assert [bool(entry["suggestions"]) for entry in entries] == [True] * 16 + [False] * 24
