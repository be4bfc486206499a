"""All records of a content tree, resolved. Immutable: a reload builds another one beside it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.clinic.lists.judged_list import JudgedList
from app.clinic.opening_hours.hours import OpeningHours
from app.files.assets import Asset
from app.library.addresses import Addresses, AddressMatch
from app.library.links import split_address
from app.problems import Problem, Severity
from app.records import Condition, Kind, Link, Location, Menu, Page, Ref
from app.site.schema import Site
from app.site.urls import is_internal, own_host


class Edge(NamedTuple):
    """A link with its page."""

    origin: Ref
    link: Link


@dataclass(frozen=True)
class Library:
    """The records of one version of a tree, and the ways to find them.

    `version` names the content: libraries of equal versions give equal answers on every machine.
    The files are as they were at `loaded_at`. What is shown of them is so from `valid_from` on and
    changes at `valid_until`; None is for ever.
    """

    # The folder as it was named: a symbolic link in that path may be switched.
    content: Path
    site: Site
    tree: str
    version: str
    loaded_at: dt.datetime
    valid_from: dt.datetime | None
    valid_until: dt.datetime | None
    # The number of documents that are not shown yet, drafts included.
    waiting: int
    # The slugs of expired records, by kind.
    expired: Mapping[Kind, frozenset[str]]
    pages: tuple[Page, ...]
    pages_by_slug: Mapping[str, Page]
    conditions: tuple[Condition, ...]
    conditions_by_slug: Mapping[str, Condition]
    locations: tuple[Location, ...]
    locations_by_slug: Mapping[str, Location]
    hours: Mapping[str, OpeningHours]
    # Line and column of each condition's `last_reviewed`, by slug.
    review_places: Mapping[str, tuple[int, int]]
    menus: tuple[Menu, ...]
    # The slugs of the pages in the menus of each name.
    menu_members: Mapping[str, frozenset[str]]
    assets: Mapping[str, Asset]
    # The lists of pages with their verdicts, by file.
    judged_lists: Mapping[str, tuple[JudgedList, ...]]
    problems: tuple[Problem, ...]
    addresses: Addresses
    # What addresses of this API begin with.
    root_path: str = ""

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All links, by the path of their page, then in the order of the document."""
        return tuple(
            Edge(ref, link) for page in self.pages for ref in (page.ref,) for link in page.links
        )

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep `serve` from starting."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site and its pages, in alphabetical order."""
        named = {page.language for page in self.pages} | {self.site.language}
        return tuple(sorted(language for language in named if language))

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of records of each sort."""
        return {
            "pages": len(self.pages),
            "conditions": len(self.conditions),
            "locations": len(self.locations),
            "menus": len(self.menus),
            "links": sum(len(page.links) for page in self.pages),
            "assets": len(self.assets),
        }

    def menu(self, name: str, language: str | None = None) -> Menu | None:
        """Return the menu of this name in a language, by default the site's own."""
        named = [menu for menu in self.menus if menu.name == name]
        if language is None:
            return named[0] if named else None
        return next((menu for menu in named if menu.language in {None, language}), None)

    def resolve(self, path: str) -> AddressMatch | None:
        """Return the match of an address of the website: a path, or a whole URL of it."""
        if not is_internal(own_host(self.site.base_url), path, self.addresses.base_path):
            return None
        return self.addresses.find(split_address(path)[0] or "/")

    def near(self, path: str) -> tuple[Ref, ...]:
        """Return the pages whose paths are most like this one, best first."""
        return tuple(target.ref for target in self.addresses.suggestions(path))
