"""`_data` → what templates call `site.data`."""

import csv
import datetime as dt
import io
import json
import posixpath
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from app.files.text import SourceText
from app.problems import Fault, Problem

_HINT: Final = "Mend the file."
# What a name may not hold where a template names it, white space at its ends with it.
_NOT_NAMED: Final = re.compile(r"[^\w\s-]+|(?<=^)\s+|(?<=\s)\s+|\s+(?=$)")
_DEEPEST: Final = 100
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")
# How many values aliases may stand for in one file, besides those that it writes out.
_REPEATED: Final = 100_000
_MERGE: Final = "tag:yaml.org,2002:merge"


def read_data(files: Mapping[str, SourceText]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The data of all files, by folder and name, and what is wrong with those that do not parse."""
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    entered: set[str] = set()
    for name in sorted(files, key=_order):
        folder, base = posixpath.split(name)
        stem, suffix = posixpath.splitext(base)
        held = _parsed(files[name], suffix.lower())
        if isinstance(held, Problem):
            problems.append(held)
            continue
        place = data
        way = ""
        for part in folder.split("/") if folder else ():
            way = f"{way}{part}/"
            if way not in entered:
                entered.add(way)
                # A folder takes the place of a file of its name.
                place[_named(part)] = {}
            place = place[_named(part)]
        place[_named(stem)] = held
    return data, tuple(problems)


def _order(name: str) -> tuple[tuple[int, str], ...]:
    """Files first, by their suffix and then their name, then folders: loops over data show it."""
    *folders, base = name.split("/")
    suffix = posixpath.splitext(base)[1].lower()
    rank = _SUFFIXES.index(suffix) if suffix in _SUFFIXES else len(_SUFFIXES)
    return (*((len(_SUFFIXES) + 1, folder) for folder in folders), (rank, base))


def _named(name: str) -> str:
    return re.sub(r"\s+", "_", _NOT_NAMED.sub("", name))


def _parsed(source: SourceText, suffix: str) -> Any:
    try:
        match suffix:
            case ".json":
                held = json.loads(source.text, parse_constant=_refused)
            case ".csv" | ".tsv":
                held = _table(source.text, "\t" if suffix == ".tsv" else ",")
            case _:
                held = yaml.load(source.text, Loader=_Loader)  # noqa: S506 - it is a safe one
        return _Fitting(len(source.text) + _REPEATED).value(held, _DEEPEST)
    except yaml.MarkedYAMLError as error:
        offset = error.problem_mark.index if error.problem_mark is not None else 0
        return source.problem(Fault(offset, "unreadable-data", _told(error.problem), _HINT))
    except json.JSONDecodeError as error:
        return source.problem(Fault(error.pos, "unreadable-data", _told(error.msg), _HINT))
    except (yaml.YAMLError, csv.Error, ValueError, RecursionError, OverflowError) as error:
        return source.problem(Fault(0, "unreadable-data", _told(str(error)), _HINT))


def _told(reason: str | None) -> str:
    line = " ".join((reason or "").split())
    return f"these are no data: {line[:120]}" if line else "these are no data"


def _table(text: str, separator: str) -> list[dict[str, str | None]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header = next(rows, [])
    return [
        {name: row[at] if at < len(row) else None for at, name in enumerate(header)}
        for row in rows
        if row
    ]


def _refused(name: str) -> Any:
    message = f"{name} is no JSON"
    raise ValueError(message)


class _Loader(yaml.SafeLoader):
    """The safe loader of the library, which merges no more than a file can be meant to hold."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._left = len(stream) + _REPEATED

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Merge what `<<` names into the mapping. Raises ValueError where it is too much."""
        for key, value in node.value:
            if key.tag != _MERGE:
                continue
            for each in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if isinstance(each, yaml.MappingNode):
                    self.flatten_mapping(each)
                    self._left = _spent(self._left, len(each.value))
        super().flatten_mapping(node)


def _spent(left: int, number: int) -> int:
    if number > left:
        message = f"aliases stand for more than {_REPEATED:,} values"
        raise ValueError(message)
    return left - number


class _Fitting:
    """Makes values such as templates know: keys are text, nothing holds itself."""

    def __init__(self, most: int) -> None:
        self._left = most

    def value(self, value: Any, deeper: int) -> Any:
        """The value, made anew. Raises ValueError where it is too deep or too much."""
        if deeper == 0:
            message = f"they nest more than {_DEEPEST} deep"
            raise ValueError(message)
        self._left = _spent(self._left, 1)
        match value:
            case dict():
                return {_key(key): self.value(held, deeper - 1) for key, held in value.items()}
            case list() | tuple():
                return [self.value(held, deeper - 1) for held in value]
            case set():
                # Theirs is no order that is the same everywhere.
                return sorted(map(_key, value))
            case bytes():
                return value.decode(errors="replace")
            case dt.datetime() if value.tzinfo is None:
                return value.replace(tzinfo=dt.UTC)
            case str() | bool() | int() | float() | dt.date() | None:
                return value
            case _:
                return str(value)


def _key(key: Any) -> str:
    if isinstance(key, bool):
        return "true" if key else "false"
    return key if isinstance(key, str) else str(key)
