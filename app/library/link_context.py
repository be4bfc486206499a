"""The inputs of a page's links, breadcrumbs and neighbours, besides the page itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from app.clinic.names import alphabetical
from app.dialects.base import PublishedTerms
from app.dialects.document import Document
from app.dialects.other_systems import NO_SYSTEM
from app.documents.assets import folder_homes, translated_addresses, with_short_forms
from app.documents.publish import Published, files_of_website
from app.documents.reader import ParsedTree
from app.documents.visibility import Unpublished, Visibility
from app.files.text import SourceText
from app.library.addresses import Addresses, clean_path
from app.library.backlinks import by_title
from app.library.link_problems import LinkProblems
from app.library.links import LinkResolver
from app.library.menus import Menus, build_menus
from app.library.reading_order import ReadingOrder, reading_order
from app.records import LinkTarget, Ref
from app.site.paths import composed, slug_of
from app.site.schema import RedirectRule
from app.site.urls import Internal, own_host


class LinkContext(NamedTuple):
    """The pages as other pages see them. Most edits of a page change nothing here."""

    tree: ParsedTree
    published: Published
    # Of each published document, in their order.
    targets: tuple[LinkTarget, ...]
    # All pages by title, and the place of each among them by its slug.
    by_title: tuple[Ref, ...]
    ranks: Mapping[str, int]
    addresses: Addresses
    resolver: LinkResolver
    link_problems: LinkProblems
    menus: Menus
    # The pages of each folder of the tree.
    folders: Mapping[str, ReadingOrder]
    # The pages that are translations of each other, by the key that they share.
    translations: Mapping[str, tuple[Ref, ...]]
    # What addresses of files begin with.
    root_path: str

    def applies_to(self, tree: ParsedTree, published: Published) -> bool:
        """Return True if another tree has the same context, apart from anchors.

        That is if all that differs are fields of published documents that no other page sees.
        """
        before, after = self.published, published
        listing_keys = tree.dialect.listing_keys
        changed = {name for name, _ in self.tree.inputs.items() ^ tree.inputs.items()}
        taxonomies = tree.dialect.taxonomies
        return (
            changed <= {document.file for document in after.documents}
            and len(before.documents) == len(after.documents)
            and all(
                old is new
                or _public_fields(old, taxonomies, listing_keys)
                == _public_fields(new, taxonomies, listing_keys)
                for old, new in zip(before.documents, after.documents, strict=True)
            )
            and [(item.document.file, item.visibility) for item in before.unpublished]
            == [(item.document.file, item.visibility) for item in after.unpublished]
        )

    def changed_anchors(self, published: Published) -> frozenset[str]:
        """Return the slugs of pages with other anchors; for documents that it applies to."""
        return frozenset(
            slug_of(new.path)
            for old, new in zip(self.published.documents, published.documents, strict=True)
            if old is not new
            and (old.body.anchors, old.body.anchor_endings)
            != (new.body.anchors, new.body.anchor_endings)
        )


def build_link_context(tree: ParsedTree, published: Published, root_path: str = "") -> LinkContext:
    """Place link targets, then build addresses, menus, reading orders and translations."""
    site = tree.site.settings
    documents = published.documents
    targets = tuple([link_target(document) for document in documents])
    titles = by_title(target.ref for target in targets)
    addresses = _build_addresses(tree, published, targets)
    resolver = _build_resolver(tree, published, targets, addresses)
    refs = (target.ref for target in targets)
    return LinkContext(
        tree=tree,
        published=published,
        targets=targets,
        by_title=titles,
        ranks={ref.slug: rank for rank, ref in enumerate(titles)},
        addresses=addresses,
        resolver=resolver,
        link_problems=_build_link_problems(tree, published, resolver),
        menus=build_menus(
            tree.site,
            zip(documents, refs, strict=True),
            resolver,
            of_generator=not tree.dialect.is_native,
        ),
        folders=_order_folders(documents, targets),
        translations=_group_translations(documents, targets, site.languages),
        root_path=root_path,
    )


def _public_fields(
    document: Document, taxonomies: Iterable[str], listing_keys: Iterable[str]
) -> tuple[Any, ...]:
    """Return the fields that other pages' answers depend on."""
    fields = document.fields
    return (
        document.file,
        document.path,
        document.title,
        document.language,
        document.translation,
        document.hides_files,
        fields.layout,
        fields.weight,
        fields.redirect_from,
        fields.menus,
        # Problems of menu entries have them.
        document.places if fields.menus else None,
        _terms(document, taxonomies) if taxonomies else None,
        [document.params.get(key) for key in listing_keys],
    )


