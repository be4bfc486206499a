"""Documents that git ignores are pages that a build makes."""

from pathlib import Path

import pytest

from app.files.ignored_pages import IgnoredPage, ignored_pages
from tests.conftest import site_at


@pytest.mark.parametrize(
    ("folder", "text", "pages"),
    [
        ("", "docs/a.md\n/b.html\r\n", (("docs/a", False), ("b", False))),
        ("", "docs/api/v*\ndocs/cmd*.md\n", (("docs/api/v", True), ("docs/cmd", True))),
        ("", "a.md\n*.md\nnode_modules/\ndocs/a.png\ndocs/*.png\n", ()),
        ("docs", "../a.md\n../../b.md\n./c.md\nd//e.md\n\0/x.md\n", (("docs/\0/x", False),)),
        ("", "../a.md\n/../b.md\n/\n/*\n/.md\n/index.md\n", ()),
        ("", "docs/[ab].md\n!docs/a.md\n# docs/b.md\ndocs/?.md\n", ()),
        ("docs", "a.md\n_index.adoc\n", (("docs/a", False), ("docs", False))),
        ("docs", "*.md\nv1/x*.md\n", (("docs/", True), ("docs/v1/x", True))),
        ("docs/empty", "index.md\n", (("docs/empty", False),)),
        ("elsewhere/below", "a.md\n", ()),
        ("docs", "", ()),
    ],
)
def test_they_are_named_in_the_folders_of_a_tree(
    tmp_path: Path, folder: str, text: str, pages: tuple[tuple[str, bool], ...]
) -> None:
    site_at(tmp_path, {f"{folder}/.gitignore".lstrip("/"): text, "docs/b/c.md": ""})
    expected = tuple(IgnoredPage(*page) for page in pages)
    assert ignored_pages(tmp_path, ["docs/b/c.md"]) == expected


def test_a_list_outside_of_the_tree_or_that_is_none_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("a.md\n")
    root = site_at(tmp_path / "site", {"docs/a.md": "", "other/b.md": ""})
    (root / "docs/.gitignore").symlink_to(tmp_path / "list")
    (root / "other/.gitignore").mkdir()
    assert ignored_pages(root, ["docs/a.md", "other/b.md", "gone/c.md"]) == ()


def test_there_is_a_most_of_them(tmp_path: Path) -> None:
    site_at(tmp_path, {"docs/.gitignore": "".join(f"{number}.md\n" for number in range(2_000))})
    assert len(ignored_pages(tmp_path, ["docs/a.md"])) == 1_000
