"""The walk over a content folder."""

from pathlib import Path

from app.dialects.native import NativeDialect
from app.files.stamps import Stamp
from app.files.tree import walk
from app.site.schema import Site
from tests.conftest import site_at


def test_a_walk_keeps_the_stamp_of_each_file(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"a.md": "A", "b/c.txt": "C"})
    (folder / "link.md").symlink_to("a.md")
    tree = walk(folder, NativeDialect(Site()).role)
    stamps = {file.name: file.stamp for file in (*tree.documents, *tree.assets)}
    of_a, of_c = (Stamp.of((folder / name).stat()) for name in ("a.md", "b/c.txt"))
    assert stamps == {"a.md": of_a, "link.md": of_a, "b/c.txt": of_c}
