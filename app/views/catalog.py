"""A library with all that its answers are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app import __version__
from app.clinic.names import search_key
from app.library.library import Edge, Library
from app.problems import Problem, Severity
from app.records import Condition, Kind, Location, Menu, Page, Ref
from app.suggestions import most_like
from app.views.answers import Answer, json_answer
from app.views.conditions import condition_view
from app.views.indexes import (
    Index,
    Ranks,
    condition_index,
    condition_ranks,
    edge_index,
    location_ranks,
    page_index,
    page_ranks,
)
from app.views.items import Items
from app.views.pages import edge_view, menu_view, page_summary
from app.views.shapes import CountsView, EntranceView, ProblemView, SiteView

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


@dataclass(frozen=True)
class Catalog:
    """One library with the items of its lists, their indexes and orders.

    All of it is known but its bytes. They are made when they are asked for, and most are not
    between two edits.
    """

    library: Library
    page_items: Items[Page]
    page_index: Index
    page_ranks: Ranks
    condition_items: Items[Condition]
    condition_index: Index
    condition_ranks: Ranks
    location_ranks: Ranks
    menu_items: Items[Menu]
    edge_index: Index
    entrance: Answer
    site: Answer

    @cached_property
    def edge_items(self) -> Items[Edge]:
        """All links: many, and hardly ever asked for."""
        return Items(self.library.edges, edge_view)

    @cached_property
    def condition_names(self) -> tuple[tuple[str, ...], ...]:
        """For each condition all its names, as they are searched."""
        return tuple(
            tuple(search_key(name) for name in (condition.name, *condition.alternate_names))
            for condition in self.library.conditions
        )

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
        return tuple(found[name] for name in most_like(slug, found, 3))


def build_catalog(library: Library) -> Catalog:
    """Make ready what a library answers."""
    return Catalog(
        library=library,
        page_items=Items(library.pages, page_summary),
        page_index=page_index(library),
        page_ranks=page_ranks(library),
        condition_items=Items(library.conditions, condition_view),
        condition_index=condition_index(library),
        condition_ranks=condition_ranks(library),
        location_ranks=location_ranks(library),
        menu_items=Items(library.menus, menu_view),
        edge_index=edge_index(library),
        entrance=json_answer(_entrance(), keys=("entrance",)),
        site=json_answer(_site(library), keys=("site",)),
    )


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
