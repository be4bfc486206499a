"""A folder that git ignores and that is not there is made by a build."""

from pathlib import Path

import pytest

from app.files.built_folders import built_folders
from app.files.gitignore import gitignore_lines
from tests.conftest import site_at


@pytest.mark.parametrize(
    ("text", "folders"),
    [
        ("docs\n/api/\r\n  faq  \nassets/js\n", ("docs", "api", "faq", "assets/js")),
        ("*.md\ndo?s\n[ab]\n# docs\n!docs\n\\#a\n\n/\n", ()),
        ("docs\n!docs\n", ()),
        ("..\n../a\n.\na/../..\n", ()),
        ("here\nfile\nempty\n", ("empty",)),
        ("\0\n" + "a" * 5_000, ("\0", "a" * 5_000)),
        (b"\xff\n", ("\ufffd",)),
        ("".join(f"d{number}\n" for number in range(999)), tuple(f"d{n}" for n in range(200))),
    ],
)
def test_folders_are_named_in_the_list_of_what_git_ignores(
    tmp_path: Path, text: str | bytes, folders: tuple[str, ...]
) -> None:
    site_at(tmp_path, {".gitignore": text, "here/a.md": "", "file": ""})
    (tmp_path / "empty").mkdir()
    assert built_folders(tmp_path, gitignore_lines(tmp_path), ()) == (folders, ())
    assert built_folders(tmp_path, (), ()) == ((), ())


def test_a_list_that_is_none_names_none(tmp_path: Path) -> None:
    assert built_folders(tmp_path, gitignore_lines(tmp_path), ()) == ((), ())
    (tmp_path / ".gitignore").mkdir()
    assert built_folders(tmp_path, gitignore_lines(tmp_path), ()) == ((), ())


def test_a_list_outside_of_the_tree_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("docs\n")
    root = site_at(tmp_path / "site", {"a.md": ""})
    (root / ".gitignore").symlink_to(tmp_path / "list")
    assert built_folders(root, gitignore_lines(root), ()) == ((), ())
