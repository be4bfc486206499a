"""Which documents are shown at a moment, each at a path of its own, and which are not."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.dialects.base import Dialect
from app.dialects.document import Document, Unreadable
from app.documents.reader import ParsedTree
from app.documents.visibility import (
    Unpublished,
    Visibility,
    is_never_shown,
    unpublished,
    visibility,
)
from app.files.assets import Asset
from app.problems import Problem
from app.records import Kind
from app.site.paths import slug_of


class Published(NamedTuple):
    """The documents that are shown, each at a path of its own, and those that are not.

    `assets` are the static files without those of pages that are not shown.
    """

    documents: tuple[Document, ...]
    unpublished: tuple[Unpublished, ...]
    # The slugs that unreadable documents may have: links to them are not reported.
    unreadable: frozenset[str]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]

    @property
    def expired(self) -> Mapping[Kind, frozenset[str]]:
        """The slugs of expired records, by kind."""
        expired = [item for item in self.unpublished if item.visibility is Visibility.EXPIRED]

        def records(kind: Kind) -> frozenset[str]:
            return frozenset(item.record_slug for item in expired if item.document.kind == kind)

        return {
            "page": frozenset(item.slug for item in expired),
            "condition": records("condition"),
            "location": records("location"),
        }


def publish(tree: ParsedTree, at: dt.datetime, *, preview: bool) -> Published:
    """Return what is shown of a tree at a moment; in a preview, also what will be shown later."""
    visible, hidden = _split_by_visibility(tree, at, preview=preview)
    visible, over_limit = _split_by_limit(tree, visible)
    hidden += over_limit
    documents, path_problems = _split_by_path(visible, tree.dialect)
    return Published(
        tuple(documents),
        tuple(hidden),
        _unreadable_slugs(tree),
        _visible_assets(tree, hidden),
        (
            *tree.problems,
            *(problem for parsed in tree.parsed for problem in parsed.problems),
            *_never_shown_problems(tree),
            *path_problems,
        ),
    )


def _split_by_visibility(
    tree: ParsedTree, at: dt.datetime, *, preview: bool
) -> tuple[list[Document], list[Unpublished]]:
    zone = tree.site.settings.zone
    visible: list[Document] = []
    hidden: list[Unpublished] = []
    for document in tree.documents:
        state = visibility(document, at, zone, preview=preview)
        if state is Visibility.PUBLISHED:
            visible.append(document)
        else:
            hidden.append(unpublished(document, state))
    return visible, hidden


def _split_by_limit(
    tree: ParsedTree, documents: list[Document]
) -> tuple[list[Document], list[Unpublished]]:
    """Take out the documents of which the tree has more than it shows."""
    over_limit = tree.dialect.over_limit((item.file, item.fields.date) for item in documents)
    if over_limit is None:
        return documents, []
    files, reason = over_limit.files, over_limit.reason
    hidden = [
        Unpublished(document, Visibility.OVER_LIMIT, reason)
        for document in documents
        if document.file in files
    ]
    return [document for document in documents if document.file not in files], hidden


def _split_by_path(
    documents: Sequence[Document], dialect: Dialect
) -> tuple[list[Document], list[Problem]]:
    """Take out the documents whose path belongs to another: in general to an earlier one."""
    owners: dict[str, Document] = {}
    for document in documents:
        owner = owners.setdefault(slug_of(document.path), document)
        if owner is not document and dialect.outranks(document.file, owner.file):
            owners[slug_of(document.path)] = document
    owning: list[Document] = []
    problems: list[Problem] = []
    code = "duplicate-path" if dialect.is_native else "shared-path"
    for document in documents:
        owner = owners[slug_of(document.path)]
        if owner is document:
            owning.append(document)
            continue
        message = f"the path {document.path} already belongs to {owner.file}"
        hint = "Give one of the two another slug or permalink; this one is not served."
        key = "permalink" if document.fields.permalink else "slug"
        problems.append(document.problem((key,), code, message, hint))
    return owning, problems


def _never_shown_problems(tree: ParsedTree) -> Iterable[Problem]:
    zone = tree.site.settings.zone
    message = "the page expires before it is published, so it is never shown"
    for document in tree.documents:
        if is_never_shown(document, zone):
            hint = "Let it expire later."
            yield document.problem(("expiry_date",), "never-shown", message, hint)


def files_of_website(tree: ParsedTree) -> Mapping[str, str]:
    """Return the addresses of the website's files that are not served here, by name.

    A file of a type of documents that is none is one of them.
    """
    unreadable = [item.document for item in tree.parsed if isinstance(item.document, Unreadable)]
    others = {item.file: tree.dialect.asset_path(item.file, {}) for item in unreadable}
    return {**tree.unserved, **others}


def _unreadable_slugs(tree: ParsedTree) -> frozenset[str]:
    unreadable = [item.document for item in tree.parsed if isinstance(item.document, Unreadable)]
    return frozenset[str]().union(*(document.names for document in unreadable))


def _visible_assets(tree: ParsedTree, unpublished: Iterable[Unpublished]) -> tuple[Asset, ...]:
    """Return the assets without those in folders whose pages are all hidden.

    A file belongs to the page of the nearest folder that has one, in any language.
    """
    # A withheld document is never a page. Others often show the files of its folder.
    hidden = {
        item.document.file for item in unpublished if item.visibility is not Visibility.WITHHELD
    }
    open_folders: dict[str, bool] = {}
    unread: list[str] = []
    for document in (item.document for item in tree.parsed):
        if isinstance(document, Document):
            home = document.placement.home
            is_open = not document.hides_files and document.file not in hidden
        else:
            home = tree.dialect.placement(document.file).home
            is_open = False
            if home is not None:
                unread.append(home)
        if home is not None:
            open_folders[home] = open_folders.get(home, False) or is_open
    if unread:
        # They may be drafts or not. If their folders have other pages, these may show the files.
        folders = _folders_with_pages(tree)
        open_folders |= {home: True for home in unread if home in folders}
    if all(open_folders.values()):
        return tree.assets
    return tuple(asset for asset in tree.assets if _is_open(asset.file, open_folders))


def _folders_with_pages(tree: ParsedTree) -> frozenset[str]:
    """Return the folders in which a document that can be read lies, at any depth."""
    folders: set[str] = set()
    for document in tree.documents:
        folder = document.file
        while (folder := folder.rpartition("/")[0]) and folder not in folders:
            folders.add(folder)
    return frozenset(folders)


def _is_open(name: str, open_folders: Mapping[str, bool]) -> bool:
    folder = name
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in open_folders:
            return open_folders[folder]
    return True
