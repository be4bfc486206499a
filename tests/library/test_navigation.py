"""Menus in data files and configurations."""

from typing import Any

import pytest

from app.library.data_sources import DataSource
from app.library.navigation import NavigationEntry, find_navigation

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


def test_of_two_menus_of_one_name_the_first_counts() -> None:
    first = DataSource("_data/nav.yml", "one", [HOME])
    second = DataSource("_data/menu.yml", "two", [{"title": "Other", "url": "/other/"}])
    assert [menu.origin for menu in find_navigation([first, second])] == ["one"]
