"""The first pass: a folder → its parsed files. What has not changed is not read again."""

import datetime as dt
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from app.dialects.base import Dialect, Homes
from app.dialects.configuration_files import find_configuration, regular_file
from app.dialects.detect import Rules, SiteFileError, read_rules
from app.dialects.document import Document, Unreadable
from app.documents.includes import read_pieces
from app.documents.parse import Parsed
from app.documents.parse_files import Progress, parse_files
from app.files.assets import Asset, read_asset
from app.files.data_files import Support, SupportFile, problems_of, read_support, versions
from app.files.opening import open_found, read
from app.files.stamps import Stamp, fingerprint
from app.files.text import SourceText
from app.files.tree import SITE_FILE, Role, SourceFile, Tree, walk
from app.problems import Problem
from app.site.site_file import SiteFile


class ContentFolderError(Exception):
    """The content folder cannot be read at all; the message says why and what to do."""


class TreeListing(NamedTuple):
    """The files of a tree at one moment, unread. Equal ones are of the same files.

    `settled`: no file is so young that it might change again and look the same.
    """

    tree: Tree
    rules: Rules
    settled: bool


class ParsedTree(NamedTuple):
    """The result of the first pass. `problems` are of the tree; documents carry their own."""

    content: Path
    dialect: Dialect
    support: Support
    # The texts that documents take in, by file.
    pieces: Support
    # The addresses of files that are on the website and are not served here.
    unserved: frozenset[str]
    site: SiteFile
    site_version: str
    read_at: dt.datetime
    parsed: tuple[Parsed, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]

    def is_same(self, other: "ParsedTree") -> bool:
        """Whether the other, read by the same reader, holds nothing else than this one."""
        return (
            self.site_version == other.site_version
            and versions(self.pieces) == versions(other.pieces)
            and self.assets == other.assets
            and self.unserved == other.unserved
            and self.problems == other.problems
            and len(self.parsed) == len(other.parsed)
            and all(mine is its for mine, its in zip(self.parsed, other.parsed, strict=True))
        )


def unwatched(done: int, total: int) -> None:
    """Nobody wants to know how far reading has come."""
    del done, total


_BEGINNING: Final = 16
_ReadAsset: TypeAlias = tuple[Asset | None, tuple[Problem, ...]]


class _Kept(NamedTuple):
    """A document with the stamp under which it was read; None where that says nothing yet."""

    stamp: Stamp | None
    parsed: Parsed


class Reader:
    """Reads one content folder, again and again. Holds what it read the last time."""

    def __init__(self, content: Path, site_file: Path | None = None) -> None:
        self._content = content
        self._site_file = site_file
        self._rules: Rules | None = None
        # By which rules the documents were read.
        self._read_by: tuple[str, object] | None = None
        self._documents: dict[str, _Kept] = {}
        self._assets: dict[SourceFile, _ReadAsset] = {}
        self._support: dict[str, SupportFile] = {}
        self._pieces: Support = {}

    def listing(self) -> TreeListing:
        """The files as they are now. Raises ContentFolderError where there is no such folder."""
        now = time.time_ns()
        rules = self._current_rules(now)
        try:
            tree = walk(self._content, rules.dialect.role)
            dialect = rules.dialect.with_tree(tree)
            if dialect is not rules.dialect:
                rules = replace(rules, dialect=dialect)
                tree = _told_apart(tree, dialect)
        except OSError as error:
            message = (
                f'the content folder "{self._content}" cannot be read: '
                f"{(error.strerror or str(error)).lower()}. "
                "Name a folder of Markdown files, as an argument or in BODYWISE_CONTENT."
            )
            raise ContentFolderError(message) from None
        files = (*tree.documents, *tree.assets, *tree.support, *tree.pieces, *rules.files)
        return TreeListing(tree, rules, settled=not any(file.is_racy(now) for file in files))

    def read(self, snapshot: TreeListing, progress: Progress = unwatched) -> ParsedTree:
        """The files, parsed. Everything that is wrong with them is in the problems."""
        now = time.time_ns()
        rules = snapshot.rules
        by = (rules.version, rules.dialect.tree_facts)
        if by != self._read_by:
            # They say how documents are to be read.
            self._documents = {}
            self._read_by = by
        self._documents = documents = self._read_documents(
            snapshot.tree.documents, rules.dialect, now, progress
        )
        assets: dict[SourceFile, _ReadAsset] = {}
        for file in snapshot.tree.assets:
            found = self._assets.get(file)
            if found is None or file.is_racy(now):
                found = read_asset(file)
            assets[file] = found
        self._assets = assets
        found_documents = (kept.parsed.document for kept in documents.values())
        homes = _homes(found_documents, rules.site.site.own_language)
        placed = [_placed(read, file.name, rules.dialect, homes) for file, read in assets.items()]
        support: dict[str, SupportFile] = {}
        for file in snapshot.tree.support:
            before = self._support.get(file.name)
            if before is None or before.file != file or file.is_racy(now):
                before = read_support(file)
            support[file.name] = before
        self._support = support
        parsed = tuple(kept.parsed for kept in documents.values())
        self._pieces, lost = read_pieces(
            rules.dialect, snapshot.tree, parsed, support, self._pieces, now
        )
        site, wrong = rules.dialect.extend_site(
            rules.site,
            {
                name: each.text
                for name, each in support.items()
                if isinstance(each.text, SourceText)
            },
        )
        return ParsedTree(
            content=self._content,
            dialect=rules.dialect,
            support=support,
            pieces=self._pieces,
            unserved=frozenset(
                rules.dialect.asset_path(name, homes)
                for name in snapshot.tree.unserved
                # Of a tree of our own there is no other website.
                if rules.dialect.kind != "native"
            ),
            site=site,
            site_version=" ".join(
                (rules.version, *(each.fingerprint for each in support.values()))
            ),
            read_at=dt.datetime.fromtimestamp(now / 1e9, dt.UTC),
            parsed=parsed,
            assets=tuple(asset for asset, _ in placed if asset is not None),
            problems=(
                *rules.problems,
                *problems_of(support.values()),
                *lost,
                *wrong,
                *snapshot.tree.problems,
                *(problem for _, wrong in placed for problem in wrong),
            ),
        )

    def _current_rules(self, now: int) -> Rules:
        """The rules as their files are now. Raises ContentFolderError for a named one unread."""
        site_file = self._find_site_file()
        configuration = find_configuration(self._content)
        files = (
            *(() if site_file is None else (site_file,)),
            *(() if configuration is None else configuration.files),
        )
        kept = self._rules
        if kept is None or kept.files != files or any(file.is_racy(now) for file in files):
            try:
                kept = read_rules(site_file, configuration, is_named=self._site_file is not None)
            except SiteFileError as error:
                told = f'the site file "{self._site_file}" cannot be read: {error}'
                raise ContentFolderError(told) from None
            self._rules = kept
        return kept

    def _find_site_file(self) -> SourceFile | None:
        location = self._site_file or self._content / SITE_FILE
        if (found := regular_file(location, location.name)) is not None:
            return found
        if self._site_file is not None:
            message = f'there is no site file "{self._site_file}". Name one that exists.'
            raise ContentFolderError(message)
        return None

    def _read_documents(
        self, files: Sequence[SourceFile], dialect: Dialect, now: int, progress: Progress
    ) -> dict[str, _Kept]:
        """Each file's document: the one that was read before, where its stamp or bytes say so."""
        found: dict[str, _Kept] = {}
        changed = []
        for file in files:
            kept = self._documents.get(file.name)
            if kept is not None and kept.stamp is not None and kept.stamp == file.stamp:
                found[file.name] = kept
            elif kept is not None and (again := _again(file, kept, now)) is not None:
                found[file.name] = again
            else:
                changed.append(file)
        for file, outcome in zip(changed, parse_files(dialect, changed, progress), strict=True):
            if isinstance(outcome, Problem):
                unread = Parsed(Unreadable(file.name, "", dialect.names(file.name)), (outcome,))
                found[file.name] = _Kept(None, unread)
            else:
                found[file.name] = _Kept(_lasting(file, now), outcome)
        return {file.name: found[file.name] for file in files}


