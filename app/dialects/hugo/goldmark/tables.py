"""Tables whose first row has fewer cells than the line below it has columns: Hugo fills it up."""

import re
from collections.abc import Iterator
from typing import Final

from app.dialects.hugo.goldmark.placeholders import GUARD, PAD
from app.markdown.edits import Edit

_CELL: Final = r"[ \t]*+:?-++:?[ \t]*+"
_DELIMITERS: Final = re.compile(
    rf"^(?P<first>[^\n]*\S)[ \t]*\n(?P<prefix>[ \t>]*)(?P<row>\|?{_CELL}(?:\|{_CELL})*\|?)[ \t]*$",
    re.MULTILINE,
)
_PIPE: Final = re.compile(r"(?<!\\)\|")
_PREFIX: Final = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")


def table_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Edits, by their offsets from `start`, by which this range of a text has the tables of Hugo.

    Of what they add nothing is left once the events are read.
    """
    if "-|" not in text and "|-" not in text and ":-" not in text and "-:" not in text:  # most
        return
    for match in _DELIMITERS.finditer(text, start, end):
        row = match["row"]
        if "|" not in row and ":" not in row:
            # A line of hyphens makes a heading.
            continue
        prefix = _PREFIX.match(match["first"])
        assert prefix is not None
        first = match["first"][prefix.end() :]
        columns, cells = _cells(row), _cells(first)
        at = match.end("first") - start
        if cells < columns:
            pad = PAD if not _ends_open(first) else PAD[::-1]
            yield Edit(at, at, pad * (columns - cells))
        elif row.startswith(":") and (cells > columns or "|" not in row):
            colon = match.start("row") - start
            yield Edit(colon, colon, GUARD)


def _cells(row: str) -> int:
    row = row.strip()
    inner = row.removeprefix("|")
    if _ends_open(inner):
        inner = inner[:-1]
    return len(_PIPE.findall(inner)) + 1


def _ends_open(row: str) -> bool:
    return row.endswith("|") and not row.endswith("\\|")
