"""The configuration and data files of a tree as plain values, for proposals of a site file."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from app.dialects.configuration_files import find_configuration
from app.files.opening import find, read
from app.files.text import decode
from app.files.tree import SourceFile, suffix_of
from app.problems import Problem

_SUFFIXES: Final = frozenset({".yml", ".yaml", ".toml", ".json"})
_DATA_FOLDERS: Final = ("_data", "data")
_PARAMS: Final = "params"
_MOST_FILES: Final = 1000
# Values are looked at to this depth; a YAML alias can make a deeper value endless.
_DEPTH: Final = 6


class DataSource(NamedTuple):
    """A value of a data file or of the configuration; scalars of YAML are text.

    `name` is how a site file refers to it: `_data/offices.yml`, or `params.offices` for a
    parameter. It is None for a configuration that site files cannot refer to. `origin` names the
    value to people.
    """

    name: str | None
    origin: str
    value: Any


def read_data_sources(content: Path) -> tuple[DataSource, ...]:
    """Return the values of a tree's configuration and data files, without unreadable ones."""
    return (*_configuration(content), *_data_files(content))


def texts_of(value: Any, key: str = "", depth: int = _DEPTH) -> Iterable[tuple[str, str]]:
    """Yield each text and number of a value as text, with the key that it is under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield key, str(value)
    elif depth and isinstance(value, Mapping):
        for name, item in value.items():
            yield from texts_of(item, str(name), depth - 1)
    elif depth and isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item, key, depth - 1)


def _configuration(content: Path) -> Iterable[DataSource]:
    files = find_configuration(content)
    if files is None:
        return
    for file in files.files:
        value = _read_value(file)
        if not isinstance(value, Mapping):
            continue
        yield DataSource(None, file.name, value)
        if files.kind == "jekyll":
            continue
        is_params = Path(file.name).stem.lower() == _PARAMS
        params = value if is_params else {key.lower(): value[key] for key in value}.get(_PARAMS)
        if isinstance(params, Mapping):
            yield from _parameters(params, file.name, _PARAMS)


def _parameters(value: Mapping[str, Any], file: str, name: str) -> Iterable[DataSource]:
    """Yield a mapping of parameters, then the mappings and lists in it."""
    yield DataSource(name, f"{name} in {file}", value)
    for key, item in value.items():
        inner = f"{name}.{key}"
        if isinstance(item, Mapping) and inner.count(".") < _DEPTH:
            yield from _parameters(item, file, inner)
        elif isinstance(item, list):
            yield DataSource(inner, f"{inner} in {file}", item)


def _data_files(content: Path) -> Iterable[DataSource]:
    for folder in _DATA_FOLDERS:
        paths = sorted((content / folder).rglob("*"))[:_MOST_FILES]
        for path in paths:
            name = path.relative_to(content).as_posix()
            file = find(content, name) if suffix_of(name) in _SUFFIXES else None
            value = _read_value(file) if isinstance(file, SourceFile) else None
            if value is not None:
                yield DataSource(name, name, value)


def _read_value(file: SourceFile) -> Any:
    """Return the value of a file; None if it cannot be read or holds nothing."""
    data = read(file)
    source = data if isinstance(data, Problem) else decode(file.name, data)
    if isinstance(source, Problem):
        return None
    try:
        match suffix_of(file.name):
            case ".json":
                return json.loads(source.text)
            case ".toml":
                return tomllib.loads(source.text)
            case _:
                # All scalars are text: a postal code keeps its leading zero.
                return yaml.load(source.text, yaml.BaseLoader)  # noqa: S506 - it makes text only
    except (ValueError, yaml.YAMLError, RecursionError):
        return None
