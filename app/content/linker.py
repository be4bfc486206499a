"""The second pass: parsed files → the library of one moment, all that points elsewhere resolved."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app import __version__
from app.content.conditions import build_conditions, lister
from app.content.document import Document, Unreadable, is_internal, own_host
from app.content.library import Edge, Library
from app.content.links import Resident, Resolver, backlinks
from app.content.locations import build_locations
from app.content.menus import build_menus
from app.content.models import Condition, Kind, Location, Page, Ref
from app.content.pages import PageBuilder, Surroundings
from app.content.paths import folder_of, slug_of
from app.content.problems import Problem
from app.content.publication import (
    Standing,
    Unpublished,
    is_never_shown,
    names_of,
    next_change,
    standing,
    unpublished,
)
from app.content.reader import ParsedTree
from app.content.records import References
from app.content.ways import Way, way_of
from app.content.website import Website, redirect_problems


@dataclass(frozen=True, slots=True)
class _Settled:
    """The documents that are shown, each at a path of its own, and those that are not."""

    documents: tuple[Document, ...]
    unpublished: tuple[Unpublished, ...]
    # The slugs that documents may have which cannot be read: what points there is not wrong.
    unreadable: frozenset[str]
    problems: tuple[Problem, ...]


def link(tree: ParsedTree, at: dt.datetime, *, preview: bool = False) -> Library:
    """The library as readers see it at a moment.

    `preview`: as they will see it once drafts and pages of a later `publish_date` are published.
    """
    site = tree.site
    settled = _settle(tree, at, preview=preview)
    documents = settled.documents
    problems = list(settled.problems)
    residents = [
        Resident(
            document.path,
            Ref(
                kind="page",
                slug=slug_of(document.path),
                path=document.path,
                title=document.title,
            ),
            document.file,
            document.body.anchors,
        )
        for document in documents
    ]
    website = Website(
        residents,
        tree.assets,
        site.site.redirects,
        [*_old_addresses(documents), *_gone(settled.unpublished)],
    )
    resolver = Resolver(
        website,
        {resident.file: resident for resident in residents},
        partial(is_internal, own_host(site.site.base_url)),
        {each.slug: each for each in settled.unpublished},
        settled.unreadable,
    )
    menus = build_menus(
        site,
        ((document, resident.ref) for document, resident in zip(documents, residents, strict=True)),
        website,
    )
    surroundings = Surroundings(site.site, resolver, menus, _siblings(documents, residents))
    builder = PageBuilder(surroundings)
    drafted = [
        builder.build(document, resident)
        for document, resident in zip(documents, residents, strict=True)
    ]
    linked = backlinks(edge for draft in drafted for edge in draft.edges)
    by_slug = {resident.ref.slug: resident for resident in residents}
    listers = [
        lister(document, resident, draft.lists, by_slug)
        for document, resident, draft in zip(documents, residents, drafted, strict=True)
    ]
    listers.sort(key=lambda each: each.resident.path)
    conditions = build_conditions(
        listers, References(residents, website, settled.unpublished, settled.unreadable)
    )
    locations = build_locations(list(zip(documents, residents, strict=True)), site.site)
    pages = tuple(
        sorted(
            (
                draft.page(
                    linked.get(draft.slug, ()),
                    conditions.by_page.get(draft.slug, ()),
                    _slug(conditions.own.get(draft.slug)),
                    _slug(locations.own.get(draft.slug)),
                )
                for draft in drafted
            ),
            key=lambda page: page.path,
        )
    )
    problems += [problem for draft in drafted for problem in draft.problems]
    problems += menus.problems
    problems += conditions.problems
    problems += locations.problems
    problems += redirect_problems(site, website)
    problems += _orphans(pages, menus.members | conditions.pointed_to)
    heard = sorted({problem for problem in problems if not site.site.ignores(problem)})
    return Library(
        content=tree.content,
        site=site.site,
        tree="native",
        version=_version(tree, documents),
        loaded_at=tree.read_at,
        valid_until=next_change(
            (each.document for each in tree.parsed if isinstance(each.document, Document)),
            at,
            site.site.zone,
        ),
        waiting=sum(each.standing is not Standing.EXPIRED for each in settled.unpublished),
        expired=_expired(settled.unpublished),
        pages=pages,
        pages_by_slug={page.slug: page for page in pages},
        conditions=conditions.conditions,
        conditions_by_slug={each.slug: each for each in conditions.conditions},
        locations=locations.locations,
        locations_by_slug={each.slug: each for each in locations.locations},
        hours=locations.hours,
        review_places=conditions.review_places,
        menus=menus.menus,
        edges=tuple(Edge(by_slug[page.slug].ref, link) for page in pages for link in page.links),
        assets={asset.path: asset for asset in tree.assets},
        problems=tuple(heard),
        website=website,
    )


def _settle(tree: ParsedTree, at: dt.datetime, *, preview: bool) -> _Settled:
    zone = tree.site.site.zone
    shown = {Standing.PUBLISHED}
    if preview:
        shown |= {Standing.DRAFT, Standing.UPCOMING}
    problems = [*tree.problems, *(problem for each in tree.parsed for problem in each.problems)]
    hidden: list[Unpublished] = []
    documents: list[Document] = []
    keepers: dict[str, str] = {}
    unreadable: set[str] = set()
    for document in (each.document for each in tree.parsed):
        if isinstance(document, Unreadable):
            unreadable |= names_of(document.file)
            continue
        if is_never_shown(document, zone):
            told = "the page expires before it is published, so it is never shown"
            hint = "Give it a later expiry_date."
            problems.append(document.problem(("expiry_date",), "never-shown", told, hint))
        found = standing(document, at, zone)
        if found not in shown:
            hidden.append(unpublished(document, found))
            continue
        keeper = keepers.setdefault(slug_of(document.path), document.file)
        if keeper != document.file:
            told = f"the path {document.path} belongs to {keeper} already"
            hint = "Give one of the two another slug or permalink; this one is not served."
            key = "permalink" if document.fields.permalink else "slug"
            problems.append(document.problem((key,), "duplicate-path", told, hint))
            continue
        documents.append(document)
    return _Settled(tuple(documents), tuple(hidden), frozenset(unreadable), tuple(problems))


def _version(tree: ParsedTree, documents: Iterable[Document]) -> str:
    """Names all that is shown: BLAKE2b, 128 bits in hexadecimal, equal on every machine."""
    digest = hashlib.blake2b(f"{__version__}\n{tree.site_version}\n".encode(), digest_size=16)
    for document in documents:
        digest.update(f"{document.file}\0{document.fingerprint}\n".encode())
    for asset in tree.assets:
        digest.update(f"{asset.path}\0{asset.fingerprint}\n".encode())
    return digest.hexdigest()


def _slug(record: Condition | Location | None) -> str | None:
    return record.slug if record is not None else None


def _expired(hidden: Iterable[Unpublished]) -> Mapping[Kind, frozenset[str]]:
    expired = [each for each in hidden if each.standing is Standing.EXPIRED]

    def records(kind: Kind) -> frozenset[str]:
        return frozenset(each.record_slug for each in expired if each.document.kind == kind)

    return {
        "page": frozenset(each.slug for each in expired),
        "condition": records("condition"),
        "location": records("location"),
    }


def _old_addresses(documents: Iterable[Document]) -> Iterable[tuple[str, str | None]]:
    for document in documents:
        for old in document.fields.redirect_from:
            # Relative ones count from the page, as a browser would.
            whole = old if re.match("/", old) else f"{document.path.rstrip('/')}/../{old}"
            yield whole, document.path


def _gone(hidden: Iterable[Unpublished]) -> Iterable[tuple[str, str | None]]:
    """The addresses of expired pages: they led somewhere and lead nowhere now."""
    expired = [each.document for each in hidden if each.standing is Standing.EXPIRED]
    for document in expired:
        yield document.path, None
    for old, _ in _old_addresses(expired):
        yield old, None


def _siblings(documents: Sequence[Document], residents: Sequence[Resident]) -> Mapping[str, Way]:
    """The pages of each folder by weight, then title: the way through those in no menu."""
    folders: dict[str, list[tuple[tuple[bool, int, str, str], Ref]]] = {}
    for document, resident in zip(documents, residents, strict=True):
        folder = folder_of(document.file)
        if folder:
            weight = document.fields.weight
            rank = (weight is None, weight or 0, document.title.casefold(), document.path)
            folders.setdefault(folder, []).append((rank, resident.ref))
    return {
        folder: way_of(ref for _, ref in sorted(ranked, key=lambda each: each[0]))
        for folder, ranked in folders.items()
    }


def _orphans(pages: Iterable[Page], reached: frozenset[str]) -> Iterable[Problem]:
    for page in pages:
        if page.path == "/" or page.slug in reached or page.menus or page.backlinks:
            continue
        told = f"nothing leads to {page.path}: no menu, no other page"
        hint = "Link to it, or put it into a menu."
        yield Problem(page.source.file, 1, 1, "orphan", told, hint)
