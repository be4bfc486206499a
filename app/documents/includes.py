"""Texts that documents take in as they are, whatever else those files may be."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from app.dialects.base import Dialect, Inclusion
from app.dialects.document import Document
from app.documents.parse import Parsed
from app.files.data_files import Support, SupportFile, problems_of, read_support
from app.files.text import SourceText
from app.files.tree import ASSET_TYPES, SourceFile, Tree, suffix_of
from app.problems import Problem

# How many names are compared with those that may be of many files, before they are too many.
_MOST_LOOKS: Final = 5_000_000


def read_pieces(
    dialect: Dialect,
    tree: Tree,
    parsed: Sequence[Parsed],
    support: Support,
    before: Support,
    now: int,
) -> tuple[Support, tuple[Problem, ...]]:
    """The files that the templates of a tree name, and those that these name, in turn.

    Only files of the tree are looked for, and only those that are named are read; of `before`
    those that have not changed since. The problems are of those that are nothing else.
    """
    documents = [each.document for each in parsed if isinstance(each.document, Document)]
    texts: list[tuple[str | None, str]] = [
        (document.file, document.raw.template.text)
        for document in documents
        if document.raw is not None and document.raw.template is not None
    ]
    texts += (
        (None, each.text.text) for each in support.values() if isinstance(each.text, SourceText)
    )
    pages = {document.file for document in documents}
    files: Mapping[str, SourceFile] | None = None
    asked: set[Inclusion] = set()
    found: dict[str, SupportFile] = {}
    named: set[str] = set()
    left = _MOST_LOOKS
    while texts:
        for inclusion in dialect.inclusions(*texts.pop()):
            if inclusion in asked:
                continue
            asked.add(inclusion)
            files = _texts_of(tree) if files is None else files
            if not _is_exact(inclusion):
                left -= len(files)
                if left < 0:
                    # What is not found is told where it is to be taken in.
                    continue
            for file in _chosen(inclusion, files, pages):
                if inclusion.end is None:
                    named.add(file.name)
                if file.name in found:
                    continue
                piece = support.get(file.name) or before.get(file.name)
                if piece is None or piece.file != file or file.is_racy(now):
                    piece = read_support(file)
                found[file.name] = piece
                if isinstance(piece.text, SourceText):
                    texts.append((None, piece.text.text))
    alone = sorted(named - support.keys() - {each.document.file for each in parsed})
    return dict(sorted(found.items())), problems_of(found[name] for name in alone)


def _texts_of(tree: Tree) -> Mapping[str, SourceFile]:
    return {
        file.name: file
        for files in (tree.documents, tree.assets, tree.support, tree.pieces)
        for file in files
        if ASSET_TYPES.get(suffix_of(file.name), "text/").startswith(("text/", "image/svg"))
    }


def _is_exact(inclusion: Inclusion) -> bool:
    """Whether it names one file, wherever it is looked for from."""
    return inclusion.folder is not None and inclusion.end is None


def _chosen(
    inclusion: Inclusion, files: Mapping[str, SourceFile], documents: Container[str]
) -> Iterator[SourceFile]:
    folder, start, end = inclusion
    if _is_exact(inclusion):
        # Nearly all are.
        if (file := files.get(f"{folder}{start}")) is not None:
            yield file
        return
    for name, file in files.items():
        if end is None:
            fits = f"/{name}".endswith(f"/{start}")
        elif name in documents:
            # It could be any of them all: they are taken in by their whole names only.
            continue
        elif folder is None:
            fits = f"/{start}" in f"/{name}" and name.endswith(end)
        else:
            fits = name.startswith(f"{folder}{start}") and name.endswith(end)
        if fits:
            yield file
