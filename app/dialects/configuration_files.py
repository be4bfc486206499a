"""The configuration files by which another system's tree is recognised."""

from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from app.dialects.other_systems import OtherSystem, find_other_system, is_of_hexo, is_of_zola
from app.files.opening import find
from app.files.tree import SourceFile
from app.problems import Problem

ForeignKind: TypeAlias = Literal["jekyll", "hugo"]

_JEKYLL: Final = ("_config.yml", "_config.yaml", "_config.toml")
_SUFFIXES: Final = (".toml", ".yaml", ".yml", ".json")
_HUGO: Final = tuple(f"hugo{suffix}" for suffix in _SUFFIXES)
# Hugo's older names, which other systems use too: the tree also needs one of the folders.
_OLD_HUGO: Final = tuple(f"config{suffix}" for suffix in _SUFFIXES)
_HUGO_FOLDERS: Final = ("content", "archetypes", "layouts", "themes")
_HOMES: Final = ("index.md", "_index.md", "index.markdown")
# What a Jekyll site has at least one of beside its configuration.
_JEKYLL_PARTS: Final = ("index.html", "_layouts", "_includes", "_posts", "_pages")
_ENVIRONMENTS: Final = ("config/_default", "config/production")


class ConfigurationFiles(NamedTuple):
    """The configuration files of a tree; a later one overrides an earlier one.

    `problems` are of links that lead out of the tree where the walk does not look for files.
    """

    kind: ForeignKind
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...] = ()


class OtherSites(NamedTuple):
    """Files of other sites: `below` are configurations of whole sites in folders of the tree.

    `system` is that of the tree itself, if its rules are not known.
    """

    below: tuple[SourceFile, ...] = ()
    system: OtherSystem | None = None


NO_OTHERS: Final = OtherSites()


def find_configuration(root: Path) -> ConfigurationFiles | None:
    """Return the configuration of the tree's system; None for a native tree."""
    if (file := _first(root, _JEKYLL)) is not None and not is_of_hexo(root):
        return ConfigurationFiles("jekyll", (file,))
    names = _HUGO
    if any((root / folder).is_dir() for folder in _HUGO_FOLDERS):
        names = (*_HUGO, *_OLD_HUGO)
    first = _first(root, names)
    results = [first, *(file for folder in _ENVIRONMENTS for file in _below(root, folder))]
    files = tuple(file for file in results if isinstance(file, SourceFile))
    problems = tuple(file for file in results if isinstance(file, Problem))
    return ConfigurationFiles("hugo", files, problems) if files else None


def find_others(root: Path, own: ConfigurationFiles | None) -> OtherSites:
    """Return the files of other sites in a tree without a site file; `own` is its configuration."""
    return OtherSites(
        _sites_below(root, own), find_other_system(root) if own is None else _zola(root, own)
    )


def _sites_below(root: Path, own: ConfigurationFiles | None) -> tuple[SourceFile, ...]:
    """Return a configuration file of each whole site in a folder of a tree without a home page.

    A tree with a configuration of its `own` has none, unless that is all that it has of a Jekyll
    site and the folder has a home page.
    """
    if own is not None and (own.kind != "jekyll" or _has_any(root, _JEKYLL_PARTS)):
        return ()
    try:
        entries = sorted(entry.name for entry in root.iterdir() if entry.is_dir())
    except OSError:
        return ()
    if _has_any(root, _HOMES):
        return ()
    sites: list[SourceFile] = []
    for folder in entries:
        configuration = None if folder.startswith(".") else find_configuration(root / folder)
        is_site = own is None or _has_any(root / folder, (*_HOMES, "index.html"))
        if configuration is not None and is_site:
            file = configuration.files[0]
            sites.append(file._replace(name=f"{folder}/{file.name}"))
    return tuple(sites)


def _zola(root: Path, own: ConfigurationFiles) -> OtherSystem | None:
    """Return Zola for a tree of its own that has a configuration named as Hugo's once was.

    Its content lies as Hugo's does.
    """
    name = own.files[0].name
    is_zolas = name == "config.toml" and is_of_zola(root)
    return OtherSystem("Zola", name, "a site of Hugo") if is_zolas else None


def _has_any(folder: Path, names: tuple[str, ...]) -> bool:
    return any((folder / name).exists() for name in names)


def _first(root: Path, names: tuple[str, ...]) -> SourceFile | None:
    files = (find(root, name) for name in names)
    return next((file for file in files if isinstance(file, SourceFile)), None)


def _below(root: Path, folder: str) -> list[SourceFile | Problem | None]:
    try:
        entries = sorted(entry.name for entry in (root / folder).iterdir())
    except OSError:
        return []
    return [find(root, f"{folder}/{entry}") for entry in entries if entry.endswith(_SUFFIXES)]
