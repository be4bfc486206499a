"""The first pass: a folder → its parsed files. What has not changed is not read again."""

import datetime as dt
import os
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from app.content.assets import Asset, read_asset
from app.content.dialects.dialect import Dialect
from app.content.dialects.jekyll import CONFIGURATION_FILES
from app.content.document import Parsed, Unreadable
from app.content.parsing import Progress, parse_files
from app.content.pieces import read_pieces
from app.content.problems import Problem
from app.content.rules import Rules, SiteFileError, read_rules
from app.content.site_file import SiteFile
from app.content.source import (
    SITE_FILE,
    SourceFile,
    Stamp,
    Tree,
    fingerprint,
    is_racy,
    open_found,
    read,
    walk,
)
from app.content.support import Support, SupportFile, problems_of, read_support, versions
from app.content.text import SourceText


class ContentFolderError(Exception):
    """The content folder cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a tree at one moment, unread. Equal ones are of the same files.

    `settled`: no file is so young that it might change again and look the same.
    """

    tree: Tree
    rules: Rules
    settled: bool


@dataclass(frozen=True, slots=True)
class ParsedTree:
    """The result of the first pass. `problems` are of the tree; documents carry their own."""

    content: Path
    dialect: Dialect
    support: Support
    # The texts that documents take in, by file.
    pieces: Support
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
            and self.problems == other.problems
            and len(self.parsed) == len(other.parsed)
            and all(mine is its for mine, its in zip(self.parsed, other.parsed, strict=True))
        )


def unwatched(done: int, total: int) -> None:
    """Nobody wants to know how far reading has come."""
    del done, total


_BEGINNING: Final = 16
_ReadAsset: TypeAlias = tuple[Asset | None, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Kept:
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
        self._version: str | None = None
        self._documents: dict[str, _Kept] = {}
        self._assets: dict[SourceFile, _ReadAsset] = {}
        self._support: dict[str, SupportFile] = {}
        self._pieces: Support = {}

    def snapshot(self) -> Snapshot:
        """The files as they are now. Raises ContentFolderError where there is no such folder."""
        now = time.time_ns()
        rules = self._current_rules(now)
        try:
            tree = walk(self._content, rules.dialect.role)
        except OSError as error:
            message = (
                f'the content folder "{self._content}" cannot be read: '
                f"{(error.strerror or str(error)).lower()}. "
                "Name a folder of Markdown files, as an argument or in BODYWISE_CONTENT."
            )
            raise ContentFolderError(message) from None
        files = (*tree.documents, *tree.assets, *tree.support, *tree.pieces, *rules.files)
        return Snapshot(tree, rules, settled=not any(is_racy(file, now) for file in files))

    def read(self, snapshot: Snapshot, progress: Progress = unwatched) -> ParsedTree:
        """The files, parsed. Everything that is wrong with them is in the problems."""
        now = time.time_ns()
        rules = snapshot.rules
        if rules.version != self._version:
            # They say how documents are to be read, and where all files live.
            self._documents = {}
            self._assets = {}
            self._version = rules.version
        self._documents = documents = self._read_documents(
            snapshot.tree.documents, rules.dialect, now, progress
        )
        assets: dict[SourceFile, _ReadAsset] = {}
        for file in snapshot.tree.assets:
            found = self._assets.get(file)
            if found is None or is_racy(file, now):
                found = _placed(read_asset(file), file.name, rules.dialect)
            assets[file] = found
        self._assets = assets
        support: dict[str, SupportFile] = {}
        for file in snapshot.tree.support:
            before = self._support.get(file.name)
            if before is None or before.file != file or is_racy(file, now):
                before = read_support(file)
            support[file.name] = before
        self._support = support
        parsed = tuple(kept.parsed for kept in documents.values())
        self._pieces, lost = read_pieces(
            rules.dialect, snapshot.tree, parsed, support, self._pieces, now
        )
        site, wrong = rules.dialect.supplement(
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
            site=site,
            site_version=" ".join(
                (rules.version, *(each.fingerprint for each in support.values()))
            ),
            read_at=dt.datetime.fromtimestamp(now / 1e9, dt.UTC),
            parsed=parsed,
            assets=tuple(asset for asset, _ in assets.values() if asset is not None),
            problems=(
                *rules.problems,
                *problems_of(support.values()),
                *lost,
                *wrong,
                *snapshot.tree.problems,
                *(problem for _, wrong in assets.values() for problem in wrong),
            ),
        )

    def _current_rules(self, now: int) -> Rules:
        """The rules as their files are now. Raises ContentFolderError for a named one unread."""
        site_file = self._find_site_file()
        configuration = self._find_configuration()
        files = tuple(file for file in (site_file, configuration) if file is not None)
        kept = self._rules
        if kept is None or kept.files != files or any(is_racy(file, now) for file in files):
            try:
                kept = read_rules(site_file, configuration, is_named=self._site_file is not None)
            except SiteFileError as error:
                told = f'the site file "{self._site_file}" cannot be read: {error}'
                raise ContentFolderError(told) from None
            self._rules = kept
        return kept

    def _find_configuration(self) -> SourceFile | None:
        """The configuration of the system that the tree was written for."""
        for name in CONFIGURATION_FILES:
            if (found := _regular(self._content / name)) is not None:
                return found
        return None

    def _find_site_file(self) -> SourceFile | None:
        location = self._site_file or self._content / SITE_FILE
        if (found := _regular(location)) is not None:
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


def _placed(read: _ReadAsset, name: str, dialect: Dialect) -> _ReadAsset:
    """The asset at the address that its tree gives it, if it is one there."""
    asset, problems = read
    if asset is None:
        return read
    if dialect.kind != "native" and dialect.makes(name, _beginning(asset)):
        told = "the file is a template, and what is made of it is not served"
        hint = "Let the front end make it, or take its front matter out."
        return None, (*problems, Problem(name, 1, 1, "not-served", told, hint))
    path = dialect.asset_path(name)
    if asset.path == path:
        return read
    return replace(asset, path=path, name=name), problems


def _beginning(asset: Asset) -> bytes:
    """The first bytes of a text; nothing of a file that is none, or that has gone."""
    if not asset.type.startswith(("text/", "image/svg")):
        return b""
    try:
        with os.fdopen(open_found(asset.location), "rb") as opened:
            return opened.read(_BEGINNING)
    except OSError:
        return b""


def _regular(location: Path) -> SourceFile | None:
    """The file, if it is there; what else may have its name, a folder or a pipe, the walk tells."""
    try:
        status = location.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return SourceFile(location.name, str(location), Stamp.of(status))


def _again(file: SourceFile, kept: _Kept, now: int) -> _Kept | None:
    """What was read before, where the file holds the same bytes."""
    data = read(file)
    if isinstance(data, Problem) or kept.parsed.document.fingerprint != fingerprint(data):
        return None
    return _Kept(_lasting(file, now), kept.parsed)


def _lasting(file: SourceFile, now: int) -> Stamp | None:
    """The stamp, if it will tell of any later change."""
    return None if is_racy(file, now) else file.stamp
