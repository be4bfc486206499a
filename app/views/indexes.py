"""Which records have which values, and in which orders they may stand.

Each index and order is made when somebody first asks for it, and is looked up from then on.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias, TypeVar, get_args

from app.front_matter.schema import as_moment
from app.library.library import Edge, Library
from app.records import Kind, LinkStatus, MenuItem, Page

Item = TypeVar("Item")
Value = TypeVar("Value")

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


class _OnDemand(Mapping[str, Value]):
    """Values by name, each made when it is first asked for, then kept."""

    def __init__(self, makers: Mapping[str, Callable[[], Value]]) -> None:
        self._makers = makers
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def condition_index(library: Library) -> Index:
    """For each filter, which conditions have which value."""
    conditions = library.conditions
    slugs = [page.slug for page in library.pages]
    return _OnDemand(
        {
            "treatment": lambda: _grouped(
                conditions, lambda each: [page.slug for page in each.treatments], slugs
            ),
            "body_region": lambda: _grouped(conditions, lambda each: each.body_regions),
            "has_page": lambda: _grouped(
                conditions,
                lambda each: ["true" if each.page is not None else "false"],
                ("false", "true"),
            ),
            "slug": lambda: _grouped(conditions, lambda each: [each.slug]),
        }
    )


def condition_ranks(library: Library) -> Ranks:
    """By name as they stand; by how many treat a condition, or name it; by its last review."""
    conditions = library.conditions
    return _OnDemand(
        {
            "name": lambda: list(range(len(conditions))),
            "slug": lambda: _ranks(each.slug for each in conditions),
            "treatments": lambda: _ranks(len(each.treatments) for each in conditions),
            "mentions": lambda: _ranks(len(each.mentions) for each in conditions),
            "last_reviewed": lambda: _ranks(each.last_reviewed for each in conditions),
        }
    )


def page_index(library: Library) -> Index:
    """For each filter, which pages have which value."""
    pages = library.pages
    makers = {
        name: partial(_grouped, pages, values_of, get_args(Kind) if name == "kind" else ())
        for name, values_of in _PAGE_FILTERS.items()
    }
    return _OnDemand({**makers, "menu": lambda: _in_menus(library)})


def _in_menus(library: Library) -> Mapping[str, frozenset[int]]:
    numbers = {page.slug: number for number, page in enumerate(library.pages)}
    return {
        menu.name: frozenset(numbers[slug] for slug in _slugs(menu.items)) for menu in library.menus
    }


def edge_index(library: Library) -> Index:
    """For each filter, which links have which value."""
    slugs = [page.slug for page in library.pages]

    def to(edge: Edge) -> tuple[str, ...]:
        return (edge.link.target.slug,) if edge.link.target is not None else ()

    return _OnDemand(
        {
            "status": lambda: _grouped(
                library.edges, lambda edge: (edge.link.status,), get_args(LinkStatus)
            ),
            "from": lambda: _grouped(library.edges, lambda edge: (edge.origin.slug,), slugs),
            "to": lambda: _grouped(library.edges, to, slugs),
        }
    )


def _grouped(
    records: Iterable[Item],
    values_of: Callable[[Item], Iterable[str | None]],
    known: Iterable[str] = (),
) -> Mapping[str, frozenset[int]]:
    """By value, the numbers of the records that have it; `known` are there without records, too."""
    groups: dict[str, list[int]] = {value: [] for value in known}
    for number, record in enumerate(records):
        for value in values_of(record):
            if value is not None:
                groups.setdefault(value, []).append(number)
    return {value: frozenset(numbers) for value, numbers in groups.items()}


def page_ranks(library: Library) -> Ranks:
    """For each order, the rank of each page; None for pages without the value."""
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


def _ranks(values: Iterable[Any]) -> list[int | None]:
    keys = list(values)
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
    locations = library.locations
    return _OnDemand(
        {
            "name": lambda: list(range(len(locations))),
            "slug": lambda: _ranks(each.slug for each in locations),
        }
    )
