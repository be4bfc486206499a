"""Data files as a whole: a list, a mapping or the rows of a table, each value with its place."""

import csv
import io
from typing import Final, NamedTuple

from app.front_matter.errors import SYNTAX, FrontMatterError
from app.front_matter.handlers import read_front_matter
from app.front_matter.json_block import read_json
from app.front_matter.toml_block import read_toml
from app.front_matter.values import KeyPath, Mark, Parsed, Value
from app.front_matter.yaml_block import read_yaml
from app.problems import Fault

# The types of data files, and of documents, whose front matter is the data.
DATA_SUFFIXES: Final = (".yml", ".yaml", ".json", ".toml", ".csv", ".tsv")
DOCUMENT_SUFFIXES: Final = (".md", ".markdown", ".html")
# The key under which the parsers read a list: they expect a mapping.
_KEY: Final = "items"


class Data(NamedTuple):
    """The value of a file, the places of what is in it, and faults."""

    value: Value
    marks: dict[KeyPath, Mark]
    faults: tuple[Fault, ...] = ()


def read_data(suffix: str, text: str) -> Data:
    """Return the value of a data file of this type. Raises FrontMatterError."""
    if suffix in {".csv", ".tsv"}:
        return _table(text, "\t" if suffix == ".tsv" else ",")
    if suffix in DOCUMENT_SUFFIXES:
        return _whole(read_front_matter(text))
    if suffix == ".toml":
        return _whole(read_toml(text))
    if suffix == ".json":
        if text.lstrip()[:1] == "[":
            prefix = f'{{"{_KEY}":'
            return _list(prefix, f"{prefix}{text}}}")
        return _whole(read_json(text))
    # The line that begins a YAML document would end the key's value; as a comment it does not.
    plain = f"#--{text[3:]}" if text.startswith("---") else text
    if _first_line(plain).startswith(("-", "[")):
        prefix = f"{_KEY}:\n"
        # A list in brackets must be indented below its key.
        space = " " if _first_line(plain).startswith("[") else ""
        return _list(prefix + space, prefix + space + plain)
    return _whole(read_yaml(text))


def _first_line(text: str) -> str:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return next(lines, "")


def _whole(parsed: Parsed) -> Data:
    front_matter, faults = parsed
    return Data(front_matter.values, dict(front_matter.marks), faults)


def _list(prefix: str, text: str) -> Data:
    """Return the list that is the value of a key, as if that key were not there."""
    length = len(prefix)
    read = read_json if prefix.startswith("{") else read_yaml
    try:
        front_matter, faults = read(text)
    except FrontMatterError as error:
        raise FrontMatterError(*_moved(error.faults, length)) from None
    marks = {
        path[1:]: Mark(max(mark.key - length, 0), max(mark.value - length, 0))
        for path, mark in front_matter.marks.items()
        if len(path) > 1
    }
    return Data(front_matter.values.get(_KEY, ()), marks, _moved(faults, length))


def _moved(faults: tuple[Fault, ...], length: int) -> tuple[Fault, ...]:
    return tuple(fault._replace(offset=max(fault.offset - length, 0)) for fault in faults)


def _table(text: str, separator: str) -> Data:
    """Return the rows below the first as mappings by its names; empty cells are left out."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    names: list[str] | None = None
    rows: list[Value] = []
    marks: dict[KeyPath, Mark] = {}
    line_number = 0
    try:
        for row in reader:
            start, line_number = starts[min(line_number, len(starts) - 1)], reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if names is None:
                names = [cell.strip() for cell in row]
                continue
            path: KeyPath = (len(rows),)
            marks[path] = Mark(start, start)
            values: dict[str, Value] = {}
            at = start
            for name, cell in zip(names, row, strict=False):
                if name and cell.strip():
                    at = max(at, text.find(cell, at))
                    values[name] = cell.strip()
                    marks[(*path, name)] = Mark(at, at)
            rows.append(values)
    except csv.Error as error:
        place = starts[min(line_number, len(starts) - 1)]
        fault = Fault(place, SYNTAX, f"the table does not parse: {error}", "Correct its quotes.")
        raise FrontMatterError(fault) from None
    return Data(tuple(rows), marks)
