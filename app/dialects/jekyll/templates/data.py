"""`_data` → the values of `site.data`."""

import json
import posixpath
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from app.dialects.jekyll.templates.csv_data import TableError, read_rows
from app.dialects.jekyll.templates.normalized import MAX_REPEATED, TOO_DEEP, normalized
from app.dialects.jekyll.templates.yaml_data import Meanings, first_document
from app.files.text import SourceText
from app.front_matter.errors import explain
from app.front_matter.yaml_faults import syntax_fault
from app.problems import Fault, Problem
from app.regex import regex

# Characters that Jekyll drops from a name; white space at either end is dropped too.
_DROPPED: Final = regex(r"[^\w\s-]+|(?<=^)\s+|(?<=\s)\s+|\s+(?=$)")
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")
_CODE: Final = "unreadable-data"
_UNREADABLE: Final = object()
# Errors of Python.
_MEANINGS: Final = {
    "day is out of range for month": "a date in this file does not exist",
    "month must be in 1..12": "a date in this file does not exist",
    "hour must be in 0..23": "a time in this file does not exist",
    "minute must be in 0..59": "a time in this file does not exist",
    "second must be in 0..59": "a time in this file does not exist",
    "Exceeds the limit": "a number in this file has too many digits",
}


def read_data(files: Mapping[str, SourceText]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the data of all files by folder and name, and a problem for each unreadable file."""
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    folders: set[str] = set()
    meanings: Meanings = {}
    for file in sorted(files, key=_order):
        folder, base = posixpath.split(file)
        stem, suffix = posixpath.splitext(base)
        value = _parse(files[file], suffix.lower(), meanings, problems)
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


def _parse(source: SourceText, suffix: str, meanings: Meanings, problems: list[Problem]) -> Any:
    """Return the value of a file, `_UNREADABLE` for none; add its problems to the list."""
    try:
        fault = None
        match suffix:
            case ".json":
                value, fault = _json(source.text, meanings)
            case ".csv" | ".tsv":
                rows = _table(source.text, "\t" if suffix == ".tsv" else ",")
                value = normalized(rows, len(source.text) + MAX_REPEATED)
            case _:
                value, fault = first_document(source.text, meanings)
    except yaml.YAMLError as error:
        value, fault = _UNREADABLE, syntax_fault(error, source.text, 0)._replace(code=_CODE)
    except json.JSONDecodeError as error:
        message, hint, _ = explain("json", error.msg)
        value, fault = _UNREADABLE, Fault(error.pos, _CODE, message, hint)
    except TableError:
        message = "a quote in this table is not closed, or text follows it"
        hint = "Put the whole cell in quotes, and write each quote in it twice."
        value, fault = _UNREADABLE, Fault(0, _CODE, message, hint)
    except RecursionError:
        value, fault = _UNREADABLE, Fault(0, _CODE, TOO_DEEP, "Nest the values less.")
    except (ValueError, OverflowError) as error:
        message = _MEANINGS.get(str(error).partition(" (")[0], str(error))
        value, fault = _UNREADABLE, Fault(0, _CODE, message, "Correct it, or put it in quotes.")
    if fault is not None:
        problems.append(source.problem(fault))
    return value


def _json(text: str, meanings: Meanings) -> tuple[Any, Fault | None]:
    """Return the value of JSON, which Jekyll reads as YAML: that allows more, such as line breaks.

    The faults are those of JSON.
    """
    try:
        value = json.loads(text, parse_constant=_reject_constant)
    except ValueError as error:
        try:
            return first_document(text, meanings)
        except yaml.YAMLError:
            raise error from None
    return normalized(value, len(text) + MAX_REPEATED), None


def _table(text: str, separator: str) -> list[dict[str, str | None]]:
    rows = read_rows(text, separator)
    header = [name or "" for name in next(rows, [])]
    left = len(text) + MAX_REPEATED
    table: list[dict[str, str | None]] = []
    for row in rows:
        if len(header) > left:
            raise ValueError(f"more than {MAX_REPEATED:,} cells are missing in rows that are short")
        left -= len(header)
        table.append({name: row[at] if at < len(row) else None for at, name in enumerate(header)})
    return table


def _reject_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
