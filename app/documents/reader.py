"""The first pass: a folder → its parsed files. What has not changed is not read again."""

import datetime as dt
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from app.dialects.base import Dialect
from app.dialects.configuration_files import (
    NO_OTHERS,
    ConfigurationFiles,
    OtherSites,
    find_configuration,
    find_others,
)
from app.dialects.detect import Rules, SiteFileError, read_rules
from app.dialects.document import Document, Unreadable
from app.documents.absent_folders import absent_folders, built_addresses, ignored_addresses
from app.documents.assets import AssetOutcome, folder_homes, place_assets, unserved_addresses
from app.documents.includes import read_includes
from app.documents.inputs import (
    digests_of,
    digests_of_absent,
    document_digests,
    office_digests,
)
from app.documents.office_origins import office_files, read_office_files
from app.documents.offices import Office, read_offices
from app.documents.parse import JudgeFor, ParsedFile
from app.documents.parse_files import Progress, parse_files
from app.files.assets import Asset, read_asset
from app.files.build_scripts import ScriptAddresses, read_build_scripts
from app.files.built_folders import built_folders
from app.files.data_files import TextFile, TextFiles, problems_of, read_text_file
from app.files.descriptors import real_path
from app.files.gitignore import gitignore_lines
from app.files.ignored_pages import IgnoredPage, ignored_pages
from app.files.ignored_suffixes import ignored_suffixes
from app.files.open_texts import NO_TEXTS, OpenTexts, as_open, with_open_texts
from app.files.opening import find, find_named, read
from app.files.stamps import Stamp, fingerprint
from app.files.submodules import MissingSubmodule, missing_submodules
from app.files.text import SourceText
from app.files.tree import SITE_FILE, Role, SourceFile, Tree, is_failure, renamed, walk
from app.problems import Problem
from app.site.located_site import LocatedSite

# The site file, the configuration, and those of other sites.
_RulesFrom: TypeAlias = tuple[SourceFile | None, ConfigurationFiles | None, OtherSites]


class ContentFolderError(Exception):
    """The content folder cannot be read at all; the message says why and what to do."""


class TreeListing(NamedTuple):
    """The files of a tree at one moment, unread. Equal ones are of the same files.

    `office_files` hold the offices that the site file names. `submodules` are those without files,
    `built_folders` those that a build makes, as it does `ignored_pages`, and files of
    `ignored_suffixes`.

    `settled`: no file is so young that it could change again with its stamp kept.
    """

    tree: Tree
    rules: Rules
    office_files: tuple[SourceFile, ...]
    submodules: tuple[MissingSubmodule, ...]
    built_folders: tuple[str, ...]
    ignored_pages: tuple[IgnoredPage, ...]
    ignored_suffixes: frozenset[str]
    settled: bool


class ParsedTree(NamedTuple):
    """The result of the first pass. `problems` are of the tree; documents carry their own.

    `inputs` are the digests of all that was read, by name; trees of equal inputs are equal.
    """

    content: Path
    inputs: Mapping[str, str]
    dialect: Dialect
    site: LocatedSite
    parsed: tuple[ParsedFile, ...]
    # The documents of the files that could be read.
    documents: tuple[Document, ...]
    assets: tuple[Asset, ...]
    data_files: TextFiles
    # The texts that documents include, by file.
    includes: TextFiles
    # The offices that are no documents.
    offices: tuple[Office, ...]
    # The addresses of files that the website has and this service does not serve, by name.
    unserved: Mapping[str, str]
    # The addresses of folders whose files are in a repository that is not fetched.
    absent_folders: tuple[str, ...]
    # The beginnings of the addresses of folders and pages that a build makes.
    built_folders: tuple[str, ...]
    # The suffixes of files that a build may make.
    ignored_suffixes: frozenset[str]
    # The addresses that scripts name, by file.
    script_addresses: Mapping[str, frozenset[str]]
    read_at: dt.datetime
    problems: tuple[Problem, ...]


