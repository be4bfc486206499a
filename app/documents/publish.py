"""Which documents are shown at a moment, each at a path of its own, and which are not."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from app.dialects.document import Document, Unreadable
from app.documents.publication import (
    Unpublished,
    Visibility,
    is_never_shown,
    unpublished,
    visibility,
)
from app.documents.reader import ParsedTree
from app.files.assets import Asset
from app.problems import Problem
from app.records import Kind
from app.site.paths import slug_of


class Published(NamedTuple):
    """The documents that are shown, each at a path of its own, and those that are not.

    `assets` are the static files but for those that belong to a page that is not shown.
    """

    documents: tuple[Document, ...]
    unpublished: tuple[Unpublished, ...]
    # The slugs that documents may have which cannot be read: what points there is not wrong.
    unreadable: frozenset[str]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]

    @property
    def expired(self) -> Mapping[Kind, frozenset[str]]:
        """The slugs of what was shown once, by kind."""
        gone = [each for each in self.unpublished if each.visibility is Visibility.EXPIRED]

        def records(kind: Kind) -> frozenset[str]:
            return frozenset(each.record_slug for each in gone if each.document.kind == kind)

        return {
            "page": frozenset(each.slug for each in gone),
            "condition": records("condition"),
            "location": records("location"),
        }


def publish(tree: ParsedTree, at: dt.datetime, *, preview: bool) -> Published:
    """What readers see of a tree at a moment; `preview`: what they will see later, too."""
    zone = tree.site.site.zone
    problems = [*tree.problems, *(problem for each in tree.parsed for problem in each.problems)]
    hidden: list[Unpublished] = []
    published: list[Document] = []
    documents: list[Document] = []
    keepers: dict[str, str] = {}
    unreadable: set[str] = set()
    for document in (each.document for each in tree.parsed):
        if isinstance(document, Unreadable):
            unreadable |= document.names
            continue
        if is_never_shown(document, zone):
            told = "the page expires before it is published, so it is never shown"
            hint = "Give it a later expiry_date."
            problems.append(document.problem(("expiry_date",), "never-shown", told, hint))
        found = visibility(document, at, zone, preview=preview)
        if found is not Visibility.PUBLISHED:
            hidden.append(unpublished(document, found))
            continue
        published.append(document)
    surplus = tree.dialect.over_limit((each.file, each.fields.date) for each in published)
    for document in published:
        if surplus is not None and document.file in surplus.files:
            hidden.append(Unpublished(document, Visibility.SURPLUS, surplus.reason))
            continue
        keeper = keepers.setdefault(slug_of(document.path), document.file)
        if keeper != document.file:
            told = f"the path {document.path} belongs to {keeper} already"
            hint = "Give one of the two another slug or permalink; this one is not served."
            key = "permalink" if document.fields.permalink else "slug"
            problems.append(document.problem((key,), "duplicate-path", told, hint))
            continue
        documents.append(document)
    return Published(
        tuple(documents),
        tuple(hidden),
        frozenset(unreadable),
        _shown(tree, frozenset(each.document.file for each in hidden if _hides(each))),
        tuple(problems),
    )


def _hides(hidden: Unpublished) -> bool:
    """Whether what belongs to the page is no more to be seen than itself.

    What is never a page is often there for its files, which others show.
    """
    return hidden.visibility is not Visibility.WITHHELD


def _shown(tree: ParsedTree, hidden: frozenset[str]) -> tuple[Asset, ...]:
    """The files of a tree without those in folders whose pages are all hidden.

    A file belongs to the page of the nearest folder that has one, in as many languages as there
    are.
    """
    open_folders: dict[str, bool] = {}
    unread: list[str] = []
    for document in (each.document for each in tree.parsed):
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
        # Nobody knows whether they are drafts. Other pages in their folders may show their files.
        lived_in = _folders_with_pages(tree)
        open_folders |= {home: True for home in unread if home in lived_in}
    if all(open_folders.values()):
        return tree.assets
    return tuple(asset for asset in tree.assets if _is_open(asset.file, open_folders))


def _folders_with_pages(tree: ParsedTree) -> frozenset[str]:
    """The folders that a document which can be read lies in, at any depth."""
    found: set[str] = set()
    for document in (each.document for each in tree.parsed):
        folder = document.file if isinstance(document, Document) else ""
        while (folder := folder.rpartition("/")[0]) and folder not in found:
            found.add(folder)
    return frozenset(found)


def _is_open(name: str, open_folders: Mapping[str, bool]) -> bool:
    folder = name
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in open_folders:
            return open_folders[folder]
    return True
