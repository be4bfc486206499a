"""TOML to metadata: values by the standard library, places by a scan of the same text."""

import re
import tomllib
from contextlib import suppress
from typing import Final

from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    duplicate_key_fault,
    too_deep_error,
)
from app.front_matter.inline import (
    InlineScanner,
    UnexpectedEndError,
    check_nesting,
    freeze_mapping,
)
from app.front_matter.values import DEPTH_LIMIT, KeyPath, Mark, Metadata
from app.problems import Fault, shorten

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_DUPLICATE: Final = re.compile(r"Cannot (?:overwrite|declare|redefine|mutate)|Duplicate inline")
_MANY_DIGITS: Final = re.compile(r"(?<![0-9_])[0-9](?:_?[0-9]){4300}")
# The time that tomllib takes grows with the square of the parts of a dotted key. A key with this
# many is refused beforehand; one beyond the depth limit is refused when its place is scanned.
_DOTTED_LIMIT: Final = 1_000
_DOTTED: Final = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)+""")

_OUTCOME: Final = "until then none of the front matter can be read"
_QUOTES: Final = 'Put text in double quotes, as in title = "Neck pain".'
# The beginning of an error message of `tomllib`, our message, and a hint.
_MESSAGES: Final = (
    (
        "Expected '=' after a key",
        "an equals sign was expected after the key",
        'Write an equals sign between the key and its value, as in title = "Neck pain".',
    ),
    ("Invalid value", "a value was expected here", _QUOTES),
    ("Invalid date or datetime", "this date or time does not exist", "Correct the date."),
    ("Unclosed array", "a list is not closed", "Close the list with ]."),
    ("Unclosed inline table", "a table in braces is not closed", "Close the table with }."),
    ("Unterminated string", "a text in quotes is not closed", "Close the text with its quote."),
    ('Expected \'"""\'', "a text in quotes is not closed", 'Close the text with """.'),
    ("Expected \"'''\"", "a text in quotes is not closed", "Close the text with '''."),
    ('Expected "\'"', "a text in quotes is not closed", "Close the text with a single quote."),
    (
        "Expected newline or end of document",
        "more text follows the value in this line",
        "Begin each key on a line of its own, and put the whole text in quotes.",
    ),
    ("Invalid statement", "a key was expected here", 'Write a key, as in title = "Neck pain".'),
    (
        "Invalid initial character for a key part",
        "a key was expected here",
        "Put a key in quotes if it contains anything but letters, digits, - and _.",
    ),
    (
        "Illegal character '\\n'",
        "a text in quotes is not closed in its line",
        "Close the text with its quote; put text of several lines in three quotes.",
    ),
    (
        "Unescaped '\\' in a string",
        "this backslash begins no valid escape",
        "Put the text in single quotes, or write the backslash twice.",
    ),
    (
        "Invalid hex value",
        "this backslash begins no valid escape",
        "Put the text in single quotes, or write the backslash twice.",
    ),
    (
        "Expected ']",
        "the name of a table is not closed",
        "Close the name with as many ] as there are [ before it.",
    ),
)


def parse_toml(text: str, start: int = 0) -> Metadata:
    """Return the metadata of TOML 1.0 in a text from an offset on.

    Raises FrontMatterError for text that does not parse, duplicate keys included.
    """
    check_nesting(text, start, json=False)
    if text.count(".", start) >= _DOTTED_LIMIT:
        for match in _DOTTED.finditer(text, start):
            if match[0].count(".") >= _DOTTED_LIMIT:
                raise too_deep_error(match.start())
    try:
        parsed = tomllib.loads(text[start:])
    except ValueError as error:
        raise FrontMatterError(_fault(error, text, start)) from error
    except RecursionError as error:  # the stack has room for fewer levels than the limit
        raise too_deep_error(start) from error
    scanner = _DocumentScanner(text, len(text))
    scanner.document(start)
    return Metadata(freeze_mapping(parsed, scanner.sources), scanner.marks)


