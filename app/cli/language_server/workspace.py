"""The tree that an editor works on: its files, the texts that are open, and its library."""

import datetime as dt
import os
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pygls.uris import from_fs_path, to_fs_path

from app.clinic.lists.judge import judge_for
from app.dialects.base import Dialect
from app.dialects.configuration_files import find_configuration
from app.dialects.document import Document
from app.documents.parse import Parser
from app.documents.reader import ParsedTree, Reader, TreeListing
from app.files.opening import read
from app.files.tree import SITE_FILE, SourceFile
from app.library.build import Build, build
from app.library.diagnostics.advice import advice
from app.library.library import Library
from app.library.load import without_garbage_collection
from app.library.moves.reading import Reading, linked
from app.problems import Problem

# The folder of a native tree beside the rest of a project.
_CONTENT: Final = "content"
_SYNTAX: Final = "front-matter-syntax"
_HOMES: Final = ("index.md", "_index.md")


class OpenText(NamedTuple):
    """A text as an editor has it, saved or not; `version` counts its edits."""

    uri: str
    text: str
    version: int | None = None


class Snapshot(NamedTuple):
    """A tree as it was read at a moment, with the texts that were open then, by real path.

    `problems` are those of `check`, by file. `documents` are by file as they could be read last: a
    text that does not parse while it is typed keeps its former one.
    """

    listing: TreeListing
    build: Build
    texts: Mapping[str, OpenText]
    problems: Mapping[str, tuple[Problem, ...]]
    documents: Mapping[str, Document]

    @property
    def library(self) -> Library:
        """All records of the tree."""
        return self.build.library

    @property
    def reading(self) -> Reading:
        """The tree with the places of its links, as it is published."""
        tree = self.build.context.tree
        return Reading(self.listing, tree, self.build, tree.read_at)

    @property
    def dialect(self) -> Dialect:
        """The rules of the tree."""
        return self.build.context.tree.dialect


def find_content(folders: Sequence[Path]) -> Path:
    """Return the content folder of a project of one folder or more that is open in an editor.

    It is the first folder with a site file or the configuration of a generator, else the first
    `content` in a folder, else the first folder with a home page. Any other project may be of
    another kind: then it is the `content` that may come.
    """
    for folder in folders:
        if (folder / SITE_FILE).is_file() or find_configuration(folder) is not None:
            return folder
    below = [folder / _CONTENT for folder in folders]
    for folder in below:
        if folder.is_dir():
            return folder
    for folder in folders:
        if any((folder / name).is_file() for name in _HOMES):
            return folder
    return below[0]


