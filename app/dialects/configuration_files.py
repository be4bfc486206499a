"""The files by which another system's tree is recognised."""

import stat
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from app.files.stamps import Stamp
from app.files.tree import SourceFile

ForeignKind: TypeAlias = Literal["jekyll", "hugo"]

_JEKYLL: Final = ("_config.yml", "_config.yaml", "_config.toml")
_SUFFIXES: Final = (".toml", ".yaml", ".yml", ".json")
_HUGO: Final = tuple(f"hugo{suffix}" for suffix in _SUFFIXES)
# As Hugo's was called, and many another's is.
_OLD_HUGO: Final = tuple(f"config{suffix}" for suffix in _SUFFIXES)
# Folders that tell which it is.
_HUGO_FOLDERS: Final = ("content", "archetypes", "layouts", "themes")
_ENVIRONMENTS: Final = ("config/_default", "config/production")


class ConfigurationFiles(NamedTuple):
    """The files that tell how a tree is read; what a later one says counts."""

    kind: ForeignKind
    files: tuple[SourceFile, ...]


def find_configuration(root: Path) -> ConfigurationFiles | None:
    """The configuration of the system that the tree was written for; None for one of our own."""
    for name in _JEKYLL:
        if (found := regular_file(root / name, name)) is not None:
            return ConfigurationFiles("jekyll", (found,))
    files = []
    names = _HUGO
    if any((root / folder).is_dir() for folder in _HUGO_FOLDERS):
        names = (*_HUGO, *_OLD_HUGO)
    for name in names:
        if (found := regular_file(root / name, name)) is not None:
            files.append(found)
            break
    for folder in _ENVIRONMENTS:
        files += _below(root, folder)
    return ConfigurationFiles("hugo", tuple(files)) if files else None


def _below(root: Path, folder: str) -> list[SourceFile]:
    try:
        entries = sorted(entry.name for entry in (root / folder).iterdir())
    except OSError:
        return []
    named = (f"{folder}/{entry}" for entry in entries if entry.endswith(_SUFFIXES))
    return [file for name in named if (file := regular_file(root / name, name)) is not None]


def regular_file(location: Path, name: str) -> SourceFile | None:
    """The file, if it is there; what else may have its name, a folder or a pipe, the walk tells."""
    try:
        status = location.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return SourceFile(name, str(location), Stamp.of(status))
