"""What the server makes of an editor's capabilities."""

import pytest
from lsprotocol.types import (
    ClientCapabilities,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    Range,
    RenameFile,
    ResourceOperationKind,
    TextDocumentEdit,
    TextEdit,
    WorkspaceClientCapabilities,
    WorkspaceEdit,
    WorkspaceEditClientCapabilities,
)
from pygls.exceptions import JsonRpcException

from app.cli.language_server.server import ContentServer, create_server

EDIT = TextEdit(Range(Position(0, 0), Position(0, 1)), "x")
TEXTS = TextDocumentEdit(OptionalVersionedTextDocumentIdentifier("file:///a.md", 1), [EDIT])
MOVE = RenameFile("file:///a.md", "file:///b.md")


def server_of(capabilities: WorkspaceEditClientCapabilities | None) -> ContentServer:
    """A server of an editor that can do this with edits."""
    server = create_server()
    server.protocol.client_capabilities = ClientCapabilities(
        workspace=WorkspaceClientCapabilities(workspace_edit=capabilities)
    )
    return server


def test_an_editor_that_knows_versions_of_texts_is_sent_them() -> None:
    can_all = WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[ResourceOperationKind.Rename]
    )
    edit = WorkspaceEdit(document_changes=[TEXTS, MOVE])
    assert server_of(can_all).applicable(edit) == edit


@pytest.mark.parametrize("capabilities", [None, WorkspaceEditClientCapabilities()])
def test_any_other_editor_is_sent_edits_only(
    capabilities: WorkspaceEditClientCapabilities | None,
) -> None:
    server = server_of(capabilities)
    edit = server.applicable(WorkspaceEdit(document_changes=[TEXTS]))
    assert edit == WorkspaceEdit(changes={"file:///a.md": [EDIT]})
    with pytest.raises(JsonRpcException, match="Use bodywise mv"):
        server.applicable(WorkspaceEdit(document_changes=[TEXTS, MOVE]))
