"""Edits as an editor applies them."""

from pathlib import Path

import pytest
from lsprotocol.types import (
    ClientCapabilities,
    FileRename,
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

from app.cli.language_server.heading_names import RenameError
from app.cli.language_server.positions import Positions
from app.cli.language_server.workspace import OpenText, Workspace
from app.cli.language_server.workspace_edits import (
    applicable,
    move_files,
    prepare_rename,
    rename_at,
)
from app.library.moves.plan import MoveError
from app.markdown.edits import Edit, EditedText
from tests.conftest import site_at

EDIT = TextEdit(Range(Position(0, 0), Position(0, 1)), "x")
TEXTS = TextDocumentEdit(OptionalVersionedTextDocumentIdentifier("file:///a.md", 1), [EDIT])
MOVE = RenameFile("file:///a.md", "file:///b.md")
MARKED = "\ufeff😀 [team](/team/)\r\n\r\n[😀](/team/#a)"


def applied(text: str, edit: object, encoding: str = "utf-16") -> str:
    """A text after the edits of one file."""
    assert isinstance(edit, TextDocumentEdit)
    positions = Positions(text, encoding)
    edits = [
        Edit(
            positions.offset_of(each.range.start),
            positions.offset_of(each.range.end),
            each.new_text,
        )
        for each in edit.edits
        if isinstance(each, TextEdit)
    ]
    return EditedText(text, edits).text


def test_edits_are_at_the_places_of_the_editors_text(tmp_path: Path) -> None:
    # One file is open with a mark that the other, on disk, has and editors hide.
    files = {"index.md": "old", "team.md": "# A\n", "disk.md": f"{MARKED}\n"}
    workspace = Workspace(site_at(tmp_path, files))
    uri = (tmp_path / "index.md").as_uri()
    workspace.open(OpenText(uri, MARKED, 7))
    for encoding in ("utf-16", "utf-8", "utf-32"):
        positions = Positions(MARKED, encoding)
        start = MARKED.index("/team/")
        place = positions.position_of(start + len("/team/"))
        prepared = prepare_rename(workspace, uri, place, encoding)
        assert prepared is not None
        assert prepared.placeholder == "/team/"
        assert prepared.range == Range(positions.position_of(start), place)
        edit, left = rename_at(workspace, uri, place, "/us/", encoding)
        assert left == ()
        assert edit.document_changes is not None
        on_disk, in_editor, of_team, moved = edit.document_changes
        assert isinstance(in_editor, TextDocumentEdit)
        assert (in_editor.text_document.uri, in_editor.text_document.version) == (uri, 7)
        assert applied(MARKED, in_editor, encoding) == MARKED.replace("/team/", "/us/")
        hidden = f"{MARKED}\n".removeprefix("\ufeff")
        assert applied(hidden, on_disk, encoding) == hidden.replace("/team/", "/us/")
        assert "/team/" in applied("# A\n", of_team, encoding)
        assert moved == RenameFile((tmp_path / "team.md").as_uri(), (tmp_path / "us.md").as_uri())


def client(capabilities: WorkspaceEditClientCapabilities | None) -> ClientCapabilities:
    """The capabilities of an editor that takes such edits of a workspace."""
    return ClientCapabilities(workspace=WorkspaceClientCapabilities(workspace_edit=capabilities))


def test_an_editor_that_knows_versions_of_texts_is_sent_them() -> None:
    can_all = WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[ResourceOperationKind.Rename]
    )
    edit = WorkspaceEdit(document_changes=[TEXTS, MOVE])
    assert applicable(edit, client(can_all)) == edit


@pytest.mark.parametrize(
    "capabilities",
    [ClientCapabilities(), client(None), client(WorkspaceEditClientCapabilities())],
)
def test_any_other_editor_is_sent_edits_only(capabilities: ClientCapabilities) -> None:
    edit = applicable(WorkspaceEdit(document_changes=[TEXTS]), capabilities)
    assert edit == WorkspaceEdit(changes={"file:///a.md": [EDIT]})
    with pytest.raises(RenameError, match="Use bodywise mv"):
        applicable(WorkspaceEdit(document_changes=[TEXTS, MOVE]), capabilities)


def test_files_outside_of_the_content_are_no_concern(tmp_path: Path) -> None:
    workspace = Workspace(site_at(tmp_path / "content", {"index.md": "# A\n"}))
    renames = [
        FileRename((tmp_path / "a.py").as_uri(), (tmp_path / "b.py").as_uri()),
        FileRename("untitled:1", "untitled:2"),
    ]
    edit, left = move_files(workspace, renames, "utf-16")
    assert (edit.document_changes, left) == ([], ())


def test_a_text_that_is_not_open_has_nothing_to_rename(tmp_path: Path) -> None:
    workspace = Workspace(site_at(tmp_path, {"index.md": "# A\n"}))
    for uri in ((tmp_path / "index.md").as_uri(), "untitled:1"):
        assert prepare_rename(workspace, uri, Position(0, 3), "utf-16") is None


@pytest.mark.parametrize("kind", ["file", "folder", "empty", "link"])
def test_a_page_is_not_renamed_to_what_is_there_already(tmp_path: Path, kind: str) -> None:
    # What is no content of the site is not in the tree that was read.
    files = {
        "hugo.toml": "",
        "content/_index.md": "[a](/team/)\n",
        "content/team/index.md": "# A\n",
    }
    folder = site_at(tmp_path / "site", files)
    target = folder / "content/staff"
    if kind == "file":
        target.write_text("")
    elif kind == "folder":
        site_at(target, {".gitkeep": ""})
    elif kind == "empty":
        target.mkdir()
    else:
        target.symlink_to("../../elsewhere")
    workspace = Workspace(folder)
    uri = (folder / "content/_index.md").as_uri()
    workspace.open(OpenText(uri, files["content/_index.md"]))
    with pytest.raises(MoveError, match="staff exists already"):
        rename_at(workspace, uri, Position(0, 5), "/staff/", "utf-16")


def test_a_name_that_is_too_long_for_a_file_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(site_at(tmp_path, {"index.md": "[a](/team/)\n", "team.md": "# A\n"}))
    uri = (tmp_path / "index.md").as_uri()
    workspace.open(OpenText(uri, "[a](/team/)\n"))
    # In bytes, and with its ending.
    for name in ("é" * 200, "é" * 127):
        with pytest.raises(MoveError, match="too long for a file"):
            rename_at(workspace, uri, Position(0, 5), f"/{name}/", "utf-16")


def test_what_leaves_the_content_is_refused(tmp_path: Path) -> None:
    site_at(tmp_path / "content", {"a.md": "# A\n", "b.md": "[a](/a/)\n"})
    workspace = Workspace(tmp_path / "content")
    old, new = (tmp_path / "content/a.md").as_uri(), (tmp_path / "a.md").as_uri()
    with pytest.raises(MoveError, match=r"a\.md leaves the content folder"):
        move_files(workspace, [FileRename(old, new)], "utf-16")
