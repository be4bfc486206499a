"""The second pass: parsed files → the library of one moment, all that points elsewhere resolved."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app import __version__
from app.clinic.conditions import Conditions, PageConditions, build_conditions, page_conditions
from app.clinic.locations import Locations, build_locations
from app.dialects.base import RenderedTemplates, TemplateInputs
from app.dialects.document import Document
from app.documents.publication import Visibility, next_change
from app.documents.publish import Published, publish
from app.documents.reader import ParsedTree
from app.front_matter.schema import ConditionFields
from app.library.addresses import redirect_problems
from app.library.library import Library
from app.library.link_context import LinkContext
from app.library.links import backlinks, targets
from app.library.pages import PageBuilder, PageDraft
from app.library.references import References
from app.problems import Problem
from app.records import Condition, Location, Page, Ref

_WAITING: Final = frozenset({Visibility.DRAFT, Visibility.UPCOMING})
_KNOWN: Final = frozenset({Visibility.MOVED, Visibility.WITHHELD})


class _Linked(NamedTuple):
    """A page with all that it was made of."""

    document: Document
    page_conditions: PageConditions
    problems: tuple[Problem, ...]
    page: Page


class _Pass(NamedTuple):
    """What a pass made, by which the next one knows what it need not make again."""

    scene: LinkContext
    pages: Mapping[str, _Linked]
    backlinks: Mapping[str, tuple[Ref, ...]]
    conditions: Conditions
    locations: Locations


def link(tree: ParsedTree, at: dt.datetime, *, preview: bool = False) -> Library:
    """The library as readers see it at a moment.

    `preview`: as they will see it once drafts and pages of a later `publish_date` are published.
    """
    return LibraryBuilder(preview=preview).link(tree, at)


class LibraryBuilder:
    """Links a tree again and again. What it made the last time it keeps where nothing has changed.

    `preview`: as for `link`.
    """

    def __init__(self, *, preview: bool = False) -> None:
        self._preview = preview
        self._templates: RenderedTemplates | None = None
        self._last: _Pass | None = None

    def link(self, tree: ParsedTree, at: dt.datetime) -> Library:
        """The library as readers see it at a moment: equal to that of a linker that is new."""
        site = tree.site
        settled = self._rendered(tree, publish(tree, at, preview=self._preview))
        last = self._last
        if last is not None and not last.scene.holds(tree, settled):
            last = None
        moved = last.scene.moved(settled) if last is not None else frozenset()
        if last is not None and not moved:
            scene = last.scene._replace(tree=tree, settled=settled)
        else:
            scene = LinkContext.of(tree, settled)
        made = self._pages(scene, last, moved)
        pages = tuple(sorted((each.page for each in made.pages.values()), key=_path))
        conditions, locations = made.conditions, made.locations
        problems = [*settled.problems, *scene.menus.problems]
        problems += [problem for each in made.pages.values() for problem in each.problems]
        problems += conditions.problems
        problems += locations.problems
        problems += redirect_problems(site, scene.resolver.website)
        problems += _empty_languages(tree)
        problems += _orphans(
            pages, scene.menus.members | conditions.pointed_to, site.site.languages
        )
        heard = sorted({problem for problem in problems if not site.site.ignores(problem)})
        self._last = made
        # They have no page, but templates and redirects tell of them.
        known = [each.document for each in settled.unpublished if each.visibility in _KNOWN]
        return Library(
            content=tree.content,
            site=site.site,
            tree=tree.dialect.kind,
            version=_version(tree, settled, known),
            loaded_at=tree.read_at,
            valid_until=next_change(
                (each.document for each in tree.parsed if isinstance(each.document, Document)),
                at,
                site.site.zone,
            ),
            waiting=sum(each.visibility in _WAITING for each in settled.unpublished),
            expired=settled.expired,
            pages=pages,
            pages_by_slug={page.slug: page for page in pages},
            conditions=conditions.conditions,
            conditions_by_slug={each.slug: each for each in conditions.conditions},
            locations=locations.locations,
            locations_by_slug={each.slug: each for each in locations.locations},
            hours=locations.hours,
            review_places=conditions.review_places,
            menus=scene.menus.menus,
            assets={asset.path: asset for asset in settled.assets},
            problems=tuple(heard),
            website=scene.resolver.website,
        )

    def _rendered(self, tree: ParsedTree, settled: Published) -> Published:
        """Return the published documents, their templates rendered."""
        inputs = TemplateInputs(
            settled.documents,
            [each.document for each in settled.unpublished if each.visibility in _KNOWN],
            tree.assets,
            tree.support,
            tree.pieces,
        )
        self._templates = rendered = tree.dialect.render(inputs, self._templates)
        if rendered is None:
            return settled
        by_file = rendered.by_file
        found = [problem for each in by_file.values() for problem in each.problems]
        return settled._replace(
            documents=tuple(
                by_file[each.file].document if each.file in by_file else each
                for each in settled.documents
            ),
            problems=(*settled.problems, *rendered.problems, *found),
        )

    def _pages(self, scene: LinkContext, last: _Pass | None, moved: frozenset[str]) -> _Pass:
        """Link each document of a scene.

        `last` is the pass before, if its scene was the same but for the anchors of what `moved`.
        """
        documents = scene.settled.documents
        builder = PageBuilder(scene)
        by_slug = {resident.ref.slug: resident for resident in scene.residents}
        drafts: dict[str, PageDraft | Page] = {}
        listers: dict[str, PageConditions] = {}
        problems: dict[str, tuple[Problem, ...]] = {}
        news: list[tuple[_Linked, PageDraft, PageConditions]] = []
        for document, resident in zip(documents, scene.residents, strict=True):
            slug = resident.ref.slug
            before = last.pages[slug] if last is not None else None
            same = before is not None and before.document is document
            if before is not None and same and not _jumps_to(moved, before.page):
                drafts[slug], listers[slug] = before.page, before.page_conditions
                problems[slug] = before.problems
                continue
            draft = drafts[slug] = builder.build(document, resident)
            listers[slug] = page_conditions(document, resident, draft.lists, by_slug)
            problems[slug] = draft.problems
            if before is not None:
                news.append((before, draft, listers[slug]))
        if last is not None and all(_leads_alike(one.page, other) for one, other, _ in news):
            linked = last.backlinks
        else:
            linked = backlinks((ref, drafts[ref.slug].links) for ref in scene.by_title)
        if last is not None and all(
            _names_alike(one.page_conditions, other) for one, _, other in news
        ):
            conditions = last.conditions
        else:
            conditions = _conditions(scene, listers.values())
        locations = build_locations(
            list(zip(documents, scene.residents, strict=True)), scene.tree.site.site
        )
        pages = {}
        for document, (slug, made) in zip(documents, drafts.items(), strict=True):
            page = _page(
                made,
                linked.get(slug, ()),
                conditions.by_page.get(slug, ()),
                _slug(conditions.own.get(slug)),
                _slug(locations.own.get(slug)),
            )
            pages[slug] = _Linked(document, listers[slug], problems[slug], page)
        return _Pass(scene, pages, linked, conditions, locations)


def _page(
    made: PageDraft | Page,
    backlinks: tuple[Ref, ...],
    conditions: tuple[Ref, ...],
    condition: str | None,
    location: str | None,
) -> Page:
    """The record. One that was made before is itself where nobody says otherwise of it now."""
    if isinstance(made, PageDraft):
        return made.page(backlinks, conditions, condition, location)
    said = (made.backlinks, made.conditions, made.condition, made.location)
    if said == (backlinks, conditions, condition, location):
        return made
    return made.model_copy(
        update={
            "backlinks": backlinks,
            "conditions": conditions,
            "condition": condition,
            "location": location,
        }
    )


def _conditions(scene: LinkContext, listers: Iterable[PageConditions]) -> Conditions:
    settled = scene.settled
    references = References(
        scene.residents, scene.resolver.website, settled.unpublished, settled.unreadable
    )
    return build_conditions(
        sorted(listers, key=lambda page: page.target.path),
        references,
        scene.ranks,
        scene.tree.site.site.own_language,
    )


def _jumps_to(moved: frozenset[str], page: Page) -> bool:
    """Whether the page links to a place within one of these."""
    return bool(moved) and any(
        link.fragment is not None and link.target is not None and link.target.slug in moved
        for link in page.links
    )


def _leads_alike(page: Page, draft: PageDraft) -> bool:
    """Whether the two lead to the same pages."""
    return [*targets(page.links)] == [*targets(draft.links)]


def _names_alike(one: PageConditions, other: PageConditions) -> bool:
    """Whether the two say the same of conditions, at the same places of their files."""
    mine, its = one.document, other.document
    says = isinstance(mine.fields, ConditionFields) or isinstance(its.fields, ConditionFields)
    says = says or bool(mine.fields.conditions or its.fields.conditions)
    return one.items == other.items and (
        not says
        or (
            mine.fields == its.fields
            and mine.places == its.places
            and mine.body.excerpt == its.body.excerpt
        )
    )


def _slug(record: Condition | Location | None) -> str | None:
    return record.slug if record is not None else None


def _version(tree: ParsedTree, settled: Published, known: Iterable[Document]) -> str:
    """Names all that is shown: BLAKE2b, 128 bits in hexadecimal, equal on every machine.

    `known` are documents that have no page and are told of all the same.
    """
    digest = hashlib.blake2b(f"{__version__}\n{tree.site_version}\n".encode(), digest_size=16)
    for document in (*settled.documents, *known):
        digest.update(f"{document.file}\0{document.fingerprint}\n".encode())
    for asset in settled.assets:
        digest.update(f"{asset.path}\0{asset.fingerprint}\n".encode())
    return digest.hexdigest()


def _empty_languages(tree: ParsedTree) -> Iterable[Problem]:
    """The languages of the site that nobody has written in, drafts included."""
    site = tree.site
    if len(site.site.languages) < 2:
        return
    written = {
        each.document.language for each in tree.parsed if isinstance(each.document, Document)
    }
    for index, code in enumerate(site.site.languages):
        if code not in written:
            told = f'no document is written in "{code}", a language of the site'
            hint = "Write a page in it, or take the language out."
            yield site.problem(("languages", index), "empty-language", told, hint)


def _orphans(
    pages: Iterable[Page], reached: frozenset[str], languages: Iterable[str]
) -> Iterable[Problem]:
    """The pages that nothing leads to, in none of their languages."""
    homes = {"/", *(f"/{code.lower()}/" for code in languages)}
    alone = {
        page.slug: page
        for page in pages
        if not (page.path.lower() in homes or page.slug in reached or page.menus or page.backlinks)
    }
    for page in alone.values():
        if all(other.slug in alone for other in page.translations):
            told = f"nothing leads to {page.path}: no menu, no other page"
            hint = "Link to it, or put it into a menu."
            yield Problem(page.source.file, 1, 1, "orphan", told, hint)


def _path(page: Page) -> str:
    return page.path