def no_progress(done: int, total: int) -> None:
    """No-op progress callback."""
    del done, total


class _Kept(NamedTuple):
    """A parsed file, and its stamp if a change of the file is certain to change that."""

    stamp: Stamp | None
    parsed: ParsedFile


class Reader:
    """Reads one content folder, again and again. Keeps what it read the last time.

    With `judge_for` the lists of documents are judged when they are parsed.
    """

    def __init__(
        self, content: Path, site_file: Path | None = None, judge_for: JudgeFor | None = None
    ) -> None:
        self._content = content
        self._judge_for = judge_for
        self._site_file = site_file
        # Those of the last listing.
        self._open_texts = NO_TEXTS
        self._rules: Rules | None = None
        # The files that the rules are from.
        self._rules_from: _RulesFrom = None, None, NO_OTHERS
        # The rules by which the documents were parsed.
        self._parsed_by: object = None
        self._documents: Mapping[str, _Kept] = {}
        self._assets: Mapping[SourceFile, AssetOutcome] = {}
        self._data_files: TextFiles = {}
        self._includes: TextFiles = {}
        self._scripts: ScriptAddresses = {}
        # The dialect of the last listing, with the facts of its tree.
        self._dialect: Dialect | None = None
        # True if a file could not be read the last time: it may be readable now, unchanged.
        self._has_failed = False

    def listing(self, open_texts: OpenTexts = NO_TEXTS) -> TreeListing:
        """Return the files as they are now. Raises ContentFolderError if there is no folder.

        `open_texts` stand in place of files on disk.
        """
        now = time.time_ns()
        self._open_texts = open_texts
        rules = self._current_rules(now)
        try:
            tree = walk(self._content, rules.dialect.role)
            root = str(real_path(self._content))
            tree = with_open_texts(tree, open_texts, root, rules.dialect.role)
            self._dialect = dialect = rules.dialect.with_tree(tree, now, self._dialect)
            if dialect is not rules.dialect:
                rules = replace(rules, dialect=dialect)
                tree = _without_page_parts(tree, dialect)
        except OSError as error:
            message = (
                f'the content folder "{self._content}" cannot be read: '
                f"{(error.strerror or str(error)).lower()}. "
                "Name a folder of Markdown files, as an argument or in BODYWISE_CONTENT."
            )
            raise ContentFolderError(message) from None
        offices = tuple(
            [as_open(file, open_texts) for file in office_files(rules.site, self._content)]
        )
        lines = () if dialect.is_native else gitignore_lines(self._content)
        built, problems = built_folders(self._content, lines, tree.problems)
        names = (file.name for file in (*tree.documents, *tree.assets))
        ignored = () if dialect.is_native else ignored_pages(self._content, names)
        suffixes = ignored_suffixes(lines)
        tree = tree._replace(problems=_without_files(problems, offices))
        files = chain(tree.files, rules.files, offices)
        settled = not self._has_failed and not any(file.is_racy(now) for file in files)
        submodules = missing_submodules(self._content)
        return TreeListing(
            tree, rules, offices, submodules, built, ignored, suffixes, settled=settled
        )

    def renamed(self, listing: TreeListing, names: Mapping[str, str]) -> TreeListing:
        """Return a listing as if files had other names, by their names now.

        The files are read from where they are. Raises ContentFolderError if a named site file
        cannot be read.
        """
        now = time.time_ns()
        rules = self._current_rules(now)
        tree = renamed(listing.tree, names, rules.dialect.role)
        dialect = rules.dialect.with_tree(tree, now, None)
        if dialect is not rules.dialect:
            rules = replace(rules, dialect=dialect)
            tree = _without_page_parts(tree, dialect)
        return listing._replace(tree=tree, rules=rules)

    def read(self, listing: TreeListing, progress: Progress = no_progress) -> ParsedTree:
        """Read and parse the files. Everything that is wrong with them is in the problems."""
        now = time.time_ns()
        tree, rules = listing.tree, listing.rules
        dialect = rules.dialect
        parsed = self._parse_documents(tree.documents, rules, now, progress)
        documents = tuple([file.document for file in parsed if isinstance(file.document, Document)])
        self._assets = read_assets = self._read_assets(tree.assets, now)
        homes = folder_homes(documents, rules.site.settings.own_language)
        assets, asset_problems = place_assets(read_assets, dialect, homes)
        self._data_files = data_files = self._read_data_files(tree.data_files, now)
        self._includes, include_problems = read_includes(
            dialect, tree, documents, data_files, self._includes, now
        )
        texts = {name: file.text for name, file in data_files.items()}
        site, site_problems = dialect.extend_site(
            rules.site, {name: text for name, text in texts.items() if isinstance(text, SourceText)}
        )
        office_texts = read_office_files(listing.office_files)
        offices = read_offices(site, office_texts, rules.configuration, tree)
        absent = absent_folders(listing.submodules, dialect, homes)
        unserved = unserved_addresses(tree.unserved, dialect, homes)
        built = (
            *built_addresses(listing.built_folders, dialect, homes),
            *ignored_addresses(listing.ignored_pages, dialect, homes),
        )
        scripts = () if dialect.is_native else tree.includables
        self._scripts = read_build_scripts(scripts, self._scripts, now)
        problems = (
            *rules.problems,
            *problems_of(data_files.values()),
            *include_problems,
            *site_problems,
            *offices.problems,
            *tree.problems,
            *asset_problems,
            *(folder.problem for folder in absent),
        )
        of_documents = (problem for file in parsed for problem in file.problems)
        self._has_failed = any(map(is_failure, chain(problems, of_documents)))
        return ParsedTree(
            content=self._content,
            inputs={
                **rules.digests,
                **office_digests(office_texts),
                **digests_of_absent(absent, (*built, *listing.ignored_suffixes), self._scripts),
                **digests_of(tree, unserved, read_assets, {**data_files, **self._includes}),
                **document_digests(parsed),
            },
            dialect=dialect,
            site=site,
            parsed=parsed,
            documents=documents,
            assets=assets,
            data_files=data_files,
            includes=self._includes,
            offices=offices.offices,
            unserved=unserved,
            absent_folders=tuple(folder.address for folder in absent),
            built_folders=built,
            ignored_suffixes=listing.ignored_suffixes,
            script_addresses={file.name: named for file, named in self._scripts.items() if named},
            read_at=dt.datetime.fromtimestamp(now / 1e9, dt.UTC),
            problems=problems,
        )

    def _current_rules(self, now: int) -> Rules:
        """Return the rules of the tree. Raises ContentFolderError for an unreadable named file."""
        site_file = self._find_site_file()
        if site_file is not None:
            site_file = as_open(site_file, self._open_texts)
        configuration = find_configuration(self._content)
        if configuration is not None:
            files = tuple([as_open(file, self._open_texts) for file in configuration.files])
            configuration = configuration._replace(files=files)
        files = (
            *(() if site_file is None else (site_file,)),
            *(() if configuration is None else configuration.files),
        )
        others = find_others(self._content, configuration) if site_file is None else NO_OTHERS
        rules, rules_from = self._rules, (site_file, configuration, others)
        is_old = rules_from != self._rules_from or any(file.is_racy(now) for file in files)
        if rules is None or is_old:
            try:
                is_named = self._site_file is not None
                rules = read_rules(site_file, configuration, is_named=is_named, others=others)
            except SiteFileError as error:
                message = f'the site file "{self._site_file}" cannot be read: {error}'
                raise ContentFolderError(message) from None
            self._rules = None if any(map(is_failure, rules.problems)) else rules
            self._rules_from = rules_from
        return rules

    def _find_site_file(self) -> SourceFile | None:
        if self._site_file is None:
            file = find(self._content, SITE_FILE)
            # The walk reports a link that leads out of the folder.
            return file if isinstance(file, SourceFile) else None
        if (file := find_named(self._site_file)) is not None:
            return file
        message = f'there is no site file "{self._site_file}". Name one that exists.'
        raise ContentFolderError(message)

    def _parse_documents(
        self, files: Sequence[SourceFile], rules: Rules, now: int, progress: Progress
    ) -> tuple[ParsedFile, ...]:
        """Parse the files whose stamp and bytes are not those of the last time."""
        dialect = rules.dialect
        if not files:
            # The volume of a folder may come back as it was: its documents are kept.
            return ()
        parsed_by = (rules.for_documents, dialect.tree_facts)
        before = self._documents if parsed_by == self._parsed_by else {}
        after: dict[str, _Kept | None] = {}
        changed = []
        for file in files:
            kept = before.get(file.name)
            if kept is not None and (kept.stamp is None or kept.stamp != file.stamp):
                kept = _kept_if_equal(file, kept, now)
            after[file.name] = kept
            if kept is None:
                changed.append(file)
        outcomes = parse_files(dialect, changed, progress, self._judge_for)
        for file, outcome in zip(changed, outcomes, strict=True):
            if isinstance(outcome, Problem):
                unreadable = Unreadable(file.name, "", dialect.possible_slugs(file.name))
                after[file.name] = _Kept(None, ParsedFile(unreadable, (outcome,)))
            else:
                after[file.name] = _Kept(_reliable_stamp(file, now), outcome)
        self._documents = {name: kept for name, kept in after.items() if kept is not None}
        self._parsed_by = parsed_by
        return tuple([kept.parsed for kept in self._documents.values()])

    def _read_assets(
        self, files: Iterable[SourceFile], now: int
    ) -> Mapping[SourceFile, AssetOutcome]:
        after = {}
        for file in files:
            kept = self._assets.get(file)
            if kept is None or kept[0] is None or file.is_racy(now):
                kept = read_asset(file)
            after[file] = kept
        return after

    def _read_data_files(self, files: Iterable[SourceFile], now: int) -> TextFiles:
        after: dict[str, TextFile] = {}
        for file in files:
            kept = self._data_files.get(file.name)
            if kept is None or not kept.is_current(file, now):
                kept = read_text_file(file)
            after[file.name] = kept
        return after


