"""Files that are written beside and renamed."""

from pathlib import Path

import pytest

from app.files.writing import replace_file, write_beside


def test_a_link_stays_and_its_target_is_replaced_with_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "b").symlink_to("a")
    replace_file(tmp_path / "b", b"2")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"2"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        replace_file(tmp_path / "none", b"2")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"[Dd]irectory"):
        replace_file(tmp_path / "folder", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_beside_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    beside = write_beside(tmp_path / "a", b"2")
    assert beside.name.startswith(".")
    assert (tmp_path / "a").read_bytes() == b"1"