def _terms(document: Document, taxonomies: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the terms of the document by taxonomy."""
    fields = document.fields
    values: dict[str, Any] = {"tags": fields.tags, "categories": fields.categories}
    if any(name not in values for name in taxonomies):
        values |= {key.lower(): value for key, value in document.params.items()}
    return {name: _texts(values[name]) for name in taxonomies if name in values}


def _texts(value: object) -> Sequence[str]:
    values = value if isinstance(value, list | tuple) else (value,)
    return [str(term) for term in values if isinstance(term, str | int) and str(term)]


def link_target(document: Document) -> LinkTarget:
    """Return a document as links see it."""
    path = document.path
    ref = Ref("page", slug_of(path), path, document.title)
    body = document.body
    # By position: keywords take twice as long, for each page of the site.
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


def _build_addresses(
    tree: ParsedTree, published: Published, targets: Sequence[LinkTarget]
) -> Addresses:
    redirects = (
        *_old_addresses(published.documents),
        *_moved_addresses(published.unpublished),
        *_expired_addresses(published.unpublished),
    )
    site = tree.site.settings
    return Addresses(
        targets,
        published.assets,
        site.redirects,
        redirects,
        tree.dialect.base_path,
        site.routes,
    )


def old_paths(document: Document) -> tuple[str, ...]:
    """Return the former paths of a document, each once."""
    paths = map(clean_path, _written_old_paths(document))
    return tuple(dict.fromkeys(path for path in paths if path != document.path))


def _written_old_paths(document: Document) -> Iterable[str]:
    for old in document.fields.redirect_from:
        # A relative one is relative to the page, as in a browser.
        yield old if old.startswith("/") else f"{document.path.rstrip('/')}/../{old}"


def _old_addresses(documents: Iterable[Document]) -> Iterable[tuple[str, str | None]]:
    for document in documents:
        path = document.path
        # Where a redirect leads is an address: a percent sign of the path would encode something.
        target = path.replace("%", "%25") if "%" in path else path
        for old in _written_old_paths(document):
            yield old, target


def _moved_addresses(unpublished: Iterable[Unpublished]) -> Iterable[tuple[str, str | None]]:
    for document in _with_visibility(unpublished, Visibility.MOVED):
        yield document.path, document.moved_to
        for old, _ in _old_addresses([document]):
            yield old, document.moved_to


def _expired_addresses(unpublished: Iterable[Unpublished]) -> Iterable[tuple[str, str | None]]:
    expired = _with_visibility(unpublished, Visibility.EXPIRED)
    for document in expired:
        yield document.path, None
    for old, _ in _old_addresses(expired):
        yield old, None


def _with_visibility(
    unpublished: Iterable[Unpublished], visibility: Visibility
) -> Sequence[Document]:
    return [item.document for item in unpublished if item.visibility is visibility]


def _build_resolver(
    tree: ParsedTree, published: Published, targets: Sequence[LinkTarget], addresses: Addresses
) -> LinkResolver:
    site = tree.site.settings
    is_whole = tree.dialect.is_native
    texts = {
        name: file.text
        for name, file in tree.data_files.items()
        if isinstance(file.text, SourceText)
    }
    facts = tree.dialect.layout_facts(texts)
    addresses_by_name = tree.unserved if is_whole else files_of_website(tree)
    of_layouts = {
        name: name.removeprefix(facts.assets)
        for name in addresses_by_name
        if facts.assets is not None and name.startswith(f"{facts.assets}/")
    }
    files = {addresses_by_name[name] for name in addresses_by_name.keys() - of_layouts.keys()}
    unserved = (
        with_short_forms(files, tree.dialect)
        | _translated_addresses(tree, published, addresses_by_name)
        | _generated_addresses(tree, published.documents)
        | _linked_addresses(published.unpublished)
    )
    layouts = frozenset(document.fields.layout or "" for document in published.documents)
    computed = tree.dialect.computed_anchors(texts, layouts)
    return LinkResolver(
        addresses=addresses,
        targets_by_file={target.file: target for target in targets},
        targets_by_composed_file={
            name: target for target in targets if (name := composed(target.file)) != target.file
        },
        is_internal=Internal(own_host(site.base_url), tree.dialect.base_path),
        unserved=unserved | _redirected_addresses(site.redirects, unserved),
        unknown_folders=tuple(
            f"{base}{folder}"
            for folder in (*tree.dialect.unknown_folders, *tree.absent_folders)
            for base in dict.fromkeys(("", tree.dialect.base_path))
        ),
        layouts=facts,
        layout_files=frozenset(map(composed, of_layouts.values())),
        assets_by_file={
            composed(asset.name): asset for asset in published.assets if asset.name is not None
        },
        language=site.own_language,
        translations={
            (target.translation, target.language): target
            for target in targets
            if target.translation is not None and target.language is not None
        },
        page_finder=tree.dialect.page_finder(document.file for document in published.documents),
        looks_up_links=tree.dialect.looks_up_links,
        layout_anchors=tree.dialect.layout_anchors(texts),
        computed_anchors={
            document.file: anchors
            for document in published.documents
            if (anchors := computed.get(document.fields.layout or "")) is not None
        },
        folder_files=tree.dialect.folder_files,
        completes_names=tree.dialect.is_native,
        looks_beside=tree.dialect.looks_beside,
        system=tree.dialect.system or NO_SYSTEM,
    )


def _translated_addresses(
    tree: ParsedTree, published: Published, unserved: Iterable[str]
) -> frozenset[str]:
    """Return the addresses that files beside pages have in the other languages of the site."""
    if len(tree.site.settings.languages) < 2:
        return frozenset()
    documents = published.documents
    names = (*unserved, *(asset.file for asset in published.assets))
    homes = folder_homes(documents, tree.site.settings.own_language)
    return frozenset(map(composed, translated_addresses(names, documents, homes)))


def _redirected_addresses(
    rules: Iterable[RedirectRule], unserved: frozenset[str]
) -> frozenset[str]:
    """Return the addresses from which rules lead to what is not served here."""
    return frozenset(
        clean_path(rule.source).rstrip("/")
        for rule in rules
        if rule.to is not None and clean_path(rule.to).rstrip("/") in unserved
    )


def _linked_addresses(unpublished: Iterable[Unpublished]) -> frozenset[str]:
    """Return the addresses of documents without a page at which something else answers."""
    withheld = _with_visibility(unpublished, Visibility.WITHHELD)
    return frozenset(document.path.rstrip("/") for document in withheld if document.is_linked)


def _generated_addresses(tree: ParsedTree, documents: Iterable[Document]) -> frozenset[str]:
    """Return the addresses of the website's pages without a document, such as lists by tag."""
    taxonomies, keys = tree.dialect.taxonomies, tree.dialect.listing_keys
    generated = tree.dialect.generated_addresses(
        PublishedTerms(
            document.file,
            _terms(document, taxonomies),
            document.path,
            {key: document.params[key] for key in keys if key in document.params},
        )
        for document in documents
    )
    base = tree.dialect.base_path
    return generated | {f"{base}{address}" for address in generated} if base else generated


def _build_link_problems(
    tree: ParsedTree, published: Published, resolver: LinkResolver
) -> LinkProblems:
    base = tree.dialect.base_path
    unpublished = {
        address: item for item in published.unpublished for address in _linked_as(item.slug, base)
    }
    unreadable = (address for slug in published.unreadable for address in _linked_as(slug, base))
    return LinkProblems(
        resolver,
        unpublished,
        frozenset(unreadable),
        may_have_files=tree.dialect.system is not None,
    )


def _linked_as(slug: str, base: str) -> Iterable[str]:
    """Yield the forms of a slug in links: without its suffix, and below the site's base path."""
    slug = slug.removesuffix(".html")
    yield slug
    if base:
        yield f"{base.lstrip('/')}/{slug}"


def _order_folders(
    documents: Sequence[Document], targets: Sequence[LinkTarget]
) -> Mapping[str, ReadingOrder]:
    """Return the pages of each folder by weight, then title."""
    folders: dict[str, list[tuple[tuple[bool, int, tuple[str, str], str], Ref]]] = {}
    for document, target in zip(documents, targets, strict=True):
        folder = document.placement.folder
        if folder:
            weight = document.fields.weight
            rank = (weight is None, weight or 0, alphabetical(document.title), document.path)
            folders.setdefault(folder, []).append((rank, target.ref))
    return {folder: reading_order(_sorted(ranked)) for folder, ranked in folders.items()}


def _group_translations(
    documents: Sequence[Document], targets: Sequence[LinkTarget], languages: Sequence[str]
) -> Mapping[str, tuple[Ref, ...]]:
    """Return the pages that are translations of each other, in the order of the languages."""
    order = {code: index for index, code in enumerate(languages)}
    groups: dict[str, list[tuple[tuple[int, str, str], Ref]]] = {}
    for document, target in zip(documents, targets, strict=True):
        if document.translation is not None:
            code = document.language or ""
            rank = (order.get(code, len(order)), code, document.path)
            groups.setdefault(document.translation, []).append((rank, target.ref))
    return {key: tuple(_sorted(ranked)) for key, ranked in groups.items() if len(ranked) > 1}


def _sorted(ranked: Iterable[tuple[Any, Ref]]) -> Iterable[Ref]:
    return (ref for _, ref in sorted(ranked, key=lambda item: item[0]))
