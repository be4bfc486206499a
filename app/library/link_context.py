"""All that a page's links, breadcrumbs and neighbours depend on beside the page itself."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

from app.dialects.base import PublishedTerms
from app.dialects.document import Document
from app.documents.publication import Unpublished, Visibility
from app.documents.publish import Published
from app.documents.reader import ParsedTree
from app.library.addresses import Website
from app.library.links import Resolver, in_order
from app.library.menus import Menus, build_menus
from app.library.reading_order import ReadingOrder, reading_order
from app.records import LinkTarget, Ref
from app.site.paths import slug_of
from app.site.urls import Internal, own_host


class LinkContext(NamedTuple):
    """The pages as others see them: where each lives, what leads to what, in which order.

    `residents` are those of the settled documents, one for each. Most edits of a page change
    nothing here, and then no other page has to be looked at.
    """

    tree: ParsedTree
    settled: Published
    residents: tuple[LinkTarget, ...]
    # All pages by title, and the place of each among them by its slug.
    by_title: tuple[Ref, ...]
    ranks: Mapping[str, int]
    resolver: Resolver
    menus: Menus
    # The way through each folder of the tree.
    siblings: Mapping[str, ReadingOrder]
    # By what joins them, the pages that are one in several languages, in the order of those.
    translations: Mapping[str, tuple[Ref, ...]]

    @classmethod
    def of(cls, tree: ParsedTree, settled: Published) -> Self:
        """Set it up."""
        site = tree.site
        documents = settled.documents
        base = tree.dialect.base_path
        residents = tuple(_resident(document) for document in documents)
        website = Website(
            residents,
            settled.assets,
            site.site.redirects,
            [
                *_old_addresses(documents),
                *_moved(settled.unpublished),
                *_gone(settled.unpublished),
            ],
            base,
        )
        resolver = Resolver(
            website=website,
            residents_by_file={resident.file: resident for resident in residents},
            is_internal=Internal(own_host(site.site.base_url)),
            unpublished={
                address: each
                for each in settled.unpublished
                for address in _as_linked(each.slug, base)
            },
            unreadable=frozenset(
                address for slug in settled.unreadable for address in _as_linked(slug, base)
            ),
            unserved=tree.unserved | _made(tree, documents),
            assets_by_file={
                asset.name: asset for asset in settled.assets if asset.name is not None
            },
            language=site.site.own_language,
            translations={
                (resident.translation, resident.language): resident
                for resident in residents
                if resident.translation is not None and resident.language is not None
            },
            page_finder=tree.dialect.page_finder(document.file for document in documents),
        )
        by_title = in_order(resident.ref for resident in residents)
        named = zip(documents, (resident.ref for resident in residents), strict=True)
        menus = build_menus(site, named, resolver)
        return cls(
            tree,
            settled,
            residents,
            by_title,
            {ref.slug: rank for rank, ref in enumerate(by_title)},
            resolver,
            menus,
            _siblings(documents, residents),
            _translations(documents, residents, site.site.languages),
        )

    def holds(self, tree: ParsedTree, settled: Published) -> bool:
        """Whether this is the scene of these documents too, but for what can be jumped to."""
        mine, its = self.settled, settled
        taxonomies = tree.dialect.taxonomies
        return (
            self.tree.site_version == tree.site_version
            and self.tree.unserved == tree.unserved
            and mine.unreadable == its.unreadable
            and mine.assets == its.assets
            and len(mine.documents) == len(its.documents)
            and len(mine.unpublished) == len(its.unpublished)
            and all(
                one is other or _face(one, taxonomies) == _face(other, taxonomies)
                for one, other in zip(mine.documents, its.documents, strict=True)
            )
            and all(
                one.document is other.document and one.visibility is other.visibility
                for one, other in zip(mine.unpublished, its.unpublished, strict=True)
            )
        )

    def moved(self, settled: Published) -> frozenset[str]:
        """The slugs of pages in which other things can be jumped to; for a scene that holds."""
        return frozenset(
            slug_of(other.path)
            for one, other in zip(self.settled.documents, settled.documents, strict=True)
            if one is not other and _anchors(one) != _anchors(other)
        )


def _anchors(document: Document) -> tuple[frozenset[str], tuple[str, ...]]:
    return document.body.anchors, document.body.anchor_endings


def _terms(document: Document, taxonomies: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """What the document says that it belongs to, by taxonomy."""
    fields = document.fields
    held: dict[str, Any] = {"tags": fields.tags, "categories": fields.categories}
    if any(name not in held for name in taxonomies):
        held |= {key.lower(): value for key, value in document.params.items()}
    return {name: _texts(held[name]) for name in taxonomies if name in held}


def _texts(value: object) -> Sequence[str]:
    each = value if isinstance(value, list | tuple) else (value,)
    return [str(term) for term in each if isinstance(term, str | int) and str(term)]


def _face(document: Document, taxonomies: Iterable[str]) -> tuple[Any, ...]:
    """What others see of a document. Places are told where an entry of a menu is wrong."""
    fields = document.fields
    return (
        document.file,
        document.path,
        document.title,
        document.language,
        document.translation,
        fields.weight,
        fields.redirect_from,
        fields.menus,
        document.places if fields.menus else None,
        _terms(document, taxonomies) if taxonomies else None,
    )


def _resident(document: Document) -> LinkTarget:
    path = document.path
    ref = Ref("page", slug_of(path), path, document.title)
    body = document.body
    # By position: that takes half of the time, for each page of the site.
    return LinkTarget(
        path,
        ref,
        document.file,
        body.anchors,
        document.language,
        document.translation,
        document.placement.root,
        body.anchor_endings,
    )


def _made(tree: ParsedTree, documents: Iterable[Document]) -> frozenset[str]:
    """Where the website has pages of no document, with and without the site's base path."""
    taxonomies = tree.dialect.taxonomies
    made = tree.dialect.generated_addresses(
        PublishedTerms(each.file, _terms(each, taxonomies)) for each in documents
    )
    base = tree.dialect.base_path
    return made | {f"{base}{address}" for address in made} if base else made


