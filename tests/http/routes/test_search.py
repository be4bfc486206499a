"""`/search`: a list as any other, of any text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.library.load import load
from app.main import create_app
from tests.conftest import assert_problem, assert_shape, client_of, client_on
from tests.paths import SITES


@pytest.fixture(scope="module")
def rehab() -> Iterator[TestClient]:
    """A client on the site of the labelled queries."""
    with client_of(create_app(library=load(SITES / "rehab"))) as client:
        yield client


def search(client: TestClient, **parameters: str | int) -> Any:
    """The answer of a search."""
    return assert_shape(client.get("/search", params=parameters), "/search")


def test_a_result_says_where_it_is_and_why_it_matches(rehab: TestClient) -> None:
    body = search(rehab, q="tenis elbow")
    first = body["items"][0]
    assert first["page"]["slug"] == "conditions/tennis-elbow"
    assert first["condition"]["slug"] == "tennis-elbow"
    assert first["location"] is None
    assert first["section"] == {
        "id": None,
        "title": "Tennis Elbow",
        "path": "/conditions/tennis-elbow/",
    }
    assert first["matched"] == [
        {"term": "tenis elbow", "as": "tennis elbow", "by": "typo"},
    ]
    start, end = first["excerpt"]["marks"][0]
    assert first["excerpt"]["text"][start:end] == "elbow"
    assert body["suggestions"] == ["tennis elbow"]
    assert body["uncorrected"] == []


def test_a_section_is_found_at_its_heading(rehab: TestClient) -> None:
    (first, *_) = search(rehab, q="do i need a referral")["items"]
    assert first["section"]["path"] == "/about/first-visit/#do-i-need-a-referral"


@pytest.mark.parametrize("text", ["???", "", " ", "\0", "zzzzzz", "😀"])
def test_where_nothing_is_found_the_list_is_empty(rehab: TestClient, text: str) -> None:
    body = search(rehab, q=text)
    assert (body["items"], body["total"], body["next"]) == ([], 0, None)
    assert body["suggestions"]


def test_a_list_is_read_in_parts(rehab: TestClient) -> None:
    whole = search(rehab, q="pain", limit=1000)
    assert whole["total"] == len(whole["items"]) > 3
    first = search(rehab, q="pain", limit=2)
    second = rehab.get(first["next"]).json()
    assert [*first["items"], *second["items"]] == whole["items"][:4]
    assert 'rel="next"' in rehab.get("/search?q=pain&limit=2").headers["link"]


def test_results_are_filtered(rehab: TestClient) -> None:
    pages = search(rehab, q="pain", kind="page")["items"]
    assert not any(item["condition"] or item["location"] for item in pages)
    kinds = search(rehab, q="pain", kind="condition,location")["items"]
    assert all(item["condition"] or item["location"] for item in kinds)
    sections = search(rehab, q="pain hip", page_section="services")["items"]
    assert all(item["page"]["slug"].startswith("services/") for item in sections)
    assert search(rehab, q="pain", language="en")["total"] == search(rehab, q="pain")["total"]


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("q=a&kind=none", "kind"), ("q=a&limit=0", "limit"), ("q=a&sort=b", "sort")],
)
def test_a_wrong_parameter_is_a_problem(rehab: TestClient, query: str, field: str) -> None:
    problem = assert_problem(rehab.get(f"/search?{query}"), 422)
    assert problem["errors"][0]["field"] == field


@given(st.text(st.characters(codec="utf-8"), max_size=2000))
def test_any_text_of_2000_characters_is_a_query(rehab: TestClient, text: str) -> None:
    assert rehab.get("/search", params={"q": text, "limit": 2}).status_code == 200


def test_a_text_of_2000_characters_may_have_many_bytes(rehab: TestClient) -> None:
    assert search(rehab, q="😀" * 2000)["total"] == 0
    assert_problem(rehab.get("/search", params={"q": "a" * 2001}), 422)


def test_equal_answers_have_equal_tags(rehab: TestClient) -> None:
    answer = rehab.get("/search?q=knee")
    again = rehab.get("/search?q=knee", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert answer.headers["content-version"]


def test_what_is_not_published_is_not_found(tmp_path: Path) -> None:
    client = client_on(
        tmp_path,
        {
            "a.md": "---\ntitle: Kiwi\ndraft: true\n---\n",
            "b.md": "---\ntitle: Kiwi\nexpiry_date: 2001-01-01\n---\n",
            "c.md": "---\ntitle: Kiwi\npublish_date: 2999-01-01\n---\n",
            "d.md": "---\ntitle: Other\n---\n",
        },
    )
    assert client.get("/search?q=kiwi").json()["total"] == 0


def test_a_language_is_searched_in_its_own_words() -> None:
    with client_of(create_app(library=load(SITES / "languages"))) as client:
        body = search(client, q="hand", language="de")
        assert [item["page"]["slug"] for item in body["items"]][:1] == ["de/conditions/hand"]
        body = search(client, q="dolor", language="es,de")
        assert {item["page"]["path"].split("/")[1] for item in body["items"]} == {"es"}
        assert search(client, q="dolor", language="de")["total"] == 0
