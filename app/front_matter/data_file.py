"""Data files as a whole: a list, a mapping or the rows of a table, each value with its place."""

import csv
import io
from collections.abc import Callable, Mapping
from itertools import accumulate
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
_READERS: Final[Mapping[str, Callable[[str], Parsed]]] = {
    ".json": read_json,
    ".toml": read_toml,
    **dict.fromkeys(DOCUMENT_SUFFIXES, read_front_matter),
}


class Data(NamedTuple):
    """The value of a file, the places of what is in it, and faults."""

    value: Value
    marks: Mapping[KeyPath, Mark]
    faults: tuple[Fault, ...] = ()


def read_data(suffix: str, text: str) -> Data:
    """Return the value of a data file of this type. Raises FrontMatterError."""
    if suffix in {".csv", ".tsv"}:
        return _table(text, "\t" if suffix == ".tsv" else ",")
    read = _READERS.get(suffix, read_yaml)
    # What makes a list the value of a key.
    prefix = ""
    if read is read_json and text.lstrip().startswith("["):
        prefix, text = f'{{"{_KEY}":', f"{text}}}"
    elif read is read_yaml:
        # The line that begins a YAML document would end the key's value; as a comment it does not.
        plain = f"#--{text[3:]}" if text.startswith("---") else text
        lines = (line for line in plain.splitlines() if line.strip() and line[0] != "#")
        first = next(lines, "")
        if first.startswith(("-", "[")):
            # A list in brackets must be indented below its key.
            prefix, text = f"{_KEY}:\n{' ' if first[0] == '[' else ''}", plain
    length = len(prefix)
    try:
        front_matter, faults = read(prefix + text)
    except FrontMatterError as error:
        raise FrontMatterError(*_moved(error.faults, length)) from None
    if not prefix:
        return Data(front_matter.values, front_matter.marks, faults)
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
    lines = list(io.StringIO(text, newline=""))
    starts = [0, *accumulate(map(len, lines))]
    reader = csv.reader(lines, delimiter=separator, strict=True)
    names: list[str] | None = None
    rows: list[Value] = []
    marks: dict[KeyPath, Mark] = {}
    line_number = 0
    try:
        for row in reader:
            start, line_number = starts[min(line_number, len(starts) - 1)], reader.line_num
            end = starts[min(line_number, len(starts) - 1)]
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
                    at = max(at, text.find(cell, at, end))
                    values[name] = cell.strip()
                    marks[(*path, name)] = Mark(at, at)
            rows.append(values)
    except csv.Error as error:
        place = starts[min(line_number, len(starts) - 1)]
        message = "a quote in this row is not closed, or text follows it"
        hint = "Put the whole cell in quotes, and write each quote in it twice."
        if "field limit" in str(error):
            message = f"a cell of this row has more than {csv.field_size_limit():,} characters"
            hint = "Shorten it, or close the quote that it begins with."
        fault = Fault(place, SYNTAX, message, hint)
        raise FrontMatterError(fault) from None
    return Data(tuple(rows), marks)
