"""The walk over a content folder: what it keeps of each file."""

import os
from pathlib import Path

import pytest

from app.dialects.native import NativeDialect
from app.files.opening import MAX_DOCUMENT_BYTES, read
from app.files.stamps import Stamp
from app.files.tree import SourceFile, walk
from app.site.schema import Site
from tests.conftest import site_at


def test_a_walk_keeps_the_stamp_of_each_file(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"a.md": "A", "b/c.txt": "C"})
    (folder / "link.md").symlink_to("a.md")
    tree = walk(folder, NativeDialect(Site()).role)
    stamps = {file.name: file.stamp for file in (*tree.documents, *tree.assets)}
    of_a, of_c = (Stamp.of((folder / name).stat()) for name in ("a.md", "b/c.txt"))
    assert stamps == {"a.md": of_a, "link.md": of_a, "b/c.txt": of_c}


@pytest.mark.parametrize("change", ["written", "replaced", "dated back"])
def test_a_changed_file_has_another_stamp(tmp_path: Path, change: str) -> None:
    file = site_at(tmp_path, {"a.md": "one"}) / "a.md"
    hour = 3_600_000_000_000
    os.utime(file, ns=(0, Stamp.of(file.stat()).mtime_ns - hour))
    before = Stamp.of(file.stat())
    if change == "replaced":
        (tmp_path / "b").write_text("two")
        (tmp_path / "b").replace(file)
    else:
        file.write_text("two")
    if change == "dated back":
        os.utime(file, ns=(0, before.mtime_ns - hour))
    (found,) = walk(tmp_path, NativeDialect(Site()).role).documents
    assert found.stamp is not None
    assert found.stamp != before
    assert found.stamp.size == before.size


def test_a_stamp_is_trusted_only_once_the_clock_of_the_file_system_has_ticked() -> None:
    second = 1_000_000_000
    for stamp in (Stamp(1, 2, 3, 10 * second, 5), Stamp(1, 2, 3, 5, 10 * second)):
        assert stamp.is_racy(10 * second)
        assert stamp.is_racy(12 * second - 1)
        assert not stamp.is_racy(12 * second)


@pytest.mark.parametrize("size", [0, 1, 4096, 3_000_000, MAX_DOCUMENT_BYTES])
def test_a_document_is_read_whole(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * size)
    assert read(SourceFile("a.md", str(file))) == b"x" * size


def test_a_file_that_tells_no_size_is_read_whole() -> None:
    file = Path("/proc/self/mountinfo")
    assert file.stat().st_size == 0
    assert read(SourceFile("a.md", str(file))) == file.read_bytes()
