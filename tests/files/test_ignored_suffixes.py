"""Types of files that git ignores are made by a build."""

from pathlib import Path

import pytest

from app.files.gitignore import gitignore_lines
from app.files.ignored_suffixes import ignored_suffixes
from tests.conftest import site_at


@pytest.mark.parametrize(
    ("text", "suffixes"),
    [
        ("*.zip\n**/*.PDF\r\n", {"zip", "pdf"}),
        ("*.zip\n*.pdf\n!/static/*.pdf\n", {"zip"}),
        ("zip\n.zip\n*zip\n#*.zip\n/a/*.zip\n*.z?p\n*.\n", set()),
        (b"\xff\n", set()),
    ],
)
def test_suffixes_are_named_in_the_list_of_what_git_ignores(
    tmp_path: Path, text: str | bytes, suffixes: set[str]
) -> None:
    lines = gitignore_lines(site_at(tmp_path, {".gitignore": text}))
    assert ignored_suffixes(lines) == suffixes


def test_a_tree_without_a_list_has_none(tmp_path: Path) -> None:
    assert ignored_suffixes(gitignore_lines(tmp_path)) == frozenset()
