"""Filters and orders of lists: which records have which values, and where each record ranks.

Each index and order is built when a request first uses it, then kept.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar, get_args

from app.front_matter.schema import as_moment
from app.library.library import Edge, Library
from app.records import Kind, LinkStatus, MenuItem

Item = TypeVar("Item")
Value = TypeVar("Value")

# For each value of a filter, the numbers of the records that have it.
Groups: TypeAlias = Mapping[str, frozenset[int]]
# By filter.
Index: TypeAlias = Mapping[str, Groups]
# By order, the rank of each record; None for records without the value.
Ranks: TypeAlias = Mapping[str, Sequence[int | None]]

CONDITION_SORTS: Final = ("name", "slug", "treatments", "mentions", "last_reviewed")
LOCATION_SORTS: Final = ("name", "slug")
PAGE_SORTS: Final = ("path", "title", "date", "updated", "weight")


class _OnDemand(Mapping[str, Value]):
    """Values by name, each made when it is first looked up, then kept."""

    def __init__(self, makers: Mapping[str, Callable[[], Value]]) -> None:
        self._makers = makers
        self._values: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._values:
            self._values[name] = self._makers[name]()
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def page_index(library: Library) -> Index:
    """Return the filters of pages."""
    pages = library.pages
    return _OnDemand(
        {
            "kind": lambda: _grouped(pages, lambda page: (page.kind,), get_args(Kind)),
            "section": lambda: _grouped(pages, lambda page: (page.section,)),
            "tag": lambda: _grouped(pages, lambda page: page.tags),
            "category": lambda: _grouped(pages, lambda page: page.categories),
            "language": lambda: _grouped(pages, lambda page: (page.language,)),
            "layout": lambda: _grouped(pages, lambda page: (page.layout,)),
            "slug": lambda: _grouped(pages, lambda page: (page.slug,)),
            "menu": lambda: _by_menu(library),
        }
    )


def page_ranks(library: Library) -> Ranks:
    """Return the orders of pages."""
    pages, zone = library.pages, library.site.zone

    def moment(value: dt.datetime | dt.date | None) -> dt.datetime | None:
        return None if value is None else as_moment(value, zone)

    return _OnDemand(
        {
            "path": lambda: _ranks(page.path for page in pages),
            "title": lambda: _ranks((page.title.casefold(), page.title) for page in pages),
            "date": lambda: _ranks(moment(page.date) for page in pages),
            "updated": lambda: _ranks(moment(page.updated) for page in pages),
            "weight": lambda: _ranks(page.weight for page in pages),
        }
    )


def condition_index(library: Library) -> Index:
    """Return the filters of conditions."""
    conditions = library.conditions
    return _OnDemand(
        {
            "treatment": lambda: _grouped(
                conditions,
                lambda condition: [page.slug for page in condition.treatments],
                [page.slug for page in library.pages],
            ),
            "body_region": lambda: _grouped(conditions, lambda condition: condition.body_regions),
            "has_page": lambda: _grouped(
                conditions,
                lambda condition: ["true" if condition.page is not None else "false"],
                ("false", "true"),
            ),
            "slug": lambda: _grouped(conditions, lambda condition: [condition.slug]),
        }
    )


def condition_ranks(library: Library) -> Ranks:
    """Return the orders of conditions, which the library keeps by name."""
    conditions = library.conditions
    return _OnDemand(
        {
            "name": lambda: range(len(conditions)),
            "slug": lambda: _ranks(condition.slug for condition in conditions),
            "treatments": lambda: _ranks(len(condition.treatments) for condition in conditions),
            "mentions": lambda: _ranks(len(condition.mentions) for condition in conditions),
            "last_reviewed": lambda: _ranks(condition.last_reviewed for condition in conditions),
        }
    )


def location_ranks(library: Library) -> Ranks:
    """Return the orders of locations, which the library keeps by name."""
    locations = library.locations
    return _OnDemand(
        {
            "name": lambda: range(len(locations)),
            "slug": lambda: _ranks(location.slug for location in locations),
        }
    )


def edge_index(library: Library) -> Index:
    """Return the filters of links."""
    slugs = [page.slug for page in library.pages]

    def targets(edge: Edge) -> list[str]:
        target = edge.link.target
        return [target.slug] if target is not None else []

    return _OnDemand(
        {
            "status": lambda: _grouped(
                library.edges, lambda edge: (edge.link.status,), get_args(LinkStatus)
            ),
            "from": lambda: _grouped(library.edges, lambda edge: (edge.origin.slug,), slugs),
            "to": lambda: _grouped(library.edges, targets, slugs),
        }
    )


def _by_menu(library: Library) -> Groups:
    """Return the pages of the menus of each name, whatever their language."""
    numbers = {page.slug: number for number, page in enumerate(library.pages)}
    groups: dict[str, set[int]] = {}
    for menu in library.menus:
        pages = (numbers[slug] for slug in _slugs(menu.items))
        groups.setdefault(menu.name, set()).update(pages)
    return {name: frozenset(pages) for name, pages in groups.items()}


def _slugs(items: tuple[MenuItem, ...]) -> Iterator[str]:
    for item in items:
        if item.target is not None:
            yield item.target.slug
        yield from _slugs(item.children)


def _grouped(
    records: Iterable[Item],
    values_of: Callable[[Item], Iterable[str | None]],
    known: Iterable[str] = (),
) -> Groups:
    """Return the numbers of the records of each value; values in `known` may have no records."""
    groups: dict[str, list[int]] = {value: [] for value in known}
    for number, record in enumerate(records):
        for value in values_of(record):
            if value is not None:
                groups.setdefault(value, []).append(number)
    return {value: frozenset(numbers) for value, numbers in groups.items()}


def _ranks(values: Iterable[Any]) -> list[int | None]:
    keys = list(values)
    known = {key for key in keys if key is not None}
    places = {key: rank for rank, key in enumerate(sorted(known))}
    return [places.get(key) for key in keys]
