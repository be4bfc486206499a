"""The texts that documents include as they are, whatever else those files may be."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from app.dialects.base import Dialect, Include
from app.dialects.document import Document
from app.files.data_files import TextFile, TextFiles, problems_of, read_text_file
from app.files.text import SourceText
from app.files.tree import ASSET_TYPES, SourceFile, Tree, suffix_of
from app.problems import Problem

# Names that are compared with patterns for several files, in all.
_MAX_COMPARISONS: Final = 5_000_000


def read_includes(
    dialect: Dialect,
    tree: Tree,
    documents: Sequence[Document],
    data_files: TextFiles,
    before: TextFiles,
    now: int,
) -> tuple[TextFiles, tuple[Problem, ...]]:
    """Return the files that the templates of a tree include, and those that these include in turn.

    Only named files of the tree are read; those of `before` only if they have changed. The
    problems are of files that are nothing but includes.
    """
    # Texts with the document that each is the template of.
    texts: list[tuple[str | None, str]] = [
        (document.file, document.template_source.template.text)
        for document in documents
        if document.template_source is not None and document.template_source.template is not None
    ]
    texts += (
        (None, file.text.text) for file in data_files.values() if isinstance(file.text, SourceText)
    )
    pages = {document.file for document in documents}
    files: Mapping[str, SourceFile] | None = None
    seen: set[Include] = set()
    includes: dict[str, TextFile] = {}
    named: set[str] = set()
    comparisons_left = _MAX_COMPARISONS
    while texts:
        for inclusion in dialect.includes(*texts.pop()):
            if inclusion in seen:
                continue
            seen.add(inclusion)
            files = _text_files(tree) if files is None else files
            if not _is_exact(inclusion):
                comparisons_left -= len(files)
                if comparisons_left < 0:
                    # The template that includes a file which was not read reports it.
                    continue
            for file in _matching(inclusion, files, pages):
                if inclusion.end is None:
                    named.add(file.name)
                if file.name in includes:
                    continue
                include = data_files.get(file.name) or before.get(file.name)
                if include is None or not include.is_current(file, now):
                    include = read_text_file(file)
                includes[file.name] = include
                if isinstance(include.text, SourceText):
                    texts.append((None, include.text.text))
    only_includes = sorted(named - data_files.keys() - {file.name for file in tree.documents})
    return dict(sorted(includes.items())), problems_of(includes[name] for name in only_includes)


def _text_files(tree: Tree) -> Mapping[str, SourceFile]:
    return {
        file.name: file
        for file in tree.files
        if ASSET_TYPES.get(suffix_of(file.name), "text/").startswith(("text/", "image/svg"))
    }


def _is_exact(inclusion: Include) -> bool:
    """Return True if it names one file, wherever it stands."""
    return inclusion.folder is not None and inclusion.end is None


def _matching(
    inclusion: Include, files: Mapping[str, SourceFile], documents: Container[str]
) -> Iterator[SourceFile]:
    folder, start, end = inclusion
    if _is_exact(inclusion):
        # Nearly all are.
        if (file := files.get(f"{folder}{start}")) is not None:
            yield file
        return
    for name, file in files.items():
        if end is None:
            matches = f"/{name}".endswith(f"/{start}")
        elif name in documents:
            # A pattern could match any document: these are included by their whole names only.
            continue
        elif folder is None:
            matches = f"/{start}" in f"/{name}" and name.endswith(end)
        else:
            matches = name.startswith(f"{folder}{start}") and name.endswith(end)
        if matches:
            yield file
