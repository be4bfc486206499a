"""`_data` → the values of `site.data`."""

import csv
import datetime as dt
import io
import json
import posixpath
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs do not export it
from yaml.resolver import Resolver

from app.files.text import SourceText
from app.front_matter.errors import explain
from app.front_matter.yaml_faults import syntax_fault
from app.problems import Fault, Problem
from app.regex import regex

# Characters that Jekyll drops from a name; white space at either end is dropped too.
_DROPPED: Final = regex(r"[^\w\s-]+|(?<=^)\s+|(?<=\s)\s+|\s+(?=$)")
_MAX_DEPTH: Final = 100
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")
# Values that the aliases of one file may stand for, besides one for each character of the file.
_MAX_REPEATED: Final = 100_000
_CODE: Final = "unreadable-data"
_UNREADABLE: Final = object()
_TOO_DEEP: Final = f"values nest deeper than {_MAX_DEPTH} levels"
# Errors of Python.
_MEANINGS: Final = {
    "day is out of range for month": "a date in this file does not exist",
    "month must be in 1..12": "a date in this file does not exist",
    "hour must be in 0..23": "a time in this file does not exist",
    "minute must be in 0..59": "a time in this file does not exist",
    "second must be in 0..59": "a time in this file does not exist",
    "Exceeds the limit": "a number in this file has too many digits",
}
_MERGE: Final = "tag:yaml.org,2002:merge"


