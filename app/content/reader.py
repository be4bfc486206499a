"""The first pass: a folder → its parsed files. What has not changed is not read again."""

import datetime as dt
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.content.assets import Asset, read_asset
from app.content.document import Parsed, Unreadable
from app.content.parsing import Progress, parse_files
from app.content.problems import Problem
from app.content.site import Site, SiteFile, read_site
from app.content.source import SITE_FILE, SourceFile, Stamp, Tree, fingerprint, read, walk


class ContentFolderError(Exception):
    """The content folder cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a tree at one moment, unread. Equal ones are of the same files.

    `settled`: no file is so young that it might change again and look the same.
    """

    tree: Tree
    site_file: SourceFile | None
    settled: bool


@dataclass(frozen=True, slots=True)
class ParsedTree:
    """The result of the first pass. `problems` are of the tree; documents carry their own."""

    content: Path
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
            and self.assets == other.assets
            and self.problems == other.problems
            and len(self.parsed) == len(other.parsed)
            and all(mine is its for mine, its in zip(self.parsed, other.parsed, strict=True))
        )


def unwatched(done: int, total: int) -> None:
    """Nobody wants to know how far reading has come."""
    del done, total


_ReadSite: TypeAlias = tuple[SiteFile, str, tuple[Problem, ...]]
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
        self._site_version: str | None = None
        self._documents: dict[str, _Kept] = {}
        self._assets: dict[SourceFile, _ReadAsset] = {}

    def snapshot(self) -> Snapshot:
        """The files as they are now. Raises ContentFolderError where there is no such folder."""
        now = time.time_ns()
        try:
            tree = walk(self._content)
        except OSError as error:
            message = (
                f'the content folder "{self._content}" cannot be read: '
                f"{(error.strerror or str(error)).lower()}. "
                "Name a folder of Markdown files, as an argument or in BODYWISE_CONTENT."
            )
            raise ContentFolderError(message) from None
        site_file = self._find_site_file()
        files = (*tree.documents, *tree.assets, *((site_file,) if site_file else ()))
        return Snapshot(tree, site_file, settled=not any(_is_racy(file, now) for file in files))

    def read(self, snapshot: Snapshot, progress: Progress = unwatched) -> ParsedTree:
        """The files, parsed. Raises ContentFolderError where a site file that is named cannot be
        read; everything else that is wrong is in the problems.
        """
        now = time.time_ns()
        site, site_version, problems = self._read_site(snapshot.site_file)
        if site_version != self._site_version:
            # The site file says how documents are to be read.
            self._documents = {}
            self._site_version = site_version
        self._documents = documents = self._read_documents(
            snapshot.tree.documents, site.site, now, progress
        )
        assets: dict[SourceFile, _ReadAsset] = {}
        for file in snapshot.tree.assets:
            found = self._assets.get(file)
            if found is None or _is_racy(file, now):
                found = read_asset(file)
            assets[file] = found
        self._assets = assets
        return ParsedTree(
            content=self._content,
            site=site,
            site_version=site_version,
            read_at=dt.datetime.fromtimestamp(now / 1e9, dt.UTC),
            parsed=tuple(kept.parsed for kept in documents.values()),
            assets=tuple(asset for asset, _ in assets.values() if asset is not None),
            problems=(
                *problems,
                *snapshot.tree.problems,
                *(problem for _, wrong in assets.values() for problem in wrong),
            ),
        )

    def _find_site_file(self) -> SourceFile | None:
        location = self._site_file or self._content / SITE_FILE
        try:
            status = location.stat()
        except OSError:
            status = None
        # What else may have that name, a folder or a pipe, the walk tells of.
        if status is not None and stat.S_ISREG(status.st_mode):
            return SourceFile(location.name, str(location), Stamp.of(status))
        if self._site_file is not None:
            message = f'there is no site file "{self._site_file}". Name one that exists.'
            raise ContentFolderError(message)
        return None

    def _read_documents(
        self, files: Sequence[SourceFile], site: Site, now: int, progress: Progress
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
        for file, outcome in zip(changed, parse_files(site, changed, progress), strict=True):
            if isinstance(outcome, Problem):
                unread = Parsed(Unreadable(file.name, ""), (outcome,))
                found[file.name] = _Kept(None, unread)
            else:
                found[file.name] = _Kept(_lasting(file, now), outcome)
        return {file.name: found[file.name] for file in files}

    def _read_site(self, file: SourceFile | None) -> _ReadSite:
        if file is None:
            site, problems = read_site(SITE_FILE, None)
            return site, fingerprint(b""), problems
        data = read(file)
        if isinstance(data, Problem):
            if self._site_file is not None:
                told = f'the site file "{self._site_file}" cannot be read: {data.message}'
                raise ContentFolderError(f"{told}. {data.hint}")
            site, problems = read_site(file.name, None)
            return site, fingerprint(b""), (data, *problems)
        site, problems = read_site(file.name, data)
        return site, fingerprint(data), problems


def _again(file: SourceFile, kept: _Kept, now: int) -> _Kept | None:
    """What was read before, where the file holds the same bytes."""
    data = read(file)
    if isinstance(data, Problem) or kept.parsed.document.fingerprint != fingerprint(data):
        return None
    return _Kept(_lasting(file, now), kept.parsed)


def _lasting(file: SourceFile, now: int) -> Stamp | None:
    """The stamp, if it will tell of any later change."""
    return None if _is_racy(file, now) else file.stamp


def _is_racy(file: SourceFile, now: int) -> bool:
    return file.stamp is None or file.stamp.is_racy(now)
