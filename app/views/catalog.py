"""A library as answers: all that is asked for often is rendered when the library is."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from rapidfuzz import fuzz, process

from app import __version__
from app.content.library import Library
from app.content.metadata import as_moment
from app.content.models import Condition, Kind, LinkStatus, Location, MenuItem, Page, Ref
from app.content.names import search_key
from app.content.problems import Problem, Severity
from app.views.answers import Answer, encode, json_answer
from app.views.conditions import condition_view
from app.views.locations import location_view
from app.views.pages import edge_view, menu_view, page_summary, page_view
from app.views.shapes import (
    CountsView,
    EntranceView,
    ProblemView,
    SiteView,
)

ENTRANCE: Final = {
    "site": "/site",
    "pages": "/pages",
    "page": "/pages/{slug}",
    "conditions": "/conditions",
    "condition": "/conditions/{slug}",
    "locations": "/locations",
    "location": "/locations/{slug}",
    "links": "/links",
    "menus": "/menus",
    "menu": "/menus/{name}",
    "resolve": "/resolve{?path}",
    "health": "/healthz",
    "readiness": "/readyz",
    "metrics": "/metrics",
    "schema": "/schemas/{kind}.json",
    "openapi": "/openapi.json",
    "docs": "/docs",
}

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


@dataclass(frozen=True, slots=True)
class Catalog:
    """One library with its answers: by path those known beforehand, and the items of lists."""

    library: Library
    answers: Mapping[str, Answer]
    page_items: tuple[bytes, ...]
    page_index: Mapping[str, Mapping[str, frozenset[int]]]
    page_ranks: Mapping[str, Sequence[int | None]]
    edge_items: tuple[bytes, ...]
    edge_index: Mapping[str, Mapping[str, frozenset[int]]]
    menu_items: tuple[bytes, ...]
    condition_items: tuple[bytes, ...]
    condition_index: Mapping[str, Mapping[str, frozenset[int]]]
    condition_ranks: Mapping[str, Sequence[int | None]]
    # For each condition all its names, as they are searched.
    condition_names: tuple[tuple[str, ...], ...]
    location_ranks: Mapping[str, Sequence[int | None]]

    def near(self, kind: Kind, slug: str) -> tuple[Ref, ...]:
        """The conditions or locations whose slugs or names are most like this one."""
        found: dict[str, Ref] = {}
        held: Sequence[Condition | Location] = (
            self.library.conditions if kind == "condition" else self.library.locations
        )
        for record in held:
            path = record.page.path if record.page is not None else None
            ref = Ref(kind=kind, slug=record.slug, path=path, title=record.name)
            found[record.slug] = ref
        nearest = process.extract(slug, found.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=60)
        return tuple(found[name] for name, _, _ in nearest)


def build_catalog(library: Library) -> Catalog:
    """Render a library."""
    answers = {"/": json_answer(_entrance(), keys=("entrance",))}
    answers["/site"] = json_answer(_site(library), keys=("site",))
    for page in library.pages:
        keys = (f"page/{page.slug}", "pages")
        answers[f"/pages/{page.slug}"] = json_answer(page_view(page), keys=keys)
    for condition in library.conditions:
        keys = (f"condition/{condition.slug}", "conditions")
        view = condition_view(condition)
        answers[f"/conditions/{condition.slug}"] = json_answer(encode(view), keys=keys)
    for location in library.locations:
        keys = (f"location/{location.slug}", "locations")
        body = encode(location_view(location))
        answers[f"/locations/{location.slug}"] = json_answer(body, keys=keys)
    menu_items = []
    for menu in library.menus:
        body = encode(menu_view(menu))
        menu_items.append(body)
        answers[f"/menus/{menu.name}"] = json_answer(body, keys=(f"menu/{menu.name}", "menus"))
    return Catalog(
        library=library,
        answers=answers,
        page_items=tuple(encode(page_summary(page)) for page in library.pages),
        page_index=_page_index(library),
        page_ranks=_page_ranks(library),
        edge_items=tuple(encode(edge_view(edge)) for edge in library.edges),
        edge_index=_edge_index(library),
        menu_items=tuple(menu_items),
        condition_items=tuple(
            answers[f"/conditions/{condition.slug}"].body for condition in library.conditions
        ),
        condition_index=_condition_index(library),
        condition_ranks=_condition_ranks(library),
        condition_names=tuple(
            tuple(search_key(name) for name in (condition.name, *condition.alternate_names))
            for condition in library.conditions
        ),
        location_ranks={
            "name": list(range(len(library.locations))),
            "slug": _ranks([location.slug for location in library.locations]),
        },
    )


def _condition_index(library: Library) -> Mapping[str, Mapping[str, frozenset[int]]]:
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


def _condition_ranks(library: Library) -> Mapping[str, Sequence[int | None]]:
    """By name as they stand; by how many treat a condition, or name it; by its last review."""
    conditions = library.conditions
    keys: dict[str, list[Any]] = {
        "slug": [each.slug for each in conditions],
        "treatments": [len(each.treatments) for each in conditions],
        "mentions": [len(each.mentions) for each in conditions],
        "last_reviewed": [each.last_reviewed for each in conditions],
    }
    ranks = {name: _ranks(values) for name, values in keys.items()}
    return {"name": list(range(len(conditions))), **ranks}


def _page_index(library: Library) -> Mapping[str, Mapping[str, frozenset[int]]]:
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


def _edge_index(library: Library) -> Mapping[str, Mapping[str, frozenset[int]]]:
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
) -> Mapping[str, Mapping[str, frozenset[int]]]:
    return {
        name: {value: frozenset(numbers) for value, numbers in values.items()}
        for name, values in index.items()
    }


def _page_ranks(library: Library) -> Mapping[str, Sequence[int | None]]:
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


def problem_view(problem: Problem) -> ProblemView:
    """A problem of the content."""
    severity = problem.severity
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": (
            "error"
            if severity is Severity.ERROR
            else "warning"
            if severity is Severity.WARNING
            else "hint"
        ),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def counts(library: Library) -> CountsView:
    """How many records there are."""
    found = library.counts
    return {
        "pages": found["pages"],
        "conditions": found["conditions"],
        "locations": found["locations"],
        "menus": found["menus"],
        "links": found["links"],
        "assets": found["assets"],
    }


def _entrance() -> EntranceView:
    return {"name": "Clinic content API", "version": __version__, "links": dict(ENTRANCE)}


def _site(library: Library) -> SiteView:
    site = library.site
    return {
        "title": site.title,
        "description": site.description,
        "base_url": site.base_url,
        "language": site.language,
        "languages": list(library.languages),
        "country": site.country,
        "time_zone": site.time_zone,
        "counts": counts(library),
        "version": library.version,
    }
