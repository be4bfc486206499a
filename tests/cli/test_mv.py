"""`bodywise mv`: what it moves, what it prints, and what it refuses."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.command import call
from tests.conftest import site_at

FILES = {
    "index.md": "# Home\r\n\r\nMeet [us](/about/team/).",
    "about/team.md": "---\ntitle: Team\n---\n# Team\n\n[Home](../index.md)\n",
    "about/team news.md": "# News\n\n[Team](team.md)\n",
    "images/p.png": "",
}


def contents(folder: Path) -> Mapping[str, bytes]:
    """The bytes of all files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def mv(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and output of the command on a content folder."""
    result = call("mv", *arguments, BODYWISE_CONTENT=str(folder))
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_it_moves_a_file_and_says_what_it_did(tmp_path: Path) -> None:
    site_at(tmp_path, FILES)
    code, output = mv(tmp_path, "about/team.md", "people.md")
    assert code == 0
    assert output.splitlines() == [
        "moved about/team.md to people.md (1 file)",
        "about/team news.md: 1 link changed",
        "people.md: 1 link changed",
        "index.md: 1 link changed",
        "people.md: its old address /about/team/ is an alias now",
    ]
    assert contents(tmp_path) == {
        "index.md": b"# Home\r\n\r\nMeet [us](/people/).",
        "people.md": b"---\ntitle: Team\naliases:\n  - /about/team/\n---\n# Team\n\n"
        b"[Home](index.md)\n",
        "about/team news.md": b"# News\n\n[Team](../people.md)\n",
        "images/p.png": b"",
    }


def test_a_dry_run_prints_a_diff_that_git_applies_and_changes_nothing(tmp_path: Path) -> None:
    site_at(tmp_path / "dry", FILES)
    site_at(tmp_path / "real", FILES)
    result = call("mv", "about", "our/house", "--dry-run", "--content", tmp_path / "dry")
    assert result.exit_code == 0
    assert contents(tmp_path / "dry") == {name: text.encode() for name, text in FILES.items()}
    assert "rename from about/team news.md\nrename to our/house/team news.md\n" in result.stdout
    assert "would move about to our/house (2 files)\n" in result.stderr
    (tmp_path / "change.diff").write_bytes(result.stdout_bytes)
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    subprocess.run(
        ["git", "apply", str(tmp_path / "change.diff")],
        cwd=tmp_path / "dry",
        env=environment,
        check=True,
    )
    assert mv(tmp_path / "real", "about", "our/house")[0] == 0
    assert contents(tmp_path / "dry") == contents(tmp_path / "real")


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("about/team.md", "images", "images/team.md"),
        ("about/team.md", "new/place/", "new/place/team.md"),
        ("about", "images", "images/about/team.md"),
        ("./about/../about/team.md", "./x.md", "x.md"),
        ("/about/team/", "/crew/", "crew.md"),
        ("about/team", "about/crew", "about/crew.md"),
        ("/about/team", "crew", "crew.md"),
    ],
)
def test_names_and_addresses_are_understood(tmp_path: Path, old: str, new: str, file: str) -> None:
    site_at(tmp_path, FILES)
    code, output = mv(tmp_path, old, new)
    assert code == 0, output
    assert (tmp_path / file).exists()
    assert not (tmp_path / "about/team.md").exists()


def test_names_count_from_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site_at(tmp_path / "content", FILES)
    monkeypatch.chdir(tmp_path)
    assert mv(tmp_path / "content", "content/about/team.md", "content/x.md")[0] == 0
    monkeypatch.chdir(tmp_path / "content" / "about")
    assert mv(tmp_path / "content", "team news.md", "../news.md")[0] == 0
    assert {"x.md", "news.md"} < set(contents(tmp_path / "content"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("about/teem.md", "x.md", "Did you mean about/team.md"),
        ("", "x.md", "a name is empty"),
        ("about/team.md", " ", "a name is empty"),
        ("about/team.md", "a\nb.md", "control character"),
        ("about/team.md", "\udcff.md", "not UTF-8"),
        ("\udcff.md", "a.md", "not UTF-8"),
        ("about/team.md", "a" * 300 + ".md", "too long"),
        ("about/team.md", "a/" * 1500 + "a.md", "too long"),
        ("about/team.md", "index.md", "exists already"),
        ("about/team.md", "../x.md", "is not in the content folder"),
        ("about/team.md", "/tmp/x.md", "is not in the content folder"),
        ("about", "about/more", "is in the folder that moves"),
        ("about", "about", "is its name already"),
        ("about/team.md", "about", "is its name already"),
        (".", "x", "does not move"),
        ("about/team.md", "index.md/x.md", "nothing can lie in it"),
        ("about/team.md", "people", "Keep the ending .md"),
        ("about/team.md", "people.png", "Keep the ending .md"),
        ("about/team", "people.md", "is an address"),
        ("about/team", "é" * 127, "too long"),
        ("about/team", "a/../../b", "the new address"),
        ("/about/team/", "/", "no name of"),
        ("link.md", "x.md", "symbolic link"),
        ("outside/a.md", "x.md", "there is no file"),
        ("about/team.md", "outside/x.md", "is not in the content folder"),
        ("empty", "full", "nothing in empty is content"),
    ],
)
def test_what_cannot_move_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = site_at(tmp_path / "content", FILES)
    (folder / "link.md").symlink_to("index.md")
    (tmp_path / "elsewhere").mkdir()
    (folder / "outside").symlink_to(tmp_path / "elsewhere")
    (folder / "empty").mkdir()
    before = contents(folder)
    code, output = mv(folder, old, new)
    assert code == 2
    assert message in output
    assert contents(folder) == before


def test_a_site_file_elsewhere_is_changed_too(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", FILES)
    site = tmp_path / "site.yml"
    site.write_text("menus:\n  main: [{title: T, path: /about/team/}]\n")
    result = call("mv", "about/team.md", "people.md", "--content", folder, "--site-file", site)
    assert result.exit_code == 0
    assert site.read_text() == "menus:\n  main: [{title: T, path: /people/}]\n"


def test_a_file_that_two_names_have_is_written_once_or_not_at_all(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {**FILES, "deep/a.md": "[t](/about/team/)\n"})
    (folder / "b.md").symlink_to("deep/a.md")
    assert mv(folder, "deep/a.md", "deep/c.md")[0] == 2
    assert mv(folder, "about/team.md", "people.md")[0] == 0
    assert (folder / "deep/a.md").read_text() == "[t](/people/)\n"
    assert (folder / "b.md").is_symlink()


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    site_at(tmp_path, FILES)
    (tmp_path / "index.md").chmod(0o640)
    assert mv(tmp_path, "about/team.md", "people.md")[0] == 0
    assert (tmp_path / "index.md").stat().st_mode & 0o777 == 0o640


def test_what_is_left_alone_is_listed(tmp_path: Path) -> None:
    site_at(tmp_path, {**FILES, "index.md": "# Home\n\nOur address is /about/team/ still.\n"})
    _, output = mv(tmp_path, "about/team.md", "people.md")
    assert (
        'not changed: index.md:3:16: "/about/team/": the address stands in text or in a tag of a '
        "template"
    ) in output


def test_an_address_takes_no_name_that_exists(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", FILES)
    (folder / "staff.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("# Elsewhere\n")
    before = contents(folder)
    for option in ((), ("--dry-run",)):
        code, output = mv(folder, "/about/team/", "/staff/", *option)
        assert code == 2
        assert "staff.md exists already" in output
    assert (folder / "staff.md").is_symlink()
    assert contents(folder) == before


def test_a_folder_that_holds_other_files_is_not_half_moved_to(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "title = 'T'\n",
        "content/team/index.md": "---\ntitle: T\n---\n",
        "content/a.md": "[t](/team/)\n",
        "content/staff/.gitkeep": "",
    }
    folder = site_at(tmp_path, files)
    before = contents(folder)
    code, output = mv(folder, "/team/", "/staff/")
    assert code == 2
    assert "content/staff exists already" in output
    assert contents(folder) == before