def read_data(files: Mapping[str, SourceText]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the data of all files by folder and name, and a problem for each unreadable file."""
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    folders: set[str] = set()
    for file in sorted(files, key=_order):
        folder, base = posixpath.split(file)
        stem, suffix = posixpath.splitext(base)
        value = _parse(files[file], suffix.lower(), problems)
        if value is _UNREADABLE:
            continue
        parent = data
        path = ""
        for part in folder.split("/") if folder else ():
            path = f"{path}{part}/"
            if path not in folders:
                folders.add(path)
                # A folder replaces a file of the same name.
                parent[_key_of_name(part)] = {}
            parent = parent[_key_of_name(part)]
        parent[_key_of_name(stem)] = value
    return data, tuple(problems)


def _order(file: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key: files before folders, by suffix and name, as Jekyll loops over them."""
    *folders, base = file.split("/")
    suffix = posixpath.splitext(base)[1].lower()
    rank = _SUFFIXES.index(suffix) if suffix in _SUFFIXES else len(_SUFFIXES)
    return (*((len(_SUFFIXES) + 1, folder) for folder in folders), (rank, base))


def _key_of_name(name: str) -> str:
    return re.sub(r"\s+", "_", _DROPPED.sub("", name))


def _parse(source: SourceText, suffix: str, problems: list[Problem]) -> Any:
    """Return the value of a file, `_UNREADABLE` for none; add its problems to the list."""
    try:
        fault = None
        match suffix:
            case ".json":
                value, fault = _json(source.text)
            case ".csv" | ".tsv":
                value = _table(source.text, "\t" if suffix == ".tsv" else ",")
            case _:
                value, fault = _first_document(source.text)
        value = _normalized(value, len(source.text) + _MAX_REPEATED)
    except yaml.YAMLError as error:
        value, fault = _UNREADABLE, syntax_fault(error, source.text, 0)._replace(code=_CODE)
    except json.JSONDecodeError as error:
        message, hint, _ = explain("json", error.msg)
        value, fault = _UNREADABLE, Fault(error.pos, _CODE, message, hint)
    except csv.Error:
        message = "a quote in this table is not closed, or text follows it"
        hint = "Put the whole cell in quotes, and write each quote in it twice."
        value, fault = _UNREADABLE, Fault(0, _CODE, message, hint)
    except RecursionError:
        value, fault = _UNREADABLE, Fault(0, _CODE, _TOO_DEEP, "Nest the values less.")
    except (ValueError, OverflowError) as error:
        message = _MEANINGS.get(str(error).partition(" (")[0], str(error))
        value, fault = _UNREADABLE, Fault(0, _CODE, message, "Correct it, or put it in quotes.")
    if fault is not None:
        problems.append(source.problem(fault))
    return value


def _json(text: str) -> tuple[Any, Fault | None]:
    """Return the value of JSON, which Jekyll reads as YAML: that allows more, such as line breaks.

    The faults are those of JSON.
    """
    try:
        return json.loads(text, parse_constant=_reject_constant), None
    except ValueError as error:
        try:
            return _first_document(text)
        except yaml.YAMLError:
            raise error from None


def _first_document(text: str) -> tuple[Any, Fault | None]:
    """Return the value of the first document, as far as Ruby reads, and a fault for the rest."""
    # PyYAML's stubs leave out some of its types.
    loader: Any = _Loader(text)
    value = loader.get_data() if loader.check_data() else None
    try:
        if not loader.check_data():
            return value, None
        place = loader.peek_event().start_mark.index
    except yaml.YAMLError as error:
        place = syntax_fault(error, text, 0).offset
    message = "Jekyll reads this file only up to here"
    return value, Fault(place, "unread-data", message, "Correct what follows, or remove it.")


def _table(text: str, separator: str) -> list[dict[str, str | None]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header = next(rows, [])
    left = len(text) + _MAX_REPEATED
    table: list[dict[str, str | None]] = []
    for row in filter(None, rows):
        if len(header) > left:
            raise ValueError(
                f"more than {_MAX_REPEATED:,} cells are missing in rows that are short"
            )
        left -= len(header)
        table.append({name: row[at] if at < len(row) else None for at, name in enumerate(header)})
    return table


def _reject_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


class _Loader(Composer, CParser, SafeConstructor, Resolver):
    """A safe loader on libyaml's parser that limits what merge keys expand to.

    22,000 comment files of 300 bytes take 1.4 s with it, 8.4 s with `yaml.SafeLoader` and 1.0 s
    with `yaml.CSafeLoader`, which composes nodes by recursion in C: 100,000 opening brackets end
    the process. The composer in Python raises RecursionError.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self._left = len(text) + _MAX_REPEATED

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Replace merge keys by the entries that they name. Raises ValueError for too many."""
        for key, value in node.value:
            if key.tag != _MERGE:
                continue
            for merged in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if isinstance(merged, yaml.MappingNode):
                    self.flatten_mapping(merged)
                    self._left = _spend(self._left, len(merged.value))
        super().flatten_mapping(node)


def _spend(left: int, count: int) -> int:
    if count > left:
        raise ValueError(f"aliases stand for more than {_MAX_REPEATED:,} values")
    return left - count


def _normalized(value: Any, left: int) -> Any:
    """Return a copy of a value as templates handle it: keys are text, nothing contains itself.

    Raises ValueError if it is too deep or holds more than `left` values.
    """

    def normalized(value: Any, depth: int) -> Any:
        nonlocal left
        if depth == 0:
            raise ValueError(f"values nest deeper than {_MAX_DEPTH} levels")
        left = _spend(left, 1)
        match value:
            case str() | bool() | int() | float() | None:
                return value
            case dict():
                return {_key(key): normalized(item, depth - 1) for key, item in value.items()}
            case list() | tuple():
                return [normalized(item, depth - 1) for item in value]
            case set():
                # A set has no order of its own that is the same in every process.
                return sorted(map(_key, value))
            case bytes():
                return value.decode(errors="replace")
            case dt.datetime() if value.tzinfo is None:
                return value.replace(tzinfo=dt.UTC)
            case dt.date():
                return value
            case _:
                return str(value)

    return normalized(value, _MAX_DEPTH)


def _key(key: Any) -> str:
    if isinstance(key, bool):
        return "true" if key else "false"
    return key if isinstance(key, str) else str(key)
