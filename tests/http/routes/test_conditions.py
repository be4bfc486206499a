"""Conditions, listed and one by one."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.conftest import assert_problem, assert_shape, client_on


def slugs(client: TestClient, query: str = "") -> list[str]:
    """The slugs of a list of conditions."""
    response = client.get(f"/conditions{query}")
    assert response.status_code == 200, response.text
    return [item["slug"] for item in response.json()["items"]]


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("", ["neck-pain", "tennis-elbow"]),
        ("?has_page=true", ["neck-pain"]),
        ("?has_page=false", ["tennis-elbow"]),
        ("?has_page=true,false", ["neck-pain", "tennis-elbow"]),
        ("?body_region=neck", ["neck-pain"]),
        ("?treatment=treatments/massage", ["neck-pain", "tennis-elbow"]),
        ("?treatment=treatments%2Fmassage&has_page=false", ["tennis-elbow"]),
        ("?treatment=about", []),
        ("?slug=tennis-elbow", ["tennis-elbow"]),
        ("?q=neck", ["neck-pain"]),
        ("?q=STIFF", ["neck-pain"]),
        ("?q=nothing-like-it", []),
        ("?sort=-name", ["tennis-elbow", "neck-pain"]),
        ("?sort=last_reviewed", ["neck-pain", "tennis-elbow"]),
        ("?sort=-last_reviewed", ["neck-pain", "tennis-elbow"]),
        ("?limit=1&offset=1", ["tennis-elbow"]),
    ],
)
def test_conditions_are_found_by_what_is_asked(
    client: TestClient, query: str, result: list[str]
) -> None:
    assert slugs(client, query) == result


def test_a_condition_comes_whole_in_a_list(client: TestClient) -> None:
    listed = client.get("/conditions").json()["items"]
    for item in listed:
        assert client.get(f"/conditions/{item['slug']}").json() == item


def test_a_condition_tells_who_treats_it_and_where_it_is_named(client: TestClient) -> None:
    body = assert_shape(client.get("/conditions/neck-pain"), "/conditions/{slug:path}")
    massage = {
        "kind": "page",
        "slug": "treatments/massage",
        "path": "/treatments/massage/",
        "title": "Massage",
    }
    assert body["treatments"] == [massage]
    assert body["mentions"] == [
        {"page": massage, "text": "Neck pain", "line": 9, "label": "Conditions we treat:"}
    ]
    assert body["page"]["path"] == "/conditions/neck-pain/"


def test_fields_of_a_condition(client: TestClient) -> None:
    body = client.get("/conditions?fields=name,mentions.line").json()["items"]
    assert body[0] == {"name": "Neck pain", "mentions": [{"line": 9}]}
    body = client.get("/conditions/tennis-elbow?fields=page.slug").json()
    assert body == {"page": None}
    assert_problem(client.get("/conditions/tennis-elbow?fields=colour"), 422)


def test_a_slug_that_is_nearly_right_has_suggestions(client: TestClient) -> None:
    body = assert_problem(client.get("/conditions/nek-pain"), 404)
    assert [item["slug"] for item in body["suggestions"]] == ["neck-pain"]
    assert body["suggestions"][0]["kind"] == "condition"


def test_a_condition_with_letters_beyond_ascii_is_found(tmp_path: Any) -> None:
    client = client_on(tmp_path, {"index.md": "Conditions:\n\n- Ménière’s disease\n"})
    (slug,) = slugs(client)
    response = client.get(f"/conditions/{slug}")
    assert response.json()["name"] == "Ménière’s disease"
    assert response.headers["surrogate-key"].isascii()


CLINIC = {
    "conditions/a.md": (
        "---\ntitle: Élbow pain\nalternate_names: [Tennis elbow]\n"
        "codes: ['ICD-10-CM:M77.1', M77]\nsymptoms: [a weak, 'grip, weak']\n"
        "last_reviewed: 2026-02-01\n---\n"
    ),
    "conditions/b.md": "---\ntitle: tendonitis\nlast_reviewed: 2026-01-01\n---\n",
    "conditions/c.md": "---\ntitle: 3rd degree burn\n---\n",
}


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("letter=E", ["a"]),
        ("letter=e", ["a"]),
        ("letter=%C3%89", ["a"]),
        ("letter=%C3%A9,T", ["a", "b"]),
        ("letter=T", ["b"]),
        ("letter=T&synonyms=false", ["b"]),
        ("letter=T&synonyms=true", ["a", "b"]),
        ("letter=%23,T", ["c", "b"]),
        ("synonyms=true", ["c", "a", "b"]),
        ("code=ICD-10-CM:M77.1", ["a"]),
        ("code=M77", ["a"]),
        ("code=M77.1", ["a"]),
        ("symptom=grip%5C,%20weak", ["a"]),
        ("sort=name", ["c", "a", "b"]),
        ("sort=-name", ["b", "a", "c"]),
        ("sort=next_review", ["b", "a", "c"]),
        ("sort=-next_review", ["a", "b", "c"]),
        ("sort=last_reviewed,name", ["b", "a", "c"]),
    ],
)
def test_conditions_have_an_index(tmp_path: Any, query: str, result: list[str]) -> None:
    client = client_on(tmp_path, CLINIC)
    assert sorted(slugs(client, f"?{query}")) == sorted(result)
    if "sort" in query:
        assert slugs(client, f"?{query}") == result
    assert client.get(f"/conditions?{query}").json()["unmatched"] == []


def test_conditions_are_in_alphabetical_order_without_accents(tmp_path: Any) -> None:
    assert slugs(client_on(tmp_path, CLINIC), "") == ["c", "a", "b"]


def test_all_fields_may_be_asked_for_in_one_word(client: TestClient) -> None:
    for target in ("/conditions", "/conditions/neck-pain"):
        assert client.get(f"{target}?fields=*").content == client.get(target).content


def test_an_alternate_name_is_not_found_but_suggested(client: TestClient) -> None:
    body = assert_problem(client.get("/conditions/stiff-neck"), 404)
    assert body["suggestions"][0]["slug"] == "neck-pain"
