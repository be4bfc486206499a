"""`bodywise new`: files to begin with."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.commands import cli
from app.library.load import load

KINDS = ("page", "condition", "location")


def new(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """The exit code and what the command says."""
    monkeypatch.setenv("BODYWISE_CONTENT", str(folder))
    result = CliRunner().invoke(cli, ["new", *arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", ["neck-pain", "2026", "no", "v1.2", "über-uns"])
def test_a_new_document_passes_the_check_as_a_draft_and_when_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, slug: str
) -> None:
    code, told = new(tmp_path, monkeypatch, kind, slug)
    assert code == 0
    (file,) = tmp_path.rglob("*.md")
    assert str(file) in told.replace("\n", "")
    assert load(tmp_path).problems == ()
    text = file.read_text(encoding="utf-8")
    file.write_text("".join(line for line in text.splitlines(True) if "draft:" not in line))
    library = load(tmp_path)
    assert [problem.code for problem in library.problems] == ["orphan"]
    assert library.pages[0].kind == kind
    assert library.pages[0].slug.rpartition("/")[2] == slug


def test_a_page_may_stand_in_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert new(tmp_path, monkeypatch, "page", "about/team")[0] == 0
    assert (tmp_path / "about/team.md").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("page", "../x"),
        ("page", "About Us"),
        ("page", "a%2Fb"),
        ("page", ""),
        ("condition", "a/b"),
        ("blog", "x"),
        ("page",),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    code, _ = new(tmp_path, monkeypatch, *arguments)
    assert code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.md").write_text("mine")
    code, told = new(tmp_path, monkeypatch, "page", "x")
    assert code == 2
    assert "exists already" in told
    assert (tmp_path / "x.md").read_text() == "mine"
