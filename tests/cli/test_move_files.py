"""Moves are carried out as a whole, or say what was done."""

from pathlib import Path

import pytest

from app.cli.move_files import ChangedFile, carry_out
from app.library.moves.plan import MoveError
from tests.conftest import site_at


def changed(place: Path, after: bytes) -> ChangedFile:
    """A file that is to hold other bytes."""
    return ChangedFile(place, place.read_bytes(), after)


def test_a_file_that_changed_meanwhile_stops_the_move(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    file = changed(tmp_path / "a.md", b"two")
    (tmp_path / "a.md").write_text("three")
    with pytest.raises(MoveError, match="has changed meanwhile"):
        carry_out(tmp_path, "a.md", "b.md", {"a.md": file})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "three")]


def test_a_failure_before_the_first_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "file").write_text("")
    file = changed(tmp_path / "a.md", b"two")
    with pytest.raises(MoveError, match="nothing can lie in it"):
        carry_out(tmp_path, "a.md", "file/b.md", {"a.md": file})
    assert (tmp_path / "a.md").read_text() == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "file"]


def test_a_failure_half_way_restores_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "a.md").chmod(0o640)
    file = changed(tmp_path / "a.md", b"two")
    with pytest.raises(MoveError, match=r"gone\.md cannot be moved: .*; nothing is changed"):
        carry_out(tmp_path, "gone.md", "deep/er/b.md", {"a.md": file})
    assert (tmp_path / "a.md").read_text() == "one"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("name", ["b", "link", "out/c.md", "in/c.md"])
def test_a_name_that_is_not_free_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    root = tmp_path / "content"
    (root / "b").mkdir(parents=True)
    (root / "b" / ".gitkeep").write_text("")
    (root / "a.md").write_text("one")
    (root / "link").symlink_to(tmp_path / "nowhere")
    (root / "out").symlink_to(tmp_path)
    (root / "in").symlink_to("b")
    file = changed(root / "a.md", b"two")
    with pytest.raises(MoveError, match=r"exists already|not in the content|symbolic link"):
        carry_out(root, "a.md", name, {"a.md": file})
    assert (root / "a.md").read_text() == "one"
    assert (root / "link").is_symlink()


def test_a_folder_may_get_the_name_of_an_empty_one(tmp_path: Path) -> None:
    site_at(tmp_path, {"a/index.md": "one"})
    (tmp_path / "b").mkdir()
    carry_out(tmp_path, "a", "b", {})
    assert (tmp_path / "b/index.md").read_text() == "one"
