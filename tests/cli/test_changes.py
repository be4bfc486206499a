"""`bodywise check --changed-since`: the problems that a change brings."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.command import call
from tests.conftest import site_at

FILES = {
    "index.md": "[a](/a/) [b](/b/) [c](/c/)\n",
    "a.md": "[old](/lost/)\n",
    "b.md": "# B\n",
    "c.md": "# C\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one old problem, in a repository."""
    folder = site_at(tmp_path / "clinic" / "content", FILES)
    git(folder, "init", "--quiet", str(tmp_path / "clinic"))
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", *identity, "-C", folder, *arguments], check=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Content")


def places(content: Path, commit: str = "HEAD") -> list[str]:
    """The places of the problems that a change since a commit brings."""
    lines = call("check", content, "--changed-since", commit).stdout.splitlines()
    return [line.partition(": ")[0] for line in lines if "]: " in line]


def test_without_a_change_nothing_is_reported(content: Path) -> None:
    assert places(content) == []


def test_problems_of_changed_and_new_files_are_reported(content: Path) -> None:
    site_at(content, {"b.md": "# B\n\n[x](/gone/)\n", "new.md": "[a](/a/) [y](/none/)\n"})
    assert places(content) == ["b.md:3:1", "new.md:1:1", "new.md:1:10"]
    commit(content)
    assert places(content) == []
    assert places(content, "HEAD~1") == ["b.md:3:1", "new.md:1:1", "new.md:1:10"]


def test_old_problems_of_a_changed_file_are_reported(content: Path) -> None:
    site_at(content, {"a.md": "A line.\n\n[old](/lost/)\n"})
    assert places(content) == ["a.md:3:1"]


def test_what_a_change_breaks_elsewhere_is_reported(content: Path) -> None:
    (content / "c.md").unlink()
    assert places(content) == ["index.md:1:19"]


def test_only_problems_of_the_change_count_for_the_exit_code(content: Path) -> None:
    site_at(content, {"a.md": "---\ntitle: [\n---\n"})
    commit(content)
    since = ("--changed-since", "HEAD", "--fail-on", "warning")
    assert call("check", content).exit_code == 1
    assert call("check", content, *since).exit_code == 0


def test_a_folder_that_is_new_since_the_commit_is_all_new(content: Path) -> None:
    folder = site_at(content.parent / "more", {"index.md": "[x](/gone/)\n"})
    assert places(folder) == ["index.md:1:1"]


@pytest.mark.parametrize("commit", ["nowhere", "--help", ""])
def test_a_commit_that_does_not_exist_is_misuse(content: Path, commit: str) -> None:
    result = call("check", content, f"--changed-since={commit}")
    assert result.exit_code == 2
    assert f'--changed-since "{commit}": ' in result.stderr


def test_a_folder_in_no_repository_is_misuse(tmp_path: Path) -> None:
    result = call("check", site_at(tmp_path, FILES), "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr
