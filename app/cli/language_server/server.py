"""The requests and notifications of an editor, each handed to the function that answers it."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from app import __version__
from app.cli.language_server.completion import complete
from app.cli.language_server.definitions import definition_at
from app.cli.language_server.heading_names import RenameError
from app.cli.language_server.positions import Positions
from app.cli.language_server.updates import Updates
from app.cli.language_server.workspace import OpenText, Snapshot, Workspace, find_content
from app.cli.language_server.workspace_edits import (
    applicable,
    move_files,
    prepare_rename,
    rename_at,
)
from app.documents.reader import ContentFolderError
from app.library.moves.plan import Left, MoveError
from app.problems import counted

_LOG: Final = logging.getLogger(__name__)
Result = TypeVar("Result")


class ContentServer(LanguageServer):
    """A language server of one content folder: `content`, else that of the editor's workspace.

    Texts come whole with each edit: pages are short, and pygls would split lines at characters that
    end none.
    """

    def __init__(self, content: Path | None, site_file: Path | None) -> None:
        super().__init__(
            "bodywise", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self._content = content
        self._site_file = site_file
        self._updates: Updates | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def updates(self) -> Updates:
        """The tree and its diagnostics; it exists once the editor has initialised the server."""
        assert self._updates is not None
        return self._updates

    def prepare(self, folders: Iterable[Path]) -> None:
        """Choose the content folder."""
        content = self._content or find_content(list(folders) or [Path.cwd()])
        _LOG.info("the content folder is %s", content)
        self._updates = Updates(
            Workspace(content, self._site_file),
            self.workspace.position_encoding or types.PositionEncodingKind.Utf16,
            self._show,
            self._report,
        )

    def start(self) -> None:
        """Begin to read the content, and ask the editor to report files that change on disk."""
        self._task = asyncio.ensure_future(self.updates.run())
        self.window_log_message(
            types.LogMessageParams(
                types.MessageType.Info, f"The content folder is {self.updates.workspace.content}."
            )
        )
        files = self.client_capabilities.workspace
        watched = files and files.did_change_watched_files
        if watched and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher("**/*")]
            )
            self.client_register_capability(
                types.RegistrationParams(
                    [types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
                )
            )

    async def place(
        self, document: types.TextDocumentIdentifier, position: types.Position
    ) -> tuple[Snapshot, str, Positions, int] | None:
        """Return the tree, a file of it, its open text and an offset; None outside of the tree."""
        workspace = self.updates.workspace
        path = workspace.path_of(document.uri)
        file = workspace.name_of(path) if path is not None else None
        text = workspace.text_at(path) if path is not None else None
        snapshot = self.updates.snapshot or await self.updates.current()
        if file is None or text is None or snapshot is None:
            return None
        positions = Positions(text.text, self.updates.encoding)
        return snapshot, file, positions, positions.offset_of(position)

    def open_text(self, uri: str) -> None:
        """Take over the text of a document as pygls has it now."""
        document = self.workspace.get_text_document(uri)
        text = OpenText(uri, document.source, document.version)
        if (path := self.updates.workspace.open(text)) is not None:
            self.updates.edited(path)

    async def edit_of(
        self, plan: Callable[[Workspace], tuple[types.WorkspaceEdit, tuple[Left, ...]]]
    ) -> types.WorkspaceEdit:
        """Return the edit of a plan in the form that the editor takes; list what it leaves.

        Raises JsonRpcException if it is refused.
        """
        edit, left = await self.answer(plan)
        if left:
            lines = [f"{item.file}:{item.line}: {item.text}: {item.reason}" for item in left]
            self.window_log_message(
                types.LogMessageParams(
                    types.MessageType.Warning, "\n".join(f"not changed: {line}" for line in lines)
                )
            )
            self.warn(f"{counted(len(left), 'place')} not changed, such as {lines[0]}")
        return await self.answer(lambda _: applicable(edit, self.client_capabilities))

    def warn(self, message: str) -> None:
        """Show a warning to the user."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    async def answer(self, work: Callable[[Workspace], Result]) -> Result:
        """Return what `work` returns beside the tree. Raises JsonRpcException if it is refused."""
        try:
            return await self.updates.alone(work)
        except (RenameError, MoveError, ContentFolderError) as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from None

    def _show(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    def _report(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))


def create_server(content: Path | None = None, site_file: Path | None = None) -> ContentServer:
    """Return the server with all that it answers."""
    server = ContentServer(content, site_file)
    _follow_texts(server)
    _complete(server)
    _rename(server)
    return server


def _follow_texts(server: ContentServer) -> None:
    """Register what keeps the texts and the tree up to date."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and params.root_uri is not None:
            uris = [params.root_uri]
        paths = map(Workspace.path_of, uris)
        server.prepare([Path(path) for path in paths if path])

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        server.start()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open_text(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.open_text(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.updates.workspace.close(params.text_document.uri)
        server.updates.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: types.DidSaveTextDocumentParams) -> None:
        server.updates.changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        if any(server.updates.workspace.concerns(change.uri) for change in params.changes):
            server.updates.changed()


def _complete(server: ContentServer) -> None:
    """Register completion, and the way from a link to what it leads to."""
    options = types.CompletionOptions(trigger_characters=["(", "#", "/", "[", '"', "'"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        place = await server.place(params.text_document, params.position)
        return complete(*place) if place is not None else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | None:
        place, encoding = (params.text_document.uri, params.position), server.updates.encoding
        return await server.updates.with_snapshot(
            lambda workspace, snapshot: definition_at(workspace, snapshot, *place, encoding)
        )


def _rename(server: ContentServer) -> None:
    """Register renaming of pages, headings, conditions and files."""
    everything = types.FileOperationRegistrationOptions(
        [types.FileOperationFilter(types.FileOperationPattern("**/*"), "file")]
    )

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        uri, position = params.text_document.uri, params.position
        return await server.answer(
            lambda workspace: prepare_rename(workspace, uri, position, server.updates.encoding)
        )

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        place, name = (params.text_document.uri, params.position), params.new_name
        return await server.edit_of(
            lambda workspace: rename_at(workspace, *place, name, server.updates.encoding)
        )

    @server.feature(types.WORKSPACE_WILL_RENAME_FILES, everything)
    async def will_rename(params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
        try:
            return await server.edit_of(
                lambda workspace: move_files(workspace, params.files, server.updates.encoding)
            )
        except JsonRpcException as refused:
            # The editor moves the files all the same, and shows no error.
            server.warn(f"links to what moves are not changed: {refused.message}")
            return None
