"""Tables of `_data` as Ruby reads them: a cell without text is nil, unless it is in quotes."""

from collections.abc import Iterator

from app.regex import regex


class TableError(ValueError):
    """A table has a quote that is not closed, or text after a cell in quotes."""


def read_rows(text: str, separator: str) -> Iterator[list[str | None]]:
    """Yield the cells of each row. Raises TableError."""
    cell = regex(
        rf'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>(?!")[^{separator}\r\n]*+))'
        rf"(?P<end>{separator}|\r\n?|\n|\Z)"
    )
    row: list[str | None] = []
    at = 0
    # A separator at the end of the text has one more cell behind it.
    while at < len(text) or row:
        match = cell.match(text, at)
        if match is None:
            raise TableError("a cell is not closed, or text follows it")
        quoted = match["quoted"]
        row.append(match["bare"] or None if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if match["end"] != separator:
            yield row
            row = []
