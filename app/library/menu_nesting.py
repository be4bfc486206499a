"""Menus below entries of other menus: an entry opens the menu that its identifier names."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from app.records import Menu, MenuItem

MENU_DEPTH: Final = 100
# A hundred menus that all open one of five hundred entries.
_MOST_NESTED: Final = 50_000


class _Shape(NamedTuple):
    """How many levels and how many entries a menu has, before others are put into it."""

    depth: int
    size: int


def nest_menus(menus: Iterable[Menu]) -> tuple[Menu, ...]:
    """Return the menus with the items of other menus below the entries that name them."""
    menus = tuple(menus)
    nester = _Nester({(menu.name, menu.language): menu.items for menu in menus})
    return tuple([replace(menu, items=nester.nested(menu)) for menu in menus])


class _Nester:
    """Puts menus below entries that name them.

    In one tree a menu is put below one entry at most, the first in reading order, and never below
    itself. It stays out where items would nest more than `MENU_DEPTH` levels deep, and once
    `_MOST_NESTED` items are repeated: every menu is served by itself as well.
    """

    def __init__(self, trees: Mapping[tuple[str, str | None], tuple[MenuItem, ...]]) -> None:
        self._trees = trees
        self._shapes: dict[tuple[str, str | None], _Shape] = {}
        self._left = _MOST_NESTED

    def nested(self, menu: Menu) -> tuple[MenuItem, ...]:
        """Return the items of a menu, with the menus that its entries name below them."""
        return self._items(menu.items, 1, menu.language, {menu.name})

    def _items(
        self, items: tuple[MenuItem, ...], depth: int, language: str | None, used: set[str]
    ) -> tuple[MenuItem, ...]:
        return tuple([self._item(item, depth, language, used) for item in items])

    def _item(self, item: MenuItem, depth: int, language: str | None, used: set[str]) -> MenuItem:
        children = item.children
        key = (item.identifier, language)
        if key in self._trees and item.identifier not in used and self._has_room(key, depth):
            used.add(item.identifier)
            # An entry may have some of them already, as in navigation that a tree's data holds.
            own = {(child.title, child.path) for child in children}
            children += tuple(
                [child for child in self._trees[key] if (child.title, child.path) not in own]
            )
        if not children:
            return item
        return replace(item, children=self._items(children, depth + 1, language, used))

    def _has_room(self, key: tuple[str, str | None], depth: int) -> bool:
        """Return True if a menu may be put below an entry of this depth, and count its items."""
        if key not in self._shapes:
            self._shapes[key] = _shape(self._trees[key])
        shape = self._shapes[key]
        if depth + shape.depth > MENU_DEPTH or shape.size > self._left:
            return False
        self._left -= shape.size
        return True


def _shape(items: tuple[MenuItem, ...]) -> _Shape:
    depth, size, level = 0, 0, list(items)
    while level:
        depth, size = depth + 1, size + len(level)
        level = [child for item in level for child in item.children]
    return _Shape(depth, size)