def _unquote(key: str) -> str:
    if "\\" not in key:
        return key[1:-1]
    value: str = tomllib.loads(f"key = {key}")["key"]
    return value


class _DocumentScanner(InlineScanner):
    """Scans statements and the headers of tables."""

    def __init__(self, text: str, end: int) -> None:
        super().__init__(text, end, _unquote)
        self._latest: dict[KeyPath, int] = {}  # the last element of each array of tables
        self._declared: dict[KeyPath, int] = {}

    def document(self, start: int) -> None:
        """Scan all statements from an offset on."""
        table: KeyPath = ()
        at = self.space(start)
        while at < self.end:
            if self.text[at] == "[":
                table, at = self._header(at)
            else:
                at = self.pair(at, table)
            at = self.space(at)

    def _header(self, at: int) -> tuple[KeyPath, int]:
        width = 2 if self.text.startswith("[[", at, self.end) else 1
        parts, after = self.key(self.space(at + width))
        path: KeyPath = ()
        for number, (part, part_at) in enumerate(parts, start=1):
            path = (*path, part)
            last = number == len(parts)
            self.marks.setdefault(path, Mark(part_at, part_at if last else parts[number][1]))
            if last and width == 2:
                self._latest[path] = self._latest.get(path, -1) + 1
            if path in self._latest:
                path = (*path, self._latest[path])
        key_at = parts[-1][1]
        if len(path) >= DEPTH_LIMIT:
            raise too_deep_error(key_at)
        if width == 2:
            self.marks[path] = Mark(at, at)
        self.last_key = (path, key_at)
        if path in self._declared:
            self.duplicates.append((path, key_at, self._declared[path]))
        self._declared[path] = key_at
        return path, self.space(after) + width


def _fault(error: ValueError, text: str, start: int) -> Fault:
    problem = str(error)
    place = _PLACE.search(problem)
    if place is None:
        number = _MANY_DIGITS.search(text, start)
        return Fault(
            number.start() if number else start,
            SYNTAX,
            "a number has too many digits",
            "Put it in quotes.",
        )
    problem = problem[: place.start()]
    offset = _offset(text, start, place)
    if _DUPLICATE.match(problem):
        return _duplicate(text, start, offset)
    if place[1] is None:
        hint = "Close what is open: a text with its quote, a list with ], a table with }."
        return Fault(offset, SYNTAX, "the front matter ends before the last value does", hint)
    if problem.startswith("Illegal character") and text[offset] != "\n":
        message = f"TOML does not allow the invisible character U+{ord(text[offset]):04X}"
        return Fault(offset, SYNTAX, message, "Delete the character.")
    for beginning, message, hint in _MESSAGES:
        if problem.startswith(beginning):
            return Fault(offset, SYNTAX, message, hint)
    return Fault(offset, SYNTAX, f"TOML: {problem}")


def _offset(text: str, start: int, place: re.Match[str]) -> int:
    """Return the offset of a place in an error; tomllib counts lines and columns from 1."""
    if place[1] is None:
        return len(text)
    line_start = start
    for _ in range(int(place[1]) - 1):
        line_start = text.find("\n", line_start) + 1
    return min(line_start + int(place[2]) - 1, len(text))


def _duplicate(text: str, start: int, offset: int) -> Fault:
    """Return the fault of a second key; tomllib has accepted the text before its offset."""
    scanner = _DocumentScanner(text, offset)
    with suppress(UnexpectedEndError):
        scanner.document(start)
    if scanner.duplicates:
        path, key_at, first = scanner.duplicates[-1]
        return duplicate_key_fault(text, _dotted(path), key_at, first, _OUTCOME)
    if scanner.last_key:
        path, key_at = scanner.last_key
        return duplicate_key_fault(text, _dotted(path), key_at, None, _OUTCOME)
    return duplicate_key_fault(text, shorten(text[start:offset]), start, None, _OUTCOME)


def _dotted(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))
