"""The lists that are served, each with its filters and orders."""

import datetime as dt
from typing import Any, Final, NotRequired, get_args

from app.clinic.names import alphabetical, initial
from app.front_matter.schema import as_moment
from app.library.library import Edge, Library
from app.records import Condition, Kind, Link, LinkStatus, Location, Page, Ref
from app.views.clinic import LocationView, clinic_view
from app.views.derived import derived_view, fields_of
from app.views.digests import Digests
from app.views.listing import Listing
from app.views.pages import page_summary, page_view

CONDITION_SORTS: Final = (
    *("name", "slug", "treatments", "mentions"),
    *("last_reviewed", "next_review"),
)
LOCATION_SORTS: Final = ("name", "slug")
PAGE_SORTS: Final = ("path", "title", "date", "updated", "weight")

EdgeView: Final = derived_view(
    "EdgeView", {"from": Ref, **fields_of(Link)}, "A link with the page that it is on."
)
ListedLocationView: Final = derived_view(
    "ListedLocationView",
    {
        **{name: hint for name, hint in fields_of(LocationView).items() if name != "included"},
        "distance_km": NotRequired[float | None],
    },
    "An office in a list. `near` adds `distance_km`; `open_at` adds `open` and `next_change`.",
)


def page_list(library: Library, digests: Digests) -> Listing[Page]:
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
        known={"menu": [menu.name for menu in library.menus]},
        closed={"kind": get_args(Kind)},
        orders={
            "path": lambda page: page.path,
            "title": lambda page: (alphabetical(page.title), page.title),
            "date": lambda page: moment(page.date),
            "updated": lambda page: moment(page.updated),
            "weight": lambda page: page.weight,
        },
        view=lambda page: page_summary(page, digests),
        select=lambda page, selection: page_view(page, library, selection, digests),
    )


def condition_list(library: Library, digests: Digests) -> Listing[Condition]:
    """Return the list of conditions."""
    return Listing(
        library.conditions,
        filters={
            "treatment": lambda condition: [page.slug for page in condition.treatments],
            "body_region": lambda condition: condition.body_regions,
            "has_page": lambda condition: ("true" if condition.page is not None else "false",),
            "slug": lambda condition: (condition.slug,),
            "letter": lambda condition: (initial(condition.name),),
            "code": _codes,
            "symptom": lambda condition: condition.symptoms,
        },
        known={"treatment": library.pages_by_slug},
        closed={"has_page": ("false", "true")},
        orders={
            "name": lambda condition: (alphabetical(condition.name), condition.slug),
            "slug": lambda condition: condition.slug,
            "treatments": lambda condition: len(condition.treatments),
            "mentions": lambda condition: len(condition.mentions),
            "last_reviewed": lambda condition: condition.last_reviewed,
            # A condition is due a year after its last review, so both orders are one.
            "next_review": lambda condition: condition.last_reviewed,
        },
        view=lambda condition: clinic_view(condition, digests),
        select=lambda condition, selection: selection.pick(clinic_view(condition, digests)),
    )


def _codes(condition: Condition) -> list[str]:
    """Return the codes of a condition, each also without the system that it names."""
    codes = (variant for code in condition.codes for variant in (code, code.rpartition(":")[2]))
    return [code.strip() for code in codes if code.strip()]


def with_alternate_names(conditions: Listing[Condition]) -> Listing[Condition]:
    """Return the same list with alternate names in the filter `letter`."""

    def initials(condition: Condition) -> set[str]:
        return {initial(name) for name in (condition.name, *condition.alternate_names)}

    return conditions.with_filter("letter", initials)


def location_list(library: Library) -> Listing[Location]:
    """Return the list of locations."""
    return Listing(
        library.locations,
        filters={"slug": lambda location: (location.slug,)},
        orders={
            "name": lambda location: (alphabetical(location.name), location.slug),
            "slug": lambda location: location.slug,
        },
    )


def edge_list(library: Library) -> Listing[Edge]:
    """Return the list of all links."""

    def targets(edge: Edge) -> list[str]:
        return [edge.link.target.slug] if edge.link.target is not None else []

    def view(edge: Edge) -> dict[str, Any]:
        return {"from": edge.origin} | {name: getattr(edge.link, name) for name in fields_of(Link)}

    return Listing(
        library.edges,
        filters={
            "status": lambda edge: (edge.link.status,),
            "from": lambda edge: (edge.origin.slug,),
            "to": targets,
        },
        known={"from": library.pages_by_slug, "to": library.pages_by_slug},
        closed={"status": get_args(LinkStatus)},
        view=view,
    )


def _menus_of_pages(library: Library) -> dict[str, set[str]]:
    """Return the names of the menus that each page is in, in any language, by its slug."""
    menus: dict[str, set[str]] = {}
    for name, slugs in library.menu_members.items():
        for slug in slugs:
            menus.setdefault(slug, set()).add(name)
    return menus
