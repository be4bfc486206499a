"""Menus in data files and configurations."""

from typing import Any

import pytest

from app.library.proposals.data_sources import DataSource
from app.library.proposals.navigation import NavigationEntry, find_navigation

HOME = {"title": "Home", "url": "/"}


def entry(title: str, path: str | None, *children: NavigationEntry) -> NavigationEntry:
    return NavigationEntry(title, path, children)


def menus(name: str | None, value: Any) -> dict[str, tuple[NavigationEntry, ...]]:
    source = DataSource(name, name or "_config.yml", value)
    return {menu.name: menu.entries for menu in find_navigation([source])}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("_data/navigation.yml", [HOME], {"main": (entry("Home", "/"),)}),
        ("_data/nav.json", {"items": [HOME]}, {"main": (entry("Home", "/"),)}),
        (
            "_data/navigation.yml",
            {"main": [HOME], "footer": [{"name": "Fees", "link": "/fees/"}], "x": 1},
            {"main": (entry("Home", "/"),), "footer": (entry("Fees", "/fees/"),)},
        ),
        (
            "_data/menu.yml",
            [{"label": "Care", "submenu": [{"text": "Knee", "href": "/knee/"}]}],
            {"main": (entry("Care", None, entry("Knee", "/knee/")),)},
        ),
        (None, {"navigation": [HOME], "title": "A"}, {"main": (entry("Home", "/"),)}),
        ("_data/navigation.yml", ["Home", HOME], {}),
        # Headings alone, entries without a title, other files.
        ("_data/navigation.yml", [{"title": "Care"}], {}),
        ("_data/navigation.yml", [{"url": "/"}], {}),
        ("_data/navigation.yml", ["Home"], {}),
        ("_data/staff.yml", [HOME], {}),
    ],
)
def test_entries_are_read_under_their_usual_keys(
    name: str | None, value: Any, expected: dict[str, tuple[NavigationEntry, ...]]
) -> None:
    assert menus(name, value) == expected


def test_entries_below_an_entry_may_stand_under_any_key() -> None:
    value = [{"page": "Care", "what_we_do": [{"header": "Knee", "href": "/knee/"}], "tags": ["a"]}]
    assert menus("_data/nav.yml", value) == {
        "main": (entry("Care", None, entry("Knee", "/knee/")),)
    }


def test_items_that_are_no_entries_are_counted() -> None:
    deep: dict[str, Any] = {"title": "1", "url": "/1/"}
    for number in "2345":
        deep = {"title": number, "url": f"/{number}/", "children": [deep]}
    value = [HOME, {"title": "Care", "sub": ["x", {"url": "/a/"}, HOME]}, {"icon": "y"}, deep]
    (menu,) = find_navigation([DataSource("_data/nav.yml", "nav", value)])
    assert [item.title for item in menu.entries] == ["Home", "Care", "5"]
    assert menu.left_out == len(["x", "/a/", "y", "1"])
