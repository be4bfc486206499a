"""Tables whose first row has fewer cells than the delimiter row: Hugo fills it up."""

import re
from collections.abc import Iterator
from typing import Final

from app.dialects.hugo.goldmark.placeholders import GUARD, PAD
from app.markdown.edits import Edit
from app.regex import regex

_CELL: Final = r"[ \t]*+:?-++:?[ \t]*+"
_DELIMITER_ROW: Final = regex(
    rf"^(?P<first>[^\n]*\S)[ \t]*\n(?P<prefix>[ \t>]*)(?P<row>\|?{_CELL}(?:\|{_CELL})*\|?)[ \t]*$",
    re.MULTILINE,
)
_PIPE: Final = regex(r"(?<!\\)\|")
_PREFIX: Final = regex(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")


def table_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits, relative to `start`, that make tables of a range such as Hugo reads them.

    The placeholders that they add are removed from the events.
    """
    if all(text.find(border, start, end) < 0 for border in ("-|", "|-", ":-", "-:")):  # most texts
        return
    for match in _DELIMITER_ROW.finditer(text, start, end):
        row = match["row"]
        if "|" not in row and ":" not in row:
            # A line of hyphens makes a heading.
            continue
        first = _PREFIX.sub("", match["first"], count=1)
        columns, cells = _cell_count(row), _cell_count(first)
        if cells < columns:
            position = match.end("first") - start
            pad = PAD if not _ends_with_pipe(first) else PAD[::-1]
            yield Edit(position, position, pad * (columns - cells))
        elif row.startswith(":") and (cells > columns or "|" not in row):
            colon = match.start("row") - start
            yield Edit(colon, colon, GUARD)


def _cell_count(row: str) -> int:
    inner = row.strip().removeprefix("|")
    return len(_PIPE.findall(inner[:-1] if _ends_with_pipe(inner) else inner)) + 1


def _ends_with_pipe(row: str) -> bool:
    return row.endswith("|") and not row.endswith("\\|")
