"""Edits as an editor applies them."""

from pathlib import Path

from lsprotocol.types import FileRename, Position, RenameFile, TextDocumentEdit, TextEdit

from app.cli.language_server.positions import Positions
from app.cli.language_server.workspace import OpenText, Workspace
from app.cli.language_server.workspace_edits import move_files, prepare_rename, rename_at
from app.markdown.edits import Edit, EditedText
from tests.conftest import site_at

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
        place = positions.position_of(MARKED.index("/team/"))
        prepared = prepare_rename(workspace, uri, place, encoding)
        assert prepared is not None
        assert (prepared.range.start, prepared.placeholder) == (place, "/team/")
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
