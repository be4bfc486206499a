"""Navigation as trees."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Ask, assert_problem, assert_shape, client_on


def test_menus_come_by_name(client: TestClient) -> None:
    body = assert_shape(client.get("/menus"), "/menus")
    assert [entry["name"] for entry in body["items"]] == ["fußzeile", "main"]
    for entry in body["items"]:
        assert client.get(f"/menus/{entry['name']}").json() == entry


def test_entries_stand_by_weight_then_title_below_their_parents(client: TestClient) -> None:
    def drawn(items: list[Any], depth: int = 0) -> list[str]:
        return [
            line
            for item in items
            for line in (" " * depth + item["title"], *drawn(item["children"], depth + 1))
        ]

    menu = assert_shape(client.get("/menus/main"), "/menus/{name:path}")
    titles = drawn(menu["items"])
    expected = ["Small Clinic", "Home", "About us", " The team", "Massage", "Annex", "Boulder"]
    assert titles == [*expected[1:], "Neck pain", "Partners"]


def test_an_entry_leads_to_a_page_or_elsewhere(client: TestClient) -> None:
    items = {entry["title"]: entry for entry in client.get("/menus/main").json()["items"]}
    assert items["Home"]["target"]["slug"] == "index"
    assert items["Home"]["path"] == "/"
    assert items["Partners"]["target"] is None
    assert items["Partners"]["path"] == "https://example.com/"


@pytest.mark.parametrize("target", ["/menus/fu%C3%9Fzeile", "/menus/fu%C3%9Fzeile/"])
def test_a_menu_with_letters_beyond_ascii_is_found(ask: Ask, target: str) -> None:
    assert ask(target).json()["name"] == "fußzeile"


def test_an_unknown_menu_is_told_with_those_there_are(client: TestClient) -> None:
    body = assert_problem(client.get("/menus/side"), 404)
    assert body["errors"] == [
        {"field": "name", "message": 'there is no menu "side"', "valid": ["fußzeile", "main"]}
    ]


def test_an_entry_opens_the_menu_that_its_identifier_names(tmp_path: Any) -> None:
    client = client_on(
        tmp_path,
        {
            "site.yaml": "menus: {main: [{title: Our care, identifier: care}]}\n",
            "massage.md": "---\nmenu: {care: {weight: 1}}\n---\n",
        },
    )
    (entry,) = assert_shape(client.get("/menus/main"), "/menus/{name:path}")["items"]
    assert entry["children"] == client.get("/menus/care").json()["items"]
    assert [child["path"] for child in entry["children"]] == ["/massage/"]
    # A page is in the menus that it names.
    for menu, total in (("care", 1), ("main", 0)):
        body = client.get(f"/pages?menu={menu}").json()
        assert (body["total"], body["unmatched"]) == (total, [])
