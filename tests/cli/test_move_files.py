"""Moves are carried out as a whole, or say what was done."""

from pathlib import Path

import pytest

from app.cli.move_files import ChangedFile, carry_out
from app.library.moves.plan import MoveError


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
    with pytest.raises(MoveError, match="nothing is changed"):
        carry_out(tmp_path, "a.md", "file/b.md", {"a.md": file})
    assert (tmp_path / "a.md").read_text() == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "file"]


def test_a_failure_half_way_says_what_was_done(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "full").write_text("")
    file = changed(tmp_path / "a.md", b"two")
    with pytest.raises(MoveError, match=r"a\.md is written with its new links, but a\.md has not"):
        carry_out(tmp_path, "a.md", "b", {"a.md": file})
    assert (tmp_path / "a.md").read_text() == "two"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b"]