def _as_linked(slug: str, base: str) -> Iterable[str]:
    """What links hold that mean a slug: without its suffix, and below the site's base path."""
    slug = slug.removesuffix(".html")
    yield slug
    if base:
        yield f"{base.lstrip('/')}/{slug}"


def _old_addresses(documents: Iterable[Document]) -> Iterable[tuple[str, str | None]]:
    for document in documents:
        for old in document.fields.redirect_from:
            # Relative ones count from the page, as a browser would.
            whole = old if re.match("/", old) else f"{document.path.rstrip('/')}/../{old}"
            yield whole, document.path


def _gone(hidden: Iterable[Unpublished]) -> Iterable[tuple[str, str | None]]:
    """The addresses of expired pages: they led somewhere and lead nowhere now."""
    expired = [each.document for each in hidden if each.visibility is Visibility.EXPIRED]
    for document in expired:
        yield document.path, None
    for old, _ in _old_addresses(expired):
        yield old, None


def _moved(hidden: Iterable[Unpublished]) -> Iterable[tuple[str, str | None]]:
    """The addresses of documents that say where readers are to go instead."""
    for document in (each.document for each in hidden if each.visibility is Visibility.MOVED):
        yield document.path, document.moved_to
        for old, _ in _old_addresses([document]):
            yield old, document.moved_to


def _translations(
    documents: Sequence[Document], residents: Sequence[LinkTarget], languages: Sequence[str]
) -> Mapping[str, tuple[Ref, ...]]:
    order = {code: at for at, code in enumerate(languages)}
    found: dict[str, list[tuple[tuple[int, str, str], Ref]]] = {}
    for document, resident in zip(documents, residents, strict=True):
        if document.translation is not None:
            code = document.language or ""
            rank = (order.get(code, len(order)), code, document.path)
            found.setdefault(document.translation, []).append((rank, resident.ref))
    return {
        key: tuple(ref for _, ref in sorted(ranked, key=lambda each: each[0]))
        for key, ranked in found.items()
        if len(ranked) > 1
    }


def _siblings(
    documents: Sequence[Document], residents: Sequence[LinkTarget]
) -> Mapping[str, ReadingOrder]:
    """The pages of each folder by weight, then title: the way through those in no menu."""
    folders: dict[str, list[tuple[tuple[bool, int, str, str], Ref]]] = {}
    for document, resident in zip(documents, residents, strict=True):
        folder = document.placement.folder
        if folder:
            weight = document.fields.weight
            rank = (weight is None, weight or 0, document.title.casefold(), document.path)
            folders.setdefault(folder, []).append((rank, resident.ref))
    return {
        folder: reading_order(ref for _, ref in sorted(ranked, key=lambda each: each[0]))
        for folder, ranked in folders.items()
    }
