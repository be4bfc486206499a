"""Static files, written and read."""

from pathlib import Path

from app.files.assets import Asset, read_asset
from app.files.tree import SourceFile
from app.problems import Problem


def asset_at(folder: Path, name: str, data: bytes) -> tuple[Asset, tuple[Problem, ...]]:
    """Write a file and read it as an asset."""
    location = folder / name
    location.write_bytes(data)
    asset, problems = read_asset(SourceFile(name, str(location)))
    assert asset is not None
    return asset, problems