def _without_files(
    problems: tuple[Problem, ...], files: Iterable[SourceFile]
) -> tuple[Problem, ...]:
    """Return the problems without those that these files are not served: they are read."""
    names = {file.name for file in files}
    return tuple(
        problem for problem in problems if problem.code != "not-served" or problem.file not in names
    )


def _without_page_parts(tree: Tree, dialect: Dialect) -> Tree:
    """Return the tree without the documents that are parts of pages, by rules that know it."""
    if not dialect.has_page_parts:
        return tree
    documents: list[SourceFile] = []
    problems: list[Problem] = []
    hint = "Give it a folder or a name of its own to make a page of it."
    message = "the file is a part of the page whose folder it lies in, so it is no page"
    for file in tree.documents:
        if dialect.role(file.name, False) is Role.DOCUMENT:
            documents.append(file)
        else:
            problems.append(Problem(file.name, 1, 1, "not-served", message, hint))
    return tree._replace(documents=tuple(documents), problems=(*tree.problems, *problems))


def _kept_if_equal(file: SourceFile, kept: _Kept, now: int) -> _Kept | None:
    """Return what was kept of a file, if the file holds the same bytes."""
    data = read(file)
    if isinstance(data, Problem) or kept.parsed.document.fingerprint != fingerprint(data):
        return None
    return _Kept(_reliable_stamp(file, now), kept.parsed)


def _reliable_stamp(file: SourceFile, now: int) -> Stamp | None:
    """Return the file's stamp, if any later change is certain to change it."""
    return None if file.is_racy(now) else file.stamp
