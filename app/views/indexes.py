"""Which records have which values, and in which orders they may stand: known beforehand."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, get_args

from app.content.library import Library
from app.content.metadata import as_moment
from app.content.models import Kind, LinkStatus, MenuItem, Page

# By the name of a filter, for each of its values the numbers of the records that have it.
Index: TypeAlias = Mapping[str, Mapping[str, frozenset[int]]]
# By the name of an order, the rank of each record; None for those without the value.
Ranks: TypeAlias = Mapping[str, Sequence[int | None]]

CONDITION_SORTS: Final = ("name", "slug", "treatments", "mentions", "last_reviewed")
LOCATION_SORTS: Final = ("name", "slug")
PAGE_SORTS: Final = ("path", "title", "date", "updated", "weight")
_PAGE_FILTERS: Final[Mapping[str, Callable[[Page], tuple[str | None, ...]]]] = {
    "kind": lambda page: (page.kind,),
    "section": lambda page: (page.section,),
    "tag": lambda page: page.tags,
    "category": lambda page: page.categories,
    "language": lambda page: (page.language,),
    "layout": lambda page: (page.layout,),
    "slug": lambda page: (page.slug,),
}


def condition_index(library: Library) -> Index:
    index: dict[str, dict[str, set[int]]] = {
        "treatment": {page.slug: set() for page in library.pages},
        "body_region": {},
        "has_page": {"false": set(), "true": set()},
        "slug": {},
    }
    for number, condition in enumerate(library.conditions):
        for page in condition.treatments:
            index["treatment"][page.slug].add(number)
        for region in condition.body_regions:
            index["body_region"].setdefault(region, set()).add(number)
        index["has_page"]["true" if condition.page is not None else "false"].add(number)
        index["slug"][condition.slug] = {number}
    return _frozen(index)


def condition_ranks(library: Library) -> Ranks:
    """By name as they stand; by how many treat a condition, or name it; by its last review."""
    conditions = library.conditions
    keys: dict[str, list[Any]] = {
        "slug": [each.slug for each in conditions],
        "treatments": [len(each.treatments) for each in conditions],
        "mentions": [len(each.mentions) for each in conditions],
        "last_reviewed": [each.last_reviewed for each in conditions],
    }
    found = {name: _ranks(values) for name, values in keys.items()}
    return {"name": list(range(len(conditions))), **found}


def page_index(library: Library) -> Index:
    """For each filter, which pages have which value."""
    numbers = {page.slug: number for number, page in enumerate(library.pages)}
    in_menu: dict[str, set[int]] = {}
    for menu in library.menus:
        held = in_menu.setdefault(menu.name, set())
        held.update(numbers[slug] for slug in _slugs(menu.items))
    index: dict[str, dict[str, set[int]]] = {name: {} for name in _PAGE_FILTERS}
    index["kind"] = {kind: set() for kind in get_args(Kind)}
    for number, page in enumerate(library.pages):
        for name, values_of in _PAGE_FILTERS.items():
            for value in values_of(page):
                if value is not None:
                    index[name].setdefault(value, set()).add(number)
    index["menu"] = in_menu
    return _frozen(index)


def edge_index(library: Library) -> Index:
    index: dict[str, dict[str, set[int]]] = {
        "status": {status: set() for status in get_args(LinkStatus)},
        "from": {page.slug: set() for page in library.pages},
        "to": {page.slug: set() for page in library.pages},
    }
    for number, edge in enumerate(library.edges):
        index["status"][edge.link.status].add(number)
        index["from"][edge.origin.slug].add(number)
        if edge.link.target is not None:
            index["to"][edge.link.target.slug].add(number)
    return _frozen(index)


def _frozen(
    index: Mapping[str, Mapping[str, set[int]]],
) -> Index:
    return {
        name: {value: frozenset(numbers) for value, numbers in values.items()}
        for name, values in index.items()
    }


def page_ranks(library: Library) -> Ranks:
    """For each order, the rank of each page; None for pages without the value."""
    zone = library.site.zone

    def moment(value: dt.datetime | dt.date | None) -> dt.datetime | None:
        return None if value is None else as_moment(value, zone)

    keys: dict[str, Callable[[Page], Any]] = {
        "path": lambda page: page.path,
        "title": lambda page: (page.title.casefold(), page.title),
        "date": lambda page: moment(page.date),
        "updated": lambda page: moment(page.updated),
        "weight": lambda page: page.weight,
    }
    return {name: _ranks([keys[name](page) for page in library.pages]) for name in PAGE_SORTS}


def _ranks(keys: list[Any]) -> list[int | None]:
    known = {key for key in keys if key is not None}
    places = {key: rank for rank, key in enumerate(sorted(known))}
    return [places.get(key) for key in keys]


def _slugs(items: tuple[MenuItem, ...]) -> Iterator[str]:
    for item in items:
        if item.target is not None:
            yield item.target.slug
        yield from _slugs(item.children)


def location_ranks(library: Library) -> Ranks:
    """By name as they stand; by slug."""
    return {
        "name": list(range(len(library.locations))),
        "slug": _ranks([location.slug for location in library.locations]),
    }
