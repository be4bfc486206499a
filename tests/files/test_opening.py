"""Reading files of a tree."""

import os
from pathlib import Path

import pytest

from app.files.opening import MAX_DOCUMENT_BYTES, find, find_named, open_again, read
from app.files.tree import SourceFile
from app.problems import Problem


@pytest.mark.parametrize("size", [0, 1, 4096, 3_000_000, MAX_DOCUMENT_BYTES])
def test_a_document_is_read_whole(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * size)
    assert read(SourceFile("a.md", str(file))) == b"x" * size


def test_a_file_that_tells_no_size_is_read_whole() -> None:
    file = Path("/proc/self/mountinfo").resolve()
    assert file.stat().st_size == 0
    assert read(SourceFile("a.md", str(file))) == file.read_bytes()


def test_a_link_that_stays_in_the_folder_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "content"
    (root / "..data").mkdir(parents=True)
    (root / "..data/site.yaml").write_text("title: A\n")
    (root / "site.yaml").symlink_to("..data/site.yaml")
    (tmp_path / "linked").symlink_to("content")
    for folder in (root, tmp_path / "linked"):
        file = find(folder, "site.yaml")
        assert isinstance(file, SourceFile)
        assert (file.name, file.path) == ("site.yaml", str(root / "..data/site.yaml"))
        assert read(file) == b"title: A\n"


def test_a_link_out_of_the_folder_is_refused_unless_a_setting_names_it(tmp_path: Path) -> None:
    root = tmp_path / "content"
    root.mkdir()
    (tmp_path / "outside.yaml").write_text("title: A\n")
    (root / "site.yaml").symlink_to(tmp_path / "outside.yaml")
    problem = find(root, "site.yaml")
    assert isinstance(problem, Problem)
    assert (problem.file, problem.code) == ("site.yaml", "symlink-outside")
    file = find_named(root / "site.yaml")
    assert file is not None
    assert (file.name, read(file)) == ("site.yaml", b"title: A\n")


def test_what_is_no_regular_file_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("folder", "pipe", "loop", "gone"):
        assert find(tmp_path, name) is None
        assert find_named(tmp_path / name) is None


@pytest.mark.parametrize("has_stamp", [True, False])
@pytest.mark.parametrize("kind", ["link", "link to itself", "pipe", "folder", "link above"])
def test_what_has_taken_the_place_of_a_file_is_not_read(
    tmp_path: Path, kind: str, has_stamp: bool
) -> None:
    """A pipe would stop the reading thread for ever."""
    root, outside = tmp_path / "content", tmp_path / "outside"
    for folder in (root / "sub", outside):
        folder.mkdir(parents=True)
        (folder / "a.md").write_text(f"{folder.name}\n")
    file = find(root, "sub/a.md")
    assert isinstance(file, SourceFile)
    if not has_stamp:
        file = file._replace(stamp=None)
    assert read(file) == b"sub\n"
    if kind == "link above":
        (root / "sub").rename(root / "former")
        (root / "sub").symlink_to(outside)
    else:
        file.location.unlink()
    if kind == "link":
        file.location.symlink_to(outside / "a.md")
    elif kind == "link to itself":
        file.location.symlink_to("a.md")
    elif kind == "pipe":
        os.mkfifo(file.location)
    elif kind == "folder":
        file.location.mkdir()
    problem = read(file)
    assert isinstance(problem, Problem)
    assert problem.code == "unreadable"
    assert "took its place" in problem.hint
    with pytest.raises(OSError):  # noqa: PT011 - each for a reason of its own
        open_again(root, "sub/a.md")


def test_a_file_that_was_replaced_by_another_is_read(tmp_path: Path) -> None:
    """Editors write beside a file and rename."""
    (tmp_path / "a.md").write_text("a\n")
    file = find(tmp_path, "a.md")
    assert isinstance(file, SourceFile)
    (tmp_path / "b.md").write_text("longer\n")
    (tmp_path / "b.md").replace(tmp_path / "a.md")
    assert read(file) == b"longer\n"
