"""A tree at one moment with all that is known of it: what moves are planned from."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from app.dialects.document import Document, Unreadable
from app.documents.parse_files import Progress
from app.documents.reader import ParsedTree, Reader, TreeListing, no_progress
from app.files.opening import read
from app.files.tree import SourceFile
from app.library.build import Build, build
from app.library.library import Library
from app.library.link_context import link_target
from app.library.links import LinkResolver
from app.library.moves.editable_text import EditableText
from app.problems import Problem
from app.records import LinkTarget

# Returns the bytes of a file, which an editor may have open.
ReadFile: TypeAlias = Callable[[SourceFile], bytes | Problem]


@dataclass(frozen=True)
class Reading:
    """A tree that was read and linked, drafts and upcoming pages included."""

    listing: TreeListing
    tree: ParsedTree
    build: Build
    at: dt.datetime
    read_file: ReadFile = read

    @property
    def library(self) -> Library:
        """The library of the tree."""
        return self.build.library

    @property
    def resolver(self) -> LinkResolver:
        """The resolver of the tree's links."""
        return self.build.context.resolver

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All documents by file, rendered if they have a page."""
        documents = {document.file: document for document in self.tree.documents}
        return documents | {item.file: item for item in self.build.context.published.documents}

    @cached_property
    def pages(self) -> Mapping[str, LinkTarget]:
        """The targets of the documents that have a page, by file."""
        return {target.file: target for target in self.build.context.targets}

    @cached_property
    def asset_paths(self) -> Mapping[str, str]:
        """The addresses of the static files, by file."""
        return {asset.file: asset.path for asset in self.build.context.published.assets}

    def target(self, file: str) -> LinkTarget:
        """Return what links of a document are relative to, even if it has no page."""
        return self.pages.get(file) or link_target(self.documents[file])

    @cached_property
    def unreadable(self) -> Mapping[str, tuple[Problem, ...]]:
        """The problems of the files that cannot be parsed."""
        return {
            parsed.document.file: parsed.problems
            for parsed in self.tree.parsed
            if isinstance(parsed.document, Unreadable)
        }

    @cached_property
    def files(self) -> Mapping[str, SourceFile]:
        """All files of the tree and those that state its rules, by name."""
        tree = self.listing.tree
        return {
            file.name: file
            for files in (
                self.listing.rules.files,
                tree.includables,
                tree.data_files,
                tree.assets,
                tree.documents,
            )
            for file in files
        }

    def text(self, name: str) -> EditableText | None:
        """Return the text of a file; None if there is no such file or it is no text."""
        file = self.files.get(name)
        data = self.read_file(file) if file is not None else None
        return EditableText.of(name, data) if isinstance(data, bytes) else None


def read_tree(
    reader: Reader,
    at: dt.datetime | None = None,
    *,
    read_file: ReadFile = read,
    progress: Progress = no_progress,
) -> Reading:
    """Return the reader's tree at a moment, by default now. Raises ContentFolderError."""
    listing = reader.listing()
    tree = reader.read(listing, progress)
    return linked(listing, tree, at or dt.datetime.now(dt.UTC), read_file)


def linked(
    listing: TreeListing, tree: ParsedTree, at: dt.datetime, read_file: ReadFile = read
) -> Reading:
    """Return a tree with its links resolved, as it will be once all drafts are published."""
    return Reading(listing, tree, build(tree, at, preview=True), at, read_file)
