"""The lists that are served, each with its filters and orders."""

import datetime as dt
from collections.abc import Iterator
from typing import Final, get_args

from app.front_matter.schema import as_moment
from app.library.library import Edge, Library
from app.records import Condition, Kind, LinkStatus, Location, MenuItem, Page
from app.views.links import edge_view
from app.views.listing import Listing
from app.views.pages import page_summary, page_view

CONDITION_SORTS: Final = ("name", "slug", "treatments", "mentions", "last_reviewed")
LOCATION_SORTS: Final = ("name", "slug")
PAGE_SORTS: Final = ("path", "title", "date", "updated", "weight")


def page_list(library: Library) -> Listing[Page]:
    """Return the list of pages."""
    menus = _menus_of_pages(library)

    def moment(value: dt.datetime | dt.date | None) -> dt.datetime | None:
        return None if value is None else as_moment(value, library.site.zone)

    return Listing(
        library.pages,
        filters={
            "kind": lambda page: (page.kind,),
            "section": lambda page: (page.section,),
            "tag": lambda page: page.tags,
            "category": lambda page: page.categories,
            "language": lambda page: (page.language,),
            "layout": lambda page: (page.layout,),
            "slug": lambda page: (page.slug,),
            "menu": lambda page: menus.get(page.slug, ()),
        },
        known={"kind": get_args(Kind), "menu": [menu.name for menu in library.menus]},
        orders={
            "path": lambda page: page.path,
            "title": lambda page: (page.title.casefold(), page.title),
            "date": lambda page: moment(page.date),
            "updated": lambda page: moment(page.updated),
            "weight": lambda page: page.weight,
        },
        view=page_summary,
        select=lambda page, selection: page_view(page, library, selection),
    )


def condition_list(library: Library) -> Listing[Condition]:
    """Return the list of conditions."""
    return Listing(
        library.conditions,
        filters={
            "treatment": lambda condition: [page.slug for page in condition.treatments],
            "body_region": lambda condition: condition.body_regions,
            "has_page": lambda condition: ("true" if condition.page is not None else "false",),
            "slug": lambda condition: (condition.slug,),
        },
        known={"treatment": library.pages_by_slug, "has_page": ("false", "true")},
        orders={
            "name": lambda condition: (condition.name.casefold(), condition.slug),
            "slug": lambda condition: condition.slug,
            "treatments": lambda condition: len(condition.treatments),
            "mentions": lambda condition: len(condition.mentions),
            "last_reviewed": lambda condition: condition.last_reviewed,
        },
    )


def location_list(library: Library) -> Listing[Location]:
    """Return the list of locations."""
    return Listing(
        library.locations,
        orders={
            "name": lambda location: (location.name.casefold(), location.slug),
            "slug": lambda location: location.slug,
        },
    )


def edge_list(library: Library) -> Listing[Edge]:
    """Return the list of all links."""

    def targets(edge: Edge) -> list[str]:
        return [edge.link.target.slug] if edge.link.target is not None else []

    return Listing(
        library.edges,
        filters={
            "status": lambda edge: (edge.link.status,),
            "from": lambda edge: (edge.origin.slug,),
            "to": targets,
        },
        known={
            "status": get_args(LinkStatus),
            "from": library.pages_by_slug,
            "to": library.pages_by_slug,
        },
        view=edge_view,
    )


def _menus_of_pages(library: Library) -> dict[str, set[str]]:
    """Return the names of the menus that each page is in, in any language, by its slug."""
    menus: dict[str, set[str]] = {}
    for menu in library.menus:
        for slug in _slugs(menu.items):
            menus.setdefault(slug, set()).add(menu.name)
    return menus


def _slugs(items: tuple[MenuItem, ...]) -> Iterator[str]:
    for item in items:
        if item.target is not None:
            yield item.target.slug
        yield from _slugs(item.children)
