"""Where offices without a document stand: the places that the site file names."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.dialects.base import ConfigurationText
from app.files.data_files import TextFiles, read_text_file
from app.files.descriptors import real_path
from app.files.opening import find
from app.files.text import SourceText
from app.files.tree import SITE_FILE, SourceFile, Tree, suffix_of
from app.front_matter import KeyPath, Mark, Value, source_text
from app.front_matter.data_file import DATA_SUFFIXES, DOCUMENT_SUFFIXES
from app.site.located_site import LocatedSite

_SUFFIXES: Final = (*DATA_SUFFIXES, *DOCUMENT_SUFFIXES)


class Origin(NamedTuple):
    """A place that the site file names at a path of keys, and the meaning of keys there."""

    path: KeyPath
    name: str
    fields: Value

    @property
    def file(self) -> str:
        """The name as that of a file or folder."""
        return _file_name(self.name)


class ConfiguredValue(NamedTuple):
    """A value of the tree's configuration, with the places in it."""

    source: SourceText
    value: Value
    marks: Mapping[KeyPath, Mark]


def office_files(site: LocatedSite, content: Path) -> tuple[SourceFile, ...]:
    """Return the files that the site file's `locations` names, by the order of the names."""
    files: dict[str, SourceFile] = {}
    for origin in origins_of(site.settings.locations):
        for file in _files_of(origin.name, content):
            files[file.name] = file
    return tuple(files.values())


def read_office_files(files: Iterable[SourceFile]) -> TextFiles:
    """Return the texts of files of offices, by name."""
    return {file.name: read_text_file(file) for file in files}


def origins_of(written: Value) -> Iterator[Origin]:
    """Yield the place of each `{from: …}` in the site file."""
    entries: list[tuple[KeyPath, Value]] = [(("locations",), written)]
    if isinstance(written, tuple):
        entries = [(("locations", index), entry) for index, entry in enumerate(written)]
    for path, entry in entries:
        name = source_text(entry.get("from", "")) if isinstance(entry, Mapping) else None
        if isinstance(entry, Mapping) and name:
            yield Origin(path, name, entry.get("fields", {}))


def _files_of(origin: str, content: Path) -> tuple[SourceFile, ...]:
    """Return the file of this name in the content folder, or the files in the folder of it."""
    name = _file_name(origin)
    if name.startswith("..") or "\0" in name:
        return ()
    location = content / name
    try:
        names = [name]
        if location.is_dir():
            if not real_path(location).is_relative_to(real_path(content)):
                return ()
            prefix = "" if name == "." else f"{name}/"
            names = sorted(f"{prefix}{entry.name}" for entry in location.iterdir())
    except OSError:
        return ()
    files = [find(content, entry) for entry in names if suffix_of(entry) in _SUFFIXES]
    return tuple(file for file in files if isinstance(file, SourceFile))


def _file_name(origin: str) -> str:
    return posixpath.normpath(origin.strip().strip("/"))


def configured_value(
    name: str, configuration: Sequence[ConfigurationText]
) -> ConfiguredValue | None:
    """Return the value at a dotted key of the tree's configuration, the last file first."""
    names = name.strip().split(".")
    for text in reversed(configuration):
        if text.source is None:
            continue
        values = text.front_matter.values
        # `config/_default/params.toml` holds what is below `params`.
        stem = posixpath.basename(text.name).partition(".")[0].lower()
        for steps in (names, names[1:] if names[0].lower() == stem else ()):
            path = _path_in(values, steps)
            if path is None:
                continue
            value: Any = values
            for step in path:
                value = value[step]
            length = len(path)
            marks = {
                inner[length:]: mark
                for inner, mark in text.front_matter.marks.items()
                if inner[:length] == path
            }
            return ConfiguredValue(text.source, value, marks)
    return None


def candidates(tree: Tree, configuration: Sequence[ConfigurationText]) -> Iterator[str]:
    """Yield the names that a place of offices may have, for suggestions."""
    yield from _data_names(tree)
    yield from _configured_names(configuration)


def _configured_names(configuration: Sequence[ConfigurationText]) -> Iterator[str]:
    """Yield the dotted keys of the configuration whose values may be offices."""
    for text in configuration:
        stem = posixpath.basename(text.name).partition(".")[0]
        prefix = f"{stem}." if "/" in text.name and stem not in {"hugo", "config"} else ""
        for key, value in text.front_matter.values.items():
            if isinstance(value, Mapping | tuple):
                yield f"{prefix}{key}"
            if isinstance(value, Mapping):
                for inner, item in value.items():
                    if isinstance(item, Mapping | tuple):
                        yield f"{prefix}{key}.{inner}"


def _path_in(values: Mapping[str, Value], steps: Sequence[str]) -> KeyPath | None:
    """Return the path of keys that these steps lead to in any letter case; None for nowhere."""
    path: list[str] = []
    value: Any = values
    for step in steps:
        if not isinstance(value, Mapping):
            return None
        key = next((key for key in value if key.lower() == step.lower()), None)
        if key is None:
            return None
        path.append(key)
        value = value[key]
    return tuple(path) if path and isinstance(value, Mapping | tuple) else None


def _data_names(tree: Tree) -> Iterator[str]:
    """Yield the data files of a tree and their folders, for suggestions."""
    names = [file.name for file in (*tree.data_files, *tree.includables, *tree.assets)]
    names += [*tree.unserved, *(problem.file for problem in tree.problems)]
    for name in names:
        if suffix_of(name) in DATA_SUFFIXES and name != SITE_FILE:
            yield name
            if folder := posixpath.dirname(name):
                yield folder
