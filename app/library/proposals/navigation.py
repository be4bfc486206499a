"""Navigation in data files and configurations, as menus of a site file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

from app.library.proposals.data_sources import DataSource
from app.regex import regex

# A part of the names of data and keys that hold navigation, as an expression.
NAVIGATION: Final = "nav|menu|header_links|footer_links"
# The keys of an entry's address.
ADDRESS_KEYS: Final = ("url", "link", "href", "path", "page_url", "permalink")
_NAMES: Final = regex(NAVIGATION, re.IGNORECASE)
_TITLES: Final = ("title", "name", "label", "text", "page", "heading", "header", "caption")
_DEPTH: Final = 4


class NavigationEntry(NamedTuple):
    """An entry of a menu; one without a path is a heading."""

    title: str
    path: str | None
    children: tuple["NavigationEntry", ...]


class Navigation(NamedTuple):
    """A menu, and where it stands.

    `left_out` is the number of its entries that have no title, lead nowhere or nest too deep.
    """

    name: str
    origin: str
    entries: tuple[NavigationEntry, ...]
    left_out: int


def find_navigation(sources: Iterable[DataSource]) -> tuple[Navigation, ...]:
    """Return the menus of the sources. Several may have one name."""
    return tuple(chain.from_iterable(map(_menus, sources)))


def _menus(source: DataSource) -> Iterator[Navigation]:
    value = source.value
    if source.name is not None and source.name.startswith("params."):
        return
    if _NAMES.search(_stem(source)):
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


def _stem(source: DataSource) -> str:
    return (source.name or "").rpartition("/")[2].partition(".")[0]


def _menu(name: str, origin: str, value: Any) -> Iterator[Navigation]:
    """Yield the menu that a value is, if most of its entries are those of one."""
    if isinstance(value, list):
        entries, left_out = _entries(value, _DEPTH)
        if 2 * len(entries) > len(value) and any(map(_leads_somewhere, entries)):
            yield Navigation(name, origin, entries, left_out)


def _entries(items: Sequence[Any], depth: int) -> tuple[tuple[NavigationEntry, ...], int]:
    """Return the entries of a list, and the number of those at any depth that are left out."""
    if not depth:
        return (), len(items)
    entries = []
    left_out = 0
    for item in items:
        if not isinstance(item, Mapping):
            left_out += 1
            continue
        title, path = _first(item, _TITLES), _first(item, ADDRESS_KEYS)
        below = [entry for value in item.values() for entry in _below(value)]
        children, left_out_below = _entries(below, depth - 1) if below else ((), 0)
        left_out += left_out_below
        if title is not None and (path is not None or children):
            entries.append(NavigationEntry(title, path, children))
        else:
            left_out += 1
    return tuple(entries), left_out


def _below(value: Any) -> Sequence[Any]:
    """Return the entries below an entry, under whatever key they stand."""
    is_list = isinstance(value, list) and any(isinstance(item, Mapping) for item in value)
    return value if is_list else ()


def _leads_somewhere(entry: NavigationEntry) -> bool:
    return entry.path is not None or any(map(_leads_somewhere, entry.children))


def _first(item: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    values = (item.get(key) for key in keys)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)
