"""`bodywise lsp`: a real server and an editor."""

import shutil
from pathlib import Path

import pytest

from tests.cli.command import call
from tests.cli.language_server.editor import Editor
from tests.conftest import run, site_at
from tests.paths import SITES

TEAM = "about/team.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose content is the small site."""
    shutil.copytree(SITES / "small", tmp_path / "content")
    return tmp_path / "content"


def test_problems_follow_what_is_typed(folder: Path) -> None:
    with Editor(folder.parent) as editor:
        editor.folder = folder
        # All problems of the tree are there before any file is open.
        editor.problems("conditions/neck-pain.md", "stale-review")
        assert f"The content folder is {folder}." in editor.log
        text = editor.open(TEAM)
        editor.type(TEAM, f"{text}\r\n😀 [x](/lost/) y\r\n")
        (problem,) = editor.problems(TEAM, "broken-link")
        line = text.count("\n") + 1
        assert problem["range"] == {
            "start": {"line": line, "character": 3},
            "end": {"line": line, "character": 14},
        }
        editor.type(TEAM, text)
        assert editor.problems(TEAM) == []
        editor.type(TEAM, "---\ntitle: [\n---\n")
        editor.problems(TEAM, "front-matter-syntax")
        editor.type(TEAM, f"{text}\n[x](/straße/#none)\n")
        editor.problems(TEAM, "missing-anchor")
        # The other page's text counts too, unsaved.
        editor.open("straße.md", "# None\n")
        editor.problems(TEAM)
        editor.tell("textDocument/didClose", textDocument={"uri": editor.uri("straße.md")})
        editor.problems(TEAM, "missing-anchor")


def test_keys_links_and_anchors_are_completed(folder: Path) -> None:
    with Editor(folder) as editor:
        editor.open(TEAM, "---\ntitl: 😀\n---\n😀 [x](/about/rooms/#)\n")
        completed = editor.ask("textDocument/completion", **editor.at(TEAM, 1, 4))
        assert {"title", "subtitle"} == {item["label"] for item in completed["items"]}
        completed = editor.ask("textDocument/completion", **editor.at(TEAM, 3, 21))
        anchors = [item["textEdit"]["newText"] for item in completed["items"]]
        assert len(anchors) == 1
        elsewhere = {"textDocument": {"uri": "untitled:1"}, "position": {"line": 0, "character": 0}}
        assert editor.ask("textDocument/completion", **elsewhere) is None


def test_what_is_renamed_is_changed_in_all_files(folder: Path) -> None:
    with Editor(folder) as editor:
        editor.open(TEAM, "---\ntitle: The team\n---\n😀 [x](/about/rooms/#upstairs)\r\n")
        in_link = editor.at(TEAM, 3, 10)
        named = {"start": {"line": 3, "character": 7}, "end": {"line": 3, "character": 20}}
        prepared = editor.ask("textDocument/prepareRename", **in_link)
        assert prepared == {"range": named, "placeholder": "/about/rooms/"}
        renamed = editor.ask("textDocument/rename", **in_link, newName="/house/")
        *edits, moved = renamed["documentChanges"]
        assert (moved["kind"], moved["oldUri"], moved["newUri"]) == (
            "rename",
            editor.uri("about/rooms.md"),
            editor.uri("house.md"),
        )
        (edit,) = (each for each in edits if each["textDocument"]["uri"] == editor.uri(TEAM))
        assert edit["textDocument"]["version"] == 1
        assert edit["edits"] == [{"range": named, "newText": "/house/"}]
        # The heading that the anchor names, in the other file and here.
        renamed = editor.ask("textDocument/rename", **editor.at(TEAM, 3, 24), newName="Above")
        texts = {
            each["textDocument"]["uri"]: [edit["newText"] for edit in each["edits"]]
            for each in renamed["documentChanges"]
        }
        assert texts == {editor.uri("about/rooms.md"): ["Above"], editor.uri(TEAM): ["above"]}
        files = [{"oldUri": editor.uri("about"), "newUri": editor.uri("clinic")}]
        moved = editor.ask("workspace/willRenameFiles", files=files)
        edited = {each["textDocument"]["uri"] for each in moved["documentChanges"]}
        assert {editor.uri(TEAM), editor.uri("about/rooms.md")} <= edited
        files = [{"oldUri": editor.uri(TEAM), "newUri": editor.uri("about/rooms.md")}]
        assert editor.ask("workspace/willRenameFiles", files=files) is None
        assert (
            "links to what moves are not changed: about/rooms.md exists already" in editor.log[-1]
        )
        # What cannot be is an error with its reason, and the server goes on.
        refused = editor.answer("textDocument/rename", **in_link, newName="/about/team/")
        assert refused["error"] == {
            "code": -32803,
            "message": "about/team.md exists already. "
            "Choose another name, or move that file first.",
        }
        nothing = editor.answer("textDocument/rename", **editor.at(TEAM, 3, 0), newName="x")
        assert "nothing here can be renamed" in nothing["error"]["message"]
        assert editor.ask("textDocument/prepareRename", **editor.at(TEAM, 3, 0)) is None
        found = editor.ask("textDocument/definition", **editor.at(TEAM, 3, 24))
        assert (found["uri"], found["range"]["start"]["line"]) == (editor.uri("about/rooms.md"), 6)


def test_files_that_change_on_disk_are_read_again(folder: Path) -> None:
    with Editor(folder, str(folder)) as editor:
        editor.problems("conditions/neck-pain.md", "stale-review")
        (registered,) = (each for each in editor.asked if "registrations" in each["params"])
        (registration,) = registered["params"]["registrations"]
        assert registration["method"] == "workspace/didChangeWatchedFiles"
        site_at(folder, {"new.md": "[x](/lost/)\n"})
        changes = [{"uri": editor.uri("new.md"), "type": 1}]
        editor.tell("workspace/didChangeWatchedFiles", changes=changes)
        editor.problems("new.md", "broken-link", "orphan")
        editor.save("site.yaml", "ignore: {new.md: [broken-link]}\n")
        editor.problems("new.md", "orphan")
        shutil.rmtree(folder)
        changes = [{"uri": editor.uri("index.md"), "type": 3}]
        editor.tell("workspace/didChangeWatchedFiles", changes=changes)
        editor.hear("cannot be read: no such file or directory")


def test_without_pygls_the_command_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('no pygls', name='pygls')\n")
    ended = run("-m", "app", "lsp", PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        'bodywise: the language server needs pygls. Install it: pip install "pygls>=2.1"\n'
    )


def test_a_folder_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    result = call("lsp", tmp_path / "none")
    assert result.exit_code == 2
    assert f'there is no content folder "{tmp_path / "none"}"' in result.stderr


def test_no_other_command_imports_pygls() -> None:
    program = "import sys, app.cli.commands, app.main; print(*sys.modules)"
    assert "pygls" not in run("-c", program).stdout.split()
