"""The walk over a content folder."""

from pathlib import Path

import pytest

from app.dialects.native import NativeDialect
from app.files.stamps import Stamp
from app.files.tree import MAX_LINKS, Role, walk
from app.site.schema import Site
from tests.conftest import site_at


def test_a_walk_keeps_the_stamp_of_each_file(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"a.md": "A", "b/c.txt": "C"})
    (folder / "link.md").symlink_to("a.md")
    tree = walk(folder, NativeDialect(Site()).role)
    stamps = {file.name: file.stamp for file in (*tree.documents, *tree.assets)}
    of_a, of_c = (Stamp.of((folder / name).stat()) for name in ("a.md", "b/c.txt"))
    assert stamps == {"a.md": of_a, "link.md": of_a, "b/c.txt": of_c}


@pytest.mark.parametrize("replaced", ["sub", "sub/inner", "link"])
def test_a_folder_that_becomes_a_link_during_the_walk_is_not_entered(
    tmp_path: Path, replaced: str
) -> None:
    folder = site_at(tmp_path / "content", {"sub/inner/a.md": "A", "other/b.md": "B"})
    site_at(tmp_path / "outside", {"inner/secret.md": "hunter2", "secret.md": "hunter2"})
    (folder / "link").symlink_to("other")
    role = NativeDialect(Site()).role

    def replacing_role(name: str, is_folder: bool) -> Role:
        if name == replaced and not (folder / "gone").exists():
            (folder / name).rename(folder / "gone")
            (folder / name).symlink_to(tmp_path / "outside")
        return role(name, is_folder)

    tree = walk(folder, replacing_role)
    names = {file.name.rpartition("/")[2] for file in (*tree.documents, *tree.includables)}
    assert names == ({"b.md"} if replaced != "link" else {"a.md", "b.md"})
    assert {problem.code for problem in tree.problems} <= {"unreadable", "symlink-outside"}
    assert replaced in {problem.file for problem in tree.problems}


def test_folders_that_link_to_each_other_have_so_many_names(tmp_path: Path) -> None:
    names = "abcdefghijkl"
    folder = site_at(tmp_path, {f"{name}/page.md": name for name in names})
    for name in names:
        for other in names.replace(name, ""):
            (folder / name / f"to-{other}").symlink_to(f"../{other}")
    tree = walk(folder, NativeDialect(Site()).role)
    found = [file.name for file in tree.documents]
    # Each under its own name and those of eight links; every other link is reported.
    assert len(found) == len(names) * (MAX_LINKS + 1)
    assert {f"{name}/page.md" for name in names} < set(found)
    assert {problem.code for problem in tree.problems} == {"symlink-loop"}
    assert any("8 other links" in problem.message for problem in tree.problems)
