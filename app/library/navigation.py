"""Navigation in data files and configurations, as menus of a site file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from app.library.data_sources import DataSource
from app.regex import regex

_NAMES: Final = regex(r"nav|menu|header_links|footer_links", re.IGNORECASE)
_TITLES: Final = ("title", "name", "label", "text")
_PATHS: Final = ("url", "link", "href", "path", "page_url", "permalink")
_CHILDREN: Final = (
    "children",
    "sublinks",
    "submenu",
    "items",
    "links",
    "pages",
    "dropdown",
    "subfolderitems",
)
_DEPTH: Final = 4


class NavigationEntry(NamedTuple):
    """An entry of a menu; one without a path is a heading."""

    title: str
    path: str | None
    children: tuple["NavigationEntry", ...]


class Navigation(NamedTuple):
    """A menu, and where it stands."""

    name: str
    origin: str
    entries: tuple[NavigationEntry, ...]


def find_navigation(sources: Iterable[DataSource]) -> tuple[Navigation, ...]:
    """Return the menus of the sources, the first of each name."""
    menus: dict[str, Navigation] = {}
    for source in sources:
        for menu in _menus(source):
            menus.setdefault(menu.name, menu)
    return tuple(menus.values())


def _menus(source: DataSource) -> Iterator[Navigation]:
    stem = (source.name or "").rpartition("/")[2].partition(".")[0]
    value = source.value
    if source.name is not None and source.name.startswith("params."):
        return
    if _NAMES.search(stem):
        if isinstance(value, list):
            yield from _menu("main", source.origin, value)
        elif isinstance(value, Mapping):
            for key, item in value.items():
                name = "main" if key in {"items", "links", "toc"} else str(key)
                yield from _menu(name, f"{source.origin}, {key}", item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if _NAMES.search(str(key)):
                yield from _menu("main", f"{source.origin}, {key}", item)


def _menu(name: str, origin: str, value: Any) -> Iterator[Navigation]:
    entries = _entries(value, _DEPTH)
    if entries is not None and any(map(_leads_somewhere, entries)):
        yield Navigation(name, origin, entries)


def _entries(value: Any, depth: int) -> tuple[NavigationEntry, ...] | None:
    """Return the entries of a list; None if it holds anything else."""
    if not isinstance(value, list) or not value or not depth:
        return None
    entries = []
    for item in value:
        if not isinstance(item, Mapping):
            return None
        title, path = _first(item, _TITLES), _first(item, _PATHS)
        below = next((item[key] for key in _CHILDREN if isinstance(item.get(key), list)), None)
        if title is None or (path is None and below is None):
            return None
        entries.append(NavigationEntry(title, path, _entries(below, depth - 1) or ()))
    return tuple(entries)


def _leads_somewhere(entry: NavigationEntry) -> bool:
    return entry.path is not None or any(map(_leads_somewhere, entry.children))


def _first(item: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    values = (item.get(key) for key in keys)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)
