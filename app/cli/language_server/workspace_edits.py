"""Requests of an editor to rename something, answered with the edits that it applies."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lsprotocol.types import (
    AnnotatedTextEdit,
    ClientCapabilities,
    CreateFile,
    DeleteFile,
    FileRename,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    PrepareRenamePlaceholder,
    RenameFile,
    ResourceOperationKind,
    SnippetTextEdit,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
    WorkspaceEditClientCapabilities,
)

from app.cli.language_server.heading_names import RenameError
from app.cli.language_server.positions import Positions
from app.cli.language_server.renaming import Change, Place, move, name_of, place_at, rename
from app.cli.language_server.workspace import OpenText, Workspace
from app.cli.move_names import check_free
from app.library.moves.plan import Left, MoveError
from app.library.moves.reading import Reading
from app.markdown.edits import Edit


def prepare_rename(
    workspace: Workspace, uri: str, position: Position, encoding: str
) -> PrepareRenamePlaceholder | None:
    """Return the name at a position of an open text, and where it stands; None for nothing.

    Raises RenameError, ContentFolderError.
    """
    _, reading, texts = workspace.reading()
    match = _place(workspace, reading, texts, (uri, position, encoding))
    if match is None:
        return None
    positions, place = match
    begin = positions.begin
    named = positions.range_of(begin + place.start, begin + place.end)
    return PrepareRenamePlaceholder(named, name_of(place.subject))


def rename_at(
    workspace: Workspace, uri: str, position: Position, name: str, encoding: str
) -> tuple[WorkspaceEdit, tuple[Left, ...]]:
    """Return the edits that give what is at a position another name, and what they leave.

    Raises RenameError, MoveError, ContentFolderError.
    """
    reader, reading, texts = workspace.reading()
    match = _place(workspace, reading, texts, (uri, position, encoding))
    if match is None:
        raise RenameError(
            "nothing here can be renamed. Place the cursor on a link to a page, a heading, or a "
            "name in conditions."
        )
    change = rename(reader, reading, match[1].subject, name)
    if change.move is not None:
        _check_free(workspace.content.resolve(), *change.move)
    return _workspace_edit(workspace, change, texts, encoding), change.left


def move_files(
    workspace: Workspace, renames: Iterable[FileRename], encoding: str
) -> tuple[WorkspaceEdit, tuple[Left, ...]]:
    """Return the edits for files and folders that the editor will rename, and what they leave.

    Raises MoveError, ContentFolderError.
    """
    reader, reading, texts = workspace.reading()
    paths = ((workspace.path_of(item.old_uri), workspace.path_of(item.new_uri)) for item in renames)
    names = [(workspace.name_of(old), workspace.name_of(new)) for old, new in paths if old and new]
    if outside := next((old for old, new in names if old and new is None), None):
        raise MoveError(f"{outside} leaves the content folder, so its links lead nowhere")
    change = move(reader, reading, [(old, new) for old, new in names if old and new])
    return _workspace_edit(workspace, change, texts, encoding), change.left


def applicable(edit: WorkspaceEdit, capabilities: ClientCapabilities) -> WorkspaceEdit:
    """Return an edit in the form that an editor takes. Raises RenameError if it takes none."""
    of_workspace = capabilities.workspace
    known = of_workspace.workspace_edit if of_workspace is not None else None
    known = known or WorkspaceEditClientCapabilities()
    operations = edit.document_changes or ()
    texts = [item for item in operations if isinstance(item, TextDocumentEdit)]
    if len(texts) < len(operations) and (
        ResourceOperationKind.Rename not in (known.resource_operations or ())
    ):
        raise RenameError("your editor does not move files on request. Use bodywise mv.")
    if known.document_changes:
        return edit
    return WorkspaceEdit(
        changes={
            text.text_document.uri: [item for item in text.edits if isinstance(item, TextEdit)]
            for text in texts
        }
    )


def _place(
    workspace: Workspace,
    reading: Reading,
    texts: Mapping[str, OpenText],
    where: tuple[str, Position, str],
) -> tuple[Positions, Place] | None:
    """Return the positions of an open text, and what can be renamed at one of them."""
    uri, position, encoding = where
    path = workspace.path_of(uri)
    file = workspace.name_of(path) if path is not None else None
    if path is None or file is None or path not in texts:
        return None
    positions = Positions(texts[path].text, encoding)
    offset = positions.offset_of(position) - positions.begin
    place = place_at(reading, file, max(offset, 0))
    return (positions, place) if place is not None else None


def _check_free(root: Path, old: str, new: str) -> None:
    """Raise MoveError if an editor cannot give a file or folder a name.

    It would notice only after it has changed the links.
    """
    check_free(root, old, new)
    target = root / new
    if target.is_dir() and not target.samefile(root / old):
        raise MoveError(f"{new} exists already. Choose another name, or remove that folder.")


def _workspace_edit(
    workspace: Workspace, change: Change, texts: Mapping[str, OpenText], encoding: str
) -> WorkspaceEdit:
    """Return a change as an editor applies it: edits of texts, then the new name of a file."""
    operations: list[TextDocumentEdit | CreateFile | RenameFile | DeleteFile] = [
        TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(source.uri, source.version), edits)
        for source, edits in _text_edits(workspace, change.edits, texts, encoding)
    ]
    if change.move is not None:
        old, new = (workspace.location_of(name).as_uri() for name in change.move)
        operations.append(RenameFile(old, new))
    return WorkspaceEdit(document_changes=operations)


def _text_edits(
    workspace: Workspace,
    edits: Mapping[str, tuple[Edit, ...]],
    texts: Mapping[str, OpenText],
    encoding: str,
) -> Iterator[tuple[OpenText, list[TextEdit | AnnotatedTextEdit | SnippetTextEdit]]]:
    """Yield the edits of each file with its text."""
    for file, listed in edits.items():
        source = workspace.source(file, texts)
        positions = Positions(source.text, encoding)
        begin = positions.begin
        yield (
            source,
            [
                TextEdit(positions.range_of(begin + edit.start, begin + edit.end), edit.text)
                for edit in sorted(listed)
            ],
        )
