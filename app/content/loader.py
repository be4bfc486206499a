"""The two passes: parse every file, then resolve between them."""

import datetime as dt
import gc
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app import __version__
from app.content.assets import Asset, read_asset
from app.content.conditions import build_conditions, lister
from app.content.document import Document, Parsed, Parser, Unreadable, is_internal, own_host
from app.content.library import Edge, Library
from app.content.links import Resident, Resolver, backlinks
from app.content.locations import build_locations
from app.content.menus import build_menus
from app.content.models import Page, Ref
from app.content.pages import PageBuilder, Surroundings
from app.content.paths import folder_of, slug_of
from app.content.problems import Problem
from app.content.site import SiteFile, read_site
from app.content.source import SITE_FILE, SourceFile, fingerprint, read, walk
from app.content.ways import Way, way_of
from app.content.website import Website, redirect_problems


class ContentFolderError(Exception):
    """The content folder cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The result of the first pass."""

    site: SiteFile
    parsed: tuple[Parsed, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    version: str


def load(content: Path, site_file: Path | None = None) -> Library:
    """Read the whole tree. Raises ContentFolderError where there is no such folder or site file.

    Everything else that is wrong is in the library's problems.
    """
    with _without_garbage_collection():
        return _link(_parse(content, site_file))


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Nearly all that loading makes is kept: to look for garbage in it again and again is waste."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parse(content: Path, site_file: Path | None) -> _Parts:
    try:
        tree = walk(content)
    except OSError as error:
        message = (
            f'the content folder "{content}" cannot be read: {(error.strerror or "").lower()}. '
            "Name a folder of Markdown files, as an argument or in BODYWISE_CONTENT."
        )
        raise ContentFolderError(message) from None
    site, site_version, problems = _site(content, site_file)
    problems += tree.problems
    parser = Parser(site.site)
    parsed = []
    for file in tree.documents:
        data = read(file)
        if isinstance(data, Problem):
            parsed.append(Parsed(Unreadable(file.name, ""), (data,)))
        else:
            parsed.append(parser.parse(file.name, data))
    assets = []
    for file in tree.assets:
        asset, wrong = read_asset(file)
        problems += wrong
        if asset is not None:
            assets.append(asset)
    problems += tuple(problem for each in parsed for problem in each.problems)
    digest = hashlib.blake2b(f"{__version__}\n{site_version}\n".encode(), digest_size=16)
    for each in parsed:
        digest.update(f"{each.document.file}\0{each.document.fingerprint}\n".encode())
    for asset in assets:
        digest.update(f"{asset.path}\0{asset.fingerprint}\n".encode())
    return _Parts(site, tuple(parsed), tuple(assets), problems, digest.hexdigest())


def _site(content: Path, site_file: Path | None) -> tuple[SiteFile, str, tuple[Problem, ...]]:
    location = site_file or content / SITE_FILE
    if not location.is_file():
        if site_file is not None:
            message = f'there is no site file "{site_file}". Name one that exists.'
            raise ContentFolderError(message)
        # What else may have that name, a folder or a pipe, the walk tells of.
        site, problems = read_site(location.name, None)
        return site, fingerprint(b""), problems
    data = read(SourceFile(location.name, location))
    if isinstance(data, Problem):
        if site_file is not None:
            message = f'the site file "{site_file}" cannot be read: {data.message}. {data.hint}'
            raise ContentFolderError(message)
        site, problems = read_site(location.name, None)
        return site, fingerprint(b""), (data, *problems)
    site, problems = read_site(location.name, data)
    return site, fingerprint(data), problems


def _link(parts: _Parts) -> Library:
    site = parts.site
    drafts, documents, problems = _settle(parts)
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
    website = Website(residents, parts.assets, site.site.redirects, _old_addresses(documents))
    resolver = Resolver(
        website,
        {resident.file: resident for resident in residents},
        partial(is_internal, own_host(site.site.base_url)),
        drafts,
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
    conditions = build_conditions(listers, website)
    locations = build_locations(list(zip(documents, residents, strict=True)), site.site)
    pages = tuple(
        sorted(
            (
                draft.page(
                    site.site,
                    linked.get(draft.slug, ()),
                    conditions.by_page.get(draft.slug, ()),
                    conditions.own.get(draft.slug),
                    locations.own.get(draft.slug),
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
        site=site.site,
        tree="native",
        version=parts.version,
        loaded_at=dt.datetime.now(dt.UTC),
        pages=pages,
        pages_by_slug={page.slug: page for page in pages},
        conditions=conditions.conditions,
        conditions_by_slug={each.slug: each for each in conditions.conditions},
        locations=locations.locations,
        locations_by_slug={each.slug: each for each in locations.locations},
        hours=locations.hours,
        review_places=conditions.review_places,
        menus=menus.menus,
        edges=tuple(Edge(page.ref, link) for page in pages for link in page.links),
        assets={asset.path: asset for asset in parts.assets},
        problems=tuple(heard),
        website=website,
    )


def _settle(parts: _Parts) -> tuple[frozenset[str], list[Document], list[Problem]]:
    """The documents that are published, each at a path of its own; drafts by their slugs."""
    problems = list(parts.problems)
    drafts: set[str] = set()
    taken: dict[str, str] = {}
    documents = []
    for parsed in parts.parsed:
        document = parsed.document
        if isinstance(document, Unreadable):
            continue
        slug = slug_of(document.path)
        if document.fields.draft:
            drafts.add(slug)
            continue
        if (keeper := taken.setdefault(slug, document.file)) != document.file:
            told = f"the path {document.path} belongs to {keeper} already"
            hint = "Give one of the two another slug or permalink; this one is not served."
            key = "permalink" if document.fields.permalink else "slug"
            problems.append(document.problem((key,), "duplicate-path", told, hint))
            continue
        documents.append(document)
    return frozenset(drafts), documents, problems


def _old_addresses(documents: Iterable[Document]) -> Iterable[tuple[str, str]]:
    for document in documents:
        for old in document.fields.redirect_from:
            # Relative ones count from the page, as a browser would.
            whole = old if re.match("/", old) else f"{document.path.rstrip('/')}/../{old}"
            yield whole, document.path


def _siblings(documents: list[Document], residents: list[Resident]) -> Mapping[str, Way]:
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
