"""The catalog: a library with the lists that its answers are made from."""

import threading
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, cast

from app import __version__
from app.files.assets import Asset
from app.library.addresses import Redirect
from app.library.library import Edge, Library
from app.library.search.fields import RowFields
from app.library.search.lazy_index import LazyIndex
from app.problems import Problem
from app.records import Condition, Kind, Location, Menu, Page, Ref
from app.views.answers import Answer, json_answer
from app.views.database import DatabaseFile, DatabaseInputs
from app.views.digests import Digests
from app.views.files import Placeholders, asset_list, redirect_list
from app.views.listing import Listing
from app.views.lists import (
    condition_list,
    edge_list,
    location_list,
    page_list,
    with_alternate_names,
)
from app.views.manifest import Manifest, build_manifest, menus_by_key, within_bound
from app.views.near import NearRecords
from app.views.problems import problem_list
from app.views.search import row_list
from app.views.shapes import CountsView, EntranceView, SiteView

ENDPOINTS: Final = {
    "site": "/site",
    "pages": "/pages",
    "page": "/pages/{slug}",
    "conditions": "/conditions",
    "condition": "/conditions/{slug}",
    "locations": "/locations",
    "location": "/locations/{slug}",
    "search": "/search{?q}",
    "links": "/links",
    "menus": "/menus",
    "menu": "/menus/{name}",
    "redirects": "/redirects",
    "assets": "/assets",
    "resolve": "/resolve{?path}",
    "problems": "/problems",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "llms": "/llms.txt",
    "sync": "/sync",
    "bundle": "/bundle",
    "events": "/events",
    "database": "/bundle.sqlite",
    "health": "/healthz",
    "readiness": "/readyz",
    "metrics": "/metrics",
    "schema": "/schemas/{kind}.json",
    "openapi": "/openapi.json",
    "client": "/client.ts",
    "docs": "/docs",
}


class Catalog:
    """One library with its lists and the answers that never differ."""

    def __init__(
        self,
        library: Library,
        before: "Catalog | None" = None,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        """Make the catalog of a library, which replaces the one `before`.

        `pause` is called in the thread that builds the search index, as by `build_index`.
        """
        self.library: Final = library
        digests: Digests = Digests(library, before.digests if before is not None else None)
        self.digests: Final[Digests] = digests
        self.pages: Final = page_list(library, digests)
        self.conditions: Final = condition_list(library, digests)
        self.locations: Final = location_list(library)
        self.menus: Final = Listing(library.menus)
        self.site: Final = json_answer(_site(library), keys=("site",))
        self.search: Final[LazyIndex] = LazyIndex(
            library, before.search if before is not None else None, pause
        )
        self.placeholders: Final[Placeholders] = Placeholders(
            library, before.placeholders if before is not None else None
        )
        self._near: Final = NearRecords(library)
        self._writing: Final = threading.Lock()
        # The manifests of former versions, the latest first.
        former = before.known_manifests if before is not None else ()
        self.former_manifests: Final[tuple[Manifest, ...]] = within_bound(former)

    @cached_property
    def edges(self) -> Listing[Edge]:
        """The list of all links, which is long and rarely asked for."""
        return edge_list(self.library)

    @cached_property
    def redirects(self) -> Listing[Redirect]:
        """The list of all redirects."""
        return redirect_list(self.library)

    @cached_property
    def assets(self) -> Listing[Asset]:
        """The list of all files that are served."""
        return asset_list(self.library, self.placeholders)

    @cached_property
    def problems(self) -> Listing[Problem]:
        """The list of all problems."""
        return problem_list(self.library.problems, self.library)

    @cached_property
    def manifest(self) -> Manifest:
        """The digests of all records and files."""
        return build_manifest(self.library, self.digests, self.site)

    @cached_property
    def menus_by_key(self) -> Mapping[str, Menu]:
        """The menus by their keys in the manifest."""
        return dict(menus_by_key(self.library))

    @property
    def known_manifests(self) -> tuple[Manifest, ...]:
        """The manifests that clients may have: this one, if it was ever read, and former ones."""
        own = vars(self).get("manifest")
        return self.former_manifests if own is None else (own, *self.former_manifests)

    def database(self) -> DatabaseFile:
        """Return the content as an SQLite database, which is written once.

        Raises OSError or sqlite3.Error if there is no room for it.
        """
        with self._writing:
            return self._database

    @cached_property
    def _database(self) -> DatabaseFile:
        search = self.search.get()
        return DatabaseFile(
            DatabaseInputs(self.library, self.digests, self.manifest, self.site, search)
        )

    @cached_property
    def condition_numbers(self) -> Mapping[str, int]:
        """The places of the conditions in their list, by slug."""
        return {condition.slug: number for number, condition in enumerate(self.library.conditions)}

    @cached_property
    def conditions_by_any_name(self) -> Listing[Condition]:
        """The list of conditions, whose filter `letter` also takes alternate names."""
        return with_alternate_names(self.conditions)

    @cached_property
    def rows(self) -> Listing[RowFields]:
        """The rows of the search, for its filters. The search index must be built."""
        index = self.search.get()
        return row_list(tuple(index.rows.values()))

    def record(self, kind: Kind, slug: str) -> Page | Condition | Location | None:
        """Return the record of a kind and a slug, or None."""
        if kind == "page":
            return self.library.pages_by_slug.get(slug)
        return self._clinic(kind).get(slug)

    def near(self, kind: Kind, slug: str) -> tuple[Ref, ...]:
        """Return the records of a kind that an unknown slug may mean, best first."""
        return self._near.near(kind, slug)

    def _clinic(self, kind: Kind) -> Mapping[str, Condition | Location]:
        library = self.library
        return library.conditions_by_slug if kind == "condition" else library.locations_by_slug


def entrance_answer(library: Library, *, has_events: bool) -> Answer:
    """Return the name of the API and the addresses of the endpoints that it has."""
    has = {"events": has_events, "sitemap": library.site.base_url is not None}
    links = {
        name: f"{library.root_path}{address}"
        for name, address in ENDPOINTS.items()
        if has.get(name, True)
    }
    view: EntranceView = {"name": "Clinic content API", "version": __version__, "links": links}
    return json_answer(view, keys=("entrance",))


def counts(library: Library) -> CountsView:
    """Return the number of records of each kind."""
    return cast(CountsView, library.counts)


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
