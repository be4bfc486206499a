"""Static files: types and versions."""

from pathlib import Path

from app.files.assets import read_asset
from app.files.tree import SourceFile
from tests.files.written import asset_at


def test_files_that_are_no_pictures_have_no_size(tmp_path: Path) -> None:
    asset, problems = asset_at(tmp_path, "a.pdf", b"anything")
    assert (asset.type, asset.width, asset.height, problems) == ("application/pdf", None, None, ())


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    asset, (problem,) = read_asset(SourceFile("a.png", str(tmp_path / "a.png")))
    assert asset is None
    assert problem.code == "unreadable"


def test_the_fingerprint_names_the_bytes(tmp_path: Path) -> None:
    first, _ = asset_at(tmp_path, "a.txt", b"one")
    same, _ = asset_at(tmp_path, "b.txt", b"one")
    other, _ = asset_at(tmp_path, "c.txt", b"two")
    assert first.fingerprint == same.fingerprint != other.fingerprint
