"""Menus: a page's places in them, and the trees of their entries."""

from app.records.base import record_part
from app.records.link import Ref


@record_part
class MenuPlacement:
    """A page's place in a menu; `parent` is the identifier of the entry above it."""

    menu: str
    weight: int | None
    title: str
    parent: str | None
    identifier: str


@record_part
class MenuItem:
    """An entry of a menu with the entries below it."""

    title: str
    path: str | None
    target: Ref | None
    weight: int | None
    identifier: str
    children: tuple["MenuItem", ...]


@record_part
class Menu:
    """A menu as a tree, entries by weight, then title.

    `language` is null unless each language of the site has its own menus.
    """

    name: str
    language: str | None
    items: tuple[MenuItem, ...]