def _homes(documents: Iterable[Document | Unreadable], own: str | None) -> Homes:
    """The paths of folders that have a page; of one in several languages, that in the site's."""
    homes: dict[str, str] = {}
    for document in documents:
        if isinstance(document, Document) and (home := document.placement.home) is not None:
            if document.language == own:
                homes[home] = document.path
            else:
                homes.setdefault(home, document.path)
    return homes


def _placed(read: _ReadAsset, name: str, dialect: Dialect, homes: Homes) -> _ReadAsset:
    """The asset at the address that its tree gives it, if it is one there."""
    asset, problems = read
    if asset is None:
        return read
    if dialect.kind != "native" and dialect.is_generated(name, _beginning(asset)):
        told = "the file is a template, and what is made of it is not served"
        hint = "Let the front end make it, or take its front matter out."
        return None, (*problems, Problem(name, 1, 1, "not-served", told, hint))
    path = dialect.asset_path(name, homes)
    if asset.path == path:
        return read
    return asset._replace(path=path, name=name), problems


def _told_apart(tree: Tree, dialect: Dialect) -> Tree:
    """The tree without the documents that are none, now that more is known of it."""
    documents: list[SourceFile] = []
    others: list[SourceFile] = []
    for file in tree.documents:
        kept = dialect.role(file.name, False) is Role.DOCUMENT
        (documents if kept else others).append(file)
    hint = "Give it a folder or a name of its own to make a page of it."
    told = "the file is a part of the page whose folder it lies in, so it is no page"
    problems = (Problem(file.name, 1, 1, "not-served", told, hint) for file in others)
    return tree._replace(documents=tuple(documents), problems=(*tree.problems, *problems))


def _beginning(asset: Asset) -> bytes:
    """The first bytes of a text; nothing of a file that is none, or that has gone."""
    if not asset.type.startswith(("text/", "image/svg")):
        return b""
    try:
        with os.fdopen(open_found(asset.location), "rb") as opened:
            return opened.read(_BEGINNING)
    except OSError:
        return b""


def _again(file: SourceFile, kept: _Kept, now: int) -> _Kept | None:
    """What was read before, where the file holds the same bytes."""
    data = read(file)
    if isinstance(data, Problem) or kept.parsed.document.fingerprint != fingerprint(data):
        return None
    return _Kept(_lasting(file, now), kept.parsed)


def _lasting(file: SourceFile, now: int) -> Stamp | None:
    """The stamp, if it will tell of any later change."""
    return None if file.is_racy(now) else file.stamp
