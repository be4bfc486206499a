"""Menus as trees."""

from app.library.library import Library
from app.views.explorer.menus import menu_trees


def test_a_menu_counts_its_entries_at_all_levels(library: Library) -> None:
    for tree in menu_trees(library):
        entries = [*tree.menu.items]
        number = 0
        while entries:
            number += 1
            entries += entries.pop().children
        assert tree.number == number
    assert [tree.menu for tree in menu_trees(library)] == [*library.menus]
