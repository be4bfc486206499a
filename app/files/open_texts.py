"""Texts that are open in an editor: they stand in place of the files on disk."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from app.files.tree import Role, Roles, SourceFile, Tree

# The bytes by the real path of the file.
OpenTexts: TypeAlias = Mapping[str, bytes]

NO_TEXTS: Final[OpenTexts] = {}


def as_open(file: SourceFile, texts: OpenTexts) -> SourceFile:
    """Return the file with its open text, if it has one."""
    data = texts.get(file.path)
    return file if data is None else file._replace(stamp=None, data=data)


def with_open_texts(tree: Tree, texts: OpenTexts, root: str, role: Roles) -> Tree:
    """Return the files of a tree with their open texts. Static files stay as they are on disk.

    A document that is open and not yet on disk is added. `root` is the real path of the tree.
    """
    if not texts:
        return tree
    documents, data_files, includables = (
        tuple([as_open(file, texts) for file in files])
        for files in (tree.documents, tree.data_files, tree.includables)
    )
    known = {file.path for file in tree.files}
    added = [file for file in _new_documents(texts, root, role) if file.path not in known]
    if added:
        documents = tuple(sorted((*documents, *added), key=lambda file: file.name))
    return tree._replace(documents=documents, data_files=data_files, includables=includables)


def _new_documents(texts: OpenTexts, root: str, role: Roles) -> Iterator[SourceFile]:
    """Yield the texts whose names are those of documents, in folders that are read."""
    for path, data in texts.items():
        if not path.startswith(f"{root}/"):
            continue
        name = path.removeprefix(f"{root}/")
        folders = [str(folder) for folder in PurePosixPath(name).parents][:-1]
        if role(name, False) is Role.DOCUMENT and all(
            role(folder, True) is Role.FOLDER for folder in folders
        ):
            yield SourceFile(name, path, None, data)
