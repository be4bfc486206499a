"""The list of all mistakes in the content."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.live.reloader import Reloader
from app.main import create_app
from app.problems import Severity
from app.settings import Settings
from tests.conftest import assert_shape, client_of, site_at


def test_all_problems_are_listed_as_check_prints_them(client: TestClient, library: Library) -> None:
    response = client.get("/problems")
    body = assert_shape(response, "/problems")
    assert body["total"] == len(library.problems)
    first = library.problems[0]
    assert body["items"][0] == {
        "file": first.file,
        "line": first.line,
        "column": first.column,
        "severity": first.severity.value,
        "code": first.code,
        "message": first.message,
        "hint": first.hint,
    }
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?severity=error", set()),
        ("?code=broken-link", {"broken-link"}),
        ("?code=broken-link,missing-anchor", {"broken-link", "missing-anchor"}),
        ("?severity=hint&code=broken-link", set()),
        ("?code=alias-bomb", set()),
    ],
)
def test_problems_are_filtered(client: TestClient, query: str, codes: set[str]) -> None:
    items = assert_shape(client.get(f"/problems{query}"), "/problems")["items"]
    assert {item["code"] for item in items} == codes


def test_the_filters_together_leave_what_all_let_through(
    client: TestClient, library: Library
) -> None:
    warnings = client.get("/problems?severity=warning,hint&file=index.md").json()["items"]
    wanted = [problem for problem in library.problems if problem.file == "index.md"]
    assert [item["line"] for item in warnings] == [problem.line for problem in wanted] != []


def test_a_file_without_problems_has_an_empty_list(tmp_path: Path) -> None:
    reloader = Reloader(Settings(content=site_at(tmp_path, {"index.md": "# Home\n"})))
    reloader.load()
    with client_of(create_app(reloader=reloader)) as client:
        assert client.get("/problems?file=index.md").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "field", "valid"),
    [
        ("?severity=fatal", "severity", ["error", "hint", "warning"]),
        ("?severity=error,Warning", "severity", ["error", "hint", "warning"]),
    ],
)
def test_unknown_severities_are_refused_and_the_valid_ones_named(
    client: TestClient, query: str, field: str, valid: list[str]
) -> None:
    response = client.get(f"/problems{query}")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["field"], error["valid"]) == (field, valid)


def test_a_code_of_another_version_matches_nothing_and_similar_ones_are_named(
    client: TestClient,
) -> None:
    body = client.get("/problems?code=broken-lnk").json()
    assert body["items"] == []
    assert body["unmatched"] == [
        {"field": "code", "value": "broken-lnk", "suggestions": ["broken-link"]}
    ]


def test_the_list_has_parts_as_every_list(client: TestClient, library: Library) -> None:
    response = client.get("/problems?limit=1&offset=1")
    body = response.json()
    assert [item["line"] for item in body["items"]] == [library.problems[1].line]
    assert body["next"] == "/problems?limit=1&offset=2"
    assert 'rel="prev"' in response.headers["link"]
    assert client.get("/problems?limit=1001").status_code == 422


def test_problems_of_a_refused_edit_are_listed_until_it_is_mended(tmp_path: Path) -> None:
    site_at(tmp_path, {"index.md": "# Home\n\n[lost](/lost/)\n"})
    reloader = Reloader(Settings(content=tmp_path))
    reloader.load()
    with client_of(create_app(reloader=reloader)) as client:

        def codes() -> list[str]:
            return [item["code"] for item in client.get("/problems").json()["items"]]

        assert codes() == ["broken-link"]
        (tmp_path / "index.md").write_text("---\ntitle: [\n---\n")
        reloader.reload()
        assert codes() == ["front-matter-syntax"]
        ready = client.get("/readyz").json()
        assert [problem["code"] for problem in ready["problems"]] == ["front-matter-syntax"]
        assert ready["summary"]["codes"] == {"front-matter-syntax": 1}
        (tmp_path / "index.md").write_text("# Home\n")
        reloader.reload()
        assert codes() == []


def test_all_severities_have_a_name_to_ask_for(client: TestClient) -> None:
    for severity in Severity:
        assert client.get(f"/problems?severity={severity.value}").status_code == 200
