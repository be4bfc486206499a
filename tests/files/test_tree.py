"""The walk over a content folder."""

from pathlib import Path

from app.dialects.native import NativeDialect
from app.files.stamps import Stamp
from app.files.tree import MAX_LINKS, walk
from app.site.schema import Site
from tests.conftest import site_at


def test_a_walk_keeps_the_stamp_of_each_file(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"a.md": "A", "b/c.txt": "C"})
    (folder / "link.md").symlink_to("a.md")
    tree = walk(folder, NativeDialect(Site()).role)
    stamps = {file.name: file.stamp for file in (*tree.documents, *tree.assets)}
    of_a, of_c = (Stamp.of((folder / name).stat()) for name in ("a.md", "b/c.txt"))
    assert stamps == {"a.md": of_a, "link.md": of_a, "b/c.txt": of_c}


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
