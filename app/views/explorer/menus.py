"""The menus as trees."""

from collections.abc import Sequence
from typing import NamedTuple

from app.library.library import Library
from app.records import Menu, MenuItem


class MenuTree(NamedTuple):
    """A menu with the number of its entries at all levels."""

    menu: Menu
    number: int


def menu_trees(library: Library) -> Sequence[MenuTree]:
    """Return all menus."""
    return [MenuTree(menu, _number(menu.items)) for menu in library.menus]


def _number(items: Sequence[MenuItem]) -> int:
    return sum(1 + _number(item.children) for item in items)