class Workspace:
    """Reads one tree again and again, with open texts in place of files.

    `build` and `reading` may run in a thread beside the other methods, but not beside each other.
    """

    def __init__(self, content: Path, site_file: Path | None = None) -> None:
        self.content = content.absolute()
        self._site_file = site_file
        self._root = os.path.realpath(content)
        self._reader = Reader(content, site_file, judge_for)
        self._snapshot: Snapshot | None = None
        self._reading: Reading | None = None
        self._texts: dict[str, OpenText] = {}

    # Open texts

    def open(self, text: OpenText) -> str | None:
        """Keep an open text until it is closed. Return its real path; None if it is no file."""
        path = self.path_of(text.uri)
        if path is not None:
            self._texts[path] = text
        return path

    def close(self, uri: str) -> None:
        """Let the file on disk count again."""
        self._texts.pop(self.path_of(uri) or "", None)

    def text_at(self, path: str) -> OpenText | None:
        """Return the open text of a file by its real path."""
        return self._texts.get(path)

    # Names of files

    @staticmethod
    def path_of(uri: str) -> str | None:
        """Return the real path of a file's URI; None for anything that is no file."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        return os.path.realpath(path) if path and "\0" not in path else None

    def name_of(self, path: str) -> str | None:
        """Return the name in the tree of the file at a real path; None outside of the tree.

        A site file that a setting names has the usual name, wherever it lies.
        """
        if self._site_file is not None and path == os.path.realpath(self._site_file):
            return SITE_FILE
        prefix = f"{self._root.rstrip('/')}/"
        return path.removeprefix(prefix) if path.startswith(prefix) else None

    def concerns(self, uri: str) -> bool:
        """Return True if a file may be one of the tree: it is in the folder, and not hidden."""
        path = self.path_of(uri)
        name = self.name_of(path) if path is not None else None
        return name is not None and not any(part.startswith(".") for part in name.split("/"))

    def location_of(self, file: str) -> Path:
        """Return the path of a file that a problem names, as the editor knows the folder."""
        named = self._site_file
        if named is not None and file == named.name and not (self.content / file).exists():
            return named.absolute()
        return self.content / file

    def source(self, file: str, texts: Mapping[str, OpenText]) -> OpenText:
        """Return the text of a file: among `texts`, else from disk; empty if it cannot be read."""
        location = self.location_of(file)
        path = os.path.realpath(location)
        if path in texts:
            return texts[path]
        data = read(SourceFile(file, path))
        text = "" if isinstance(data, Problem) else data.decode("utf-8-sig", "replace")
        return OpenText(from_fs_path(str(location)) or "", text)

    def unreadable_rules(self, snapshot: Snapshot) -> frozenset[str]:
        """Return the URIs of the site file and configurations that cannot be parsed."""
        return frozenset(
            self.source(file.name, snapshot.texts).uri
            for file in snapshot.listing.rules.files
            if any(item.code == _SYNTAX for item in snapshot.problems.get(file.name, ()))
        )

    # Reading

    def build(self) -> Snapshot:
        """Read what changed and link it. Raises ContentFolderError if there is no content."""
        previous = self._snapshot
        now = dt.datetime.now(dt.UTC)
        if previous is None:
            with without_garbage_collection():
                texts, listing, tree = self._read()
                built = build(tree, now)
        else:
            texts, listing, tree = self._read()
            built = build(tree, now, previous=previous.build)
        before = previous.documents if previous is not None else {}
        documents: dict[str, Document] = {}
        for document, _ in built.context.tree.parsed:
            readable = document if isinstance(document, Document) else before.get(document.file)
            if readable is not None:
                documents[document.file] = readable
        problems: dict[str, list[Problem]] = {}
        for problem in sorted((*built.library.problems, *advice(built.library, now.date()))):
            problems.setdefault(problem.file, []).append(problem)
        by_file = {file: tuple(listed) for file, listed in problems.items()}
        self._snapshot = Snapshot(listing, built, texts, by_file, documents)
        return self._snapshot

    def reading(self) -> tuple[Reader, Reading, Mapping[str, OpenText]]:
        """Return the tree as renaming needs it, drafts included, its reader, and open texts.

        Raises ContentFolderError.
        """
        texts, listing, tree = self._read()
        if self._reading is None or self._reading.tree.inputs != tree.inputs:
            self._reading = linked(listing, tree, dt.datetime.now(dt.UTC))
        return self._reader, self._reading, texts

    def _read(self) -> tuple[Mapping[str, OpenText], TreeListing, ParsedTree]:
        texts = dict(self._texts)
        listing = self._reader.listing({path: _data(path, text) for path, text in texts.items()})
        return texts, listing, self._reader.read(listing)


def own_problems(snapshot: Snapshot, file: str, text: OpenText) -> tuple[Problem, ...]:
    """Return the problems of a document by itself, by the rules of a tree that was read."""
    data = text.text.encode("utf-8", "surrogatepass")
    parsed = Parser(snapshot.dialect).parse(file, data)
    return tuple(snapshot.library.site.without_ignored(parsed.problems))


def _data(path: str, text: OpenText) -> bytes:
    """Return the bytes that an editor would save: it hides a byte-order mark and keeps it."""
    data = text.text.encode("utf-8", "surrogatepass")
    if data.startswith(BOM_UTF8):
        return data
    saved = read(SourceFile(path, path))
    has_mark = isinstance(saved, bytes) and saved.startswith(BOM_UTF8)
    return BOM_UTF8 + data if has_mark else data
