"""Menus below entries of other menus."""

import pytest

from app.library.menu_nesting import MENU_DEPTH, nest_menus
from app.records import Menu, MenuItem


def item(identifier: str, *children: MenuItem) -> MenuItem:
    return MenuItem(identifier.upper(), f"/{identifier}/", None, None, identifier, children)


def menu(name: str, *items: MenuItem, language: str | None = None) -> Menu:
    return Menu(name, language, items)


def drawn(items: tuple[MenuItem, ...]) -> list[object]:
    """The identifiers of a tree; an entry with children is a list of its own and theirs."""
    return [
        [entry.identifier, *drawn(entry.children)] if entry.children else entry.identifier
        for entry in items
    ]


def nested(*menus: Menu) -> dict[str, list[object]]:
    return {entry.name: drawn(entry.items) for entry in nest_menus(menus)}


def test_an_entry_that_names_a_menu_has_its_items() -> None:
    trees = nested(
        menu("main", item("home"), item("care", item("own")), item("end")),
        menu("care", item("massage"), item("more")),
        menu("more", item("deep")),
    )
    assert trees == {
        "main": ["home", ["care", "own", "massage", ["more", "deep"]], "end"],
        "care": ["massage", ["more", "deep"]],
        "more": ["deep"],
    }


def test_a_menu_is_never_below_itself() -> None:
    trees = nested(
        menu("a", item("b"), item("a")),
        menu("b", item("a"), item("c")),
        menu("c", item("b"), item("x")),
    )
    assert trees == {
        "a": [["b", "a", ["c", "b", "x"]], "a"],
        "b": [["a", "b", "a"], ["c", "b", "x"]],
        "c": [["b", ["a", "b", "a"], "c"], "x"],
    }


def test_a_menu_is_put_below_the_first_entry_that_names_it() -> None:
    assert nested(menu("a", item("b"), item("b")), menu("b", item("x")))["a"] == [["b", "x"], "b"]


def test_items_that_an_entry_has_already_are_not_repeated() -> None:
    trees = nested(menu("a", item("b", item("x", item("y")))), menu("b", item("x"), item("z")))
    assert trees["a"] == [["b", ["x", "y"], "z"]]


def test_menus_of_another_language_stay_out() -> None:
    menus = nest_menus(
        [
            menu("a", item("b"), language="en"),
            menu("b", item("x"), language="en"),
            menu("a", item("b"), language="de"),
            menu("b", item("y"), language="de"),
        ]
    )
    assert [drawn(entry.items) for entry in menus] == [[["b", "x"]], ["x"], [["b", "y"]], ["y"]]


def test_items_never_nest_deeper_than_the_limit() -> None:
    menus = [menu(f"m{number}", item(f"m{number + 1}")) for number in range(MENU_DEPTH + 20)]
    (first, *_) = nest_menus(menus)
    depth, items = 0, first.items
    while items:
        depth, items = depth + 1, items[0].children
    assert depth == MENU_DEPTH


@pytest.mark.parametrize("number", [100, 2_000])
def test_repeated_items_have_a_bound(number: int) -> None:
    large = menu("large", *(item(f"x{place}") for place in range(400)))
    menus = nest_menus([large, *(menu(f"m{place}", item("large")) for place in range(number))])
    repeated = sum(len(entry.items[0].children) for entry in menus[1:])
    assert repeated == min(number * 400, 50_000)
