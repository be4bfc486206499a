"""`_data/menus.yml` is the menus of a site file, entries below entries by their identifiers."""

import pytest

from app.dialects.jekyll.site_parts import read_menus
from app.front_matter import plain, read_yaml

TEXT = """\
main:
  - url: /
    identifier: home
  - {title: Care, url: /care/, identifier: care, weight: 2, class: x}
care:
  - title: Knees
    url: /knees/
    identifier: knees
knees:
  - {title: Runners, url: /runners/, identifier: care}
"""


def test_entries_stand_below_those_whose_identifier_names_their_menu() -> None:
    menus = read_menus(read_yaml(TEXT)[0])
    assert menus is not None
    runners = {"title": "Runners", "path": "/runners/", "identifier": "care"}
    knees = {"title": "Knees", "path": "/knees/", "identifier": "knees"}
    care = {"title": "Care", "path": "/care/", "identifier": "care", "weight": 2}
    assert {name: plain(entries) for name, entries in menus.values["menus"].items()} == {  # type: ignore[union-attr]  # it is a mapping
        "main": [
            # Without a title, the address is there to be read.
            {"title": "/", "path": "/", "identifier": "home"},
            # What leads back to a menu above is not followed again.
            {**care, "children": [{**knees, "children": [runners]}]},
        ],
        "care": [{**knees, "children": [runners]}],
        # Here nothing is above it.
        "knees": [{**runners, "children": [knees]}],
    }


def test_every_entry_has_its_place_in_the_file_wherever_it_stands() -> None:
    found, _ = read_yaml(TEXT)
    menus = read_menus(found)
    assert menus is not None
    here = TEXT.index("/knees/\n")
    assert menus.marks[("menus", "care", 0, "path")].value == here
    assert menus.marks[("menus", "main", 1, "children", 0, "path")].value == here
    assert menus.marks[("menus", "main", 1, "title")].value == TEXT.index("Care,")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "main: text",
        "main: []",
        "main: [text]",
        "main: [{color: red}]",
        "main: [{title: A}]\nhours: {monday: 8}",
        "main: [{title: [a]}]",
    ],
)
def test_a_file_that_holds_something_else_is_no_menus(text: str) -> None:
    assert read_menus(read_yaml(text)[0]) is None
