"""The configuration files by which another system's tree is recognised."""

import stat
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from app.files.stamps import Stamp
from app.files.tree import SourceFile

ForeignKind: TypeAlias = Literal["jekyll", "hugo"]

_JEKYLL: Final = ("_config.yml", "_config.yaml", "_config.toml")
_SUFFIXES: Final = (".toml", ".yaml", ".yml", ".json")
_HUGO: Final = tuple(f"hugo{suffix}" for suffix in _SUFFIXES)
# Hugo's older names, which other systems use too: the tree also needs one of the folders.
_OLD_HUGO: Final = tuple(f"config{suffix}" for suffix in _SUFFIXES)
_HUGO_FOLDERS: Final = ("content", "archetypes", "layouts", "themes")
_ENVIRONMENTS: Final = ("config/_default", "config/production")


class ConfigurationFiles(NamedTuple):
    """The configuration files of a tree; a later one overrides an earlier one."""

    kind: ForeignKind
    files: tuple[SourceFile, ...]


def find_configuration(root: Path) -> ConfigurationFiles | None:
    """Return the configuration of the tree's system; None for a native tree."""
    if (file := _first(root, _JEKYLL)) is not None:
        return ConfigurationFiles("jekyll", (file,))
    names = _HUGO
    if any((root / folder).is_dir() for folder in _HUGO_FOLDERS):
        names = (*_HUGO, *_OLD_HUGO)
    file = _first(root, names)
    files = [] if file is None else [file]
    for folder in _ENVIRONMENTS:
        files += _below(root, folder)
    return ConfigurationFiles("hugo", tuple(files)) if files else None


def regular_file(location: Path, name: str) -> SourceFile | None:
    """Return the file if it is a regular one."""
    try:
        status = location.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return SourceFile(name, str(location), Stamp.of(status))


def _first(root: Path, names: tuple[str, ...]) -> SourceFile | None:
    files = (regular_file(root / name, name) for name in names)
    return next((file for file in files if file is not None), None)


def _below(root: Path, folder: str) -> list[SourceFile]:
    try:
        entries = sorted(entry.name for entry in (root / folder).iterdir())
    except OSError:
        return []
    names = (f"{folder}/{entry}" for entry in entries if entry.endswith(_SUFFIXES))
    return [file for name in names if (file := regular_file(root / name, name)) is not None]
