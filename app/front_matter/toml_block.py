"""TOML to front matter: values by the standard library, places by a scan of the same text."""

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    LineNumbers,
    duplicate_key_fault,
    explain,
    too_deep_error,
)
from app.front_matter.noncharacters import without_noncharacters
from app.front_matter.values import DEPTH_LIMIT, FrontMatter, KeyPath, Mark, Parsed, Scalar, Value
from app.problems import Fault, shorten
from app.regex import regex

_PLACE: Final = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_DUPLICATE: Final = regex(r"Cannot (?:overwrite|declare|redefine|mutate)|Duplicate inline")
_MANY_DIGITS: Final = regex(r"(?<![0-9_])[0-9](?:_?[0-9]){4300}")
# The time that tomllib takes grows with the square of the parts of a dotted key. A key with this
# many is refused beforehand; one beyond the depth limit is refused when its place is scanned.
_DOTTED_LIMIT: Final = 1_000
_DOTTED: Final = regex(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)+""")

_SPACE: Final = regex(r"(?:\s+|#[^\n]*)*")
# A string, or a scalar without quotes; there may be a space between a date and a time.
_SCALAR: Final = regex(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*+'"
    r"|(?P<bare>[^\s,\[\]{}#=\"']+(?: [0-9]{2}:[^\s,\]}#]+)?)",
    re.DOTALL,
)
_KEY_PART: Final = regex(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*+\'|[A-Za-z0-9_-]+')
_DOT: Final = regex(r"[ \t]*\.[ \t]*")
_OUTCOME: Final = "until then none of the front matter can be read"


@without_noncharacters
def read_toml(text: str, start: int = 0, *, keep_last: bool = False) -> Parsed:
    """Return the front matter of TOML 1.0 in a text from an offset on, without faults.

    Raises FrontMatterError for text that does not parse, duplicate keys included: TOML
    forbids them, so `keep_last` has no effect.
    """
    del keep_last
    if text.count(".", start) >= _DOTTED_LIMIT:
        for match in _DOTTED.finditer(text, start):
            if match[0].count(".") >= _DOTTED_LIMIT:
                raise too_deep_error(match.start())
    scanner = _Scanner(text, len(text))
    try:
        parsed = tomllib.loads(text[start:])
    except ValueError as error:
        raise FrontMatterError(_fault(error, text, start)) from error
    except RecursionError as error:
        with suppress(_UnexpectedEndError):
            scanner.document(start)  # raises the error at its place
        raise too_deep_error(start) from error
    scanner.document(start)
    values = {key: _freeze(item, scanner.sources, (key,)) for key, item in parsed.items()}
    return FrontMatter(values, scanner.marks, len(text)), ()


class _UnexpectedEndError(Exception):
    """The text ends before the value does."""


class _Scanner:
    """Collects marks of keys and items, and the source of scalars other than strings.

    It scans text that tomllib has accepted up to `end`. `duplicate` is the first key that occurs
    twice: its path, its own offset and that of its first occurrence.
    """

    def __init__(self, text: str, end: int) -> None:
        self.marks: dict[KeyPath, Mark] = {}
        self.sources: dict[KeyPath, str] = {}
        self.duplicate: tuple[KeyPath, int, int] | None = None
        self.last_key: tuple[KeyPath, int] | None = None
        self._text = text
        self._end = end
        self._latest: dict[KeyPath, int] = {}  # the last element of each array of tables
        self._declared: dict[KeyPath, int] = {}

    def document(self, start: int) -> None:
        """Scan all statements from an offset on."""
        table: KeyPath = ()
        at = self._space(start)
        while at < self._end:
            if self._text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._pair(at, table)
            at = self._space(at)

    def _header(self, at: int) -> tuple[KeyPath, int]:
        width = 2 if self._text.startswith("[[", at, self._end) else 1
        parts, after = self._key(self._space(at + width))
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
            self.duplicate = self.duplicate or (path, key_at, self._declared[path])
        self._declared[path] = key_at
        return path, self._space(after) + width

    def _pair(self, at: int, path: KeyPath) -> int:
        """Scan a key and a value of the table at `path`; return the offset after them."""
        parts, after_key = self._key(at)
        key_at = parts[-1][1]
        for number, (part, part_at) in enumerate(parts[:-1], start=1):
            path = (*path, part)
            self.marks.setdefault(path, Mark(part_at, parts[number][1]))
        path = (*path, parts[-1][0])
        if len(path) > DEPTH_LIMIT:
            raise too_deep_error(key_at)
        self.last_key = (path, key_at)
        value_at = self._space(self._space(after_key) + 1)
        first = self.marks.get(path)
        if first is None:
            self.marks[path] = Mark(key_at, value_at)
        else:
            self.duplicate = self.duplicate or (path, key_at, first.key)
        return self._value(value_at, path)

    def _key(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """Return the parts of a key with their offsets, and the offset after it."""
        parts: list[tuple[str, int]] = []
        while True:
            match = self._match(_KEY_PART, at)
            part = match[0]
            if "\\" in part and part[0] == '"':
                part = tomllib.loads(f"key = {part}")["key"]
            elif part[0] in ('"', "'"):
                part = part[1:-1]
            parts.append((part, at))
            dot = _DOT.match(self._text, match.end(), self._end)
            if dot is None:
                return parts, match.end()
            at = dot.end()

    def _value(self, at: int, path: KeyPath) -> int:
        """Scan a value and everything inside it; return the offset after it."""
        opening = self._text[at] if at < self._end else ""
        if opening not in ("[", "{"):
            match = self._match(_SCALAR, at)
            if match["bare"]:
                self.sources[path] = match[0]
            return match.end()
        if len(path) >= DEPTH_LIMIT:
            raise too_deep_error(at)
        index = 0
        at = self._space(at + 1)
        while not self._text.startswith("]" if opening == "[" else "}", at, self._end):
            if opening == "{":
                at = self._pair(at, path)
            else:
                self.marks[*path, index] = Mark(at, at)
                at = self._value(at, (*path, index))
                index += 1
            at = self._space(at)
            if self._text.startswith(",", at, self._end):
                at = self._space(at + 1)
        return at + 1

    def _space(self, at: int) -> int:
        return self._match(_SPACE, at).end()

    def _match(self, pattern: re.Pattern[str], at: int) -> re.Match[str]:
        match = pattern.match(self._text, at, self._end)
        if match is None:
            raise _UnexpectedEndError
        return match


def _freeze(parsed: Any, sources: Mapping[KeyPath, str], path: KeyPath) -> Value:
    """Return what tomllib returned as a value: lists immutable, scalars with their source."""
    if isinstance(parsed, str):
        return parsed
    if isinstance(parsed, dict):
        return {key: _freeze(item, sources, (*path, key)) for key, item in parsed.items()}
    if isinstance(parsed, list):
        return tuple(_freeze(item, sources, (*path, i)) for i, item in enumerate(parsed))
    return Scalar(parsed, sources[path])


def _fault(error: ValueError, text: str, start: int) -> Fault:
    problem = str(error)
    place = _PLACE.search(problem)
    if place is None:
        number = _MANY_DIGITS.search(text, start)
        offset = number.start() if number else start
        return Fault(offset, SYNTAX, "a number has too many digits", "Put it in quotes.")
    problem = problem[: place.start()]
    offset = len(text)
    if place[1] is not None:  # tomllib counts lines and columns from 1
        lines = text[start:].split("\n")[: int(place[1]) - 1]
        offset = min(start + sum(map(len, lines)) + len(lines) + int(place[2]) - 1, len(text))
    if _DUPLICATE.match(problem):
        return _duplicate(text, start, offset)
    if place[1] is None:
        hint = "Close what is open: a text with its quote, a list with ], a table with }."
        return Fault(offset, SYNTAX, "the front matter ends before the last value does", hint)
    if problem.startswith("Illegal character") and text[offset] != "\n":
        message = f"TOML does not allow the invisible character U+{ord(text[offset]):04X}"
        return Fault(offset, SYNTAX, message, "Delete the character.")
    message, hint, _ = explain("toml", problem)
    return Fault(offset, SYNTAX, message, hint)


def _duplicate(text: str, start: int, offset: int) -> Fault:
    """Return the fault of a second key; tomllib has accepted the text before its offset."""
    scanner = _Scanner(text, offset)
    with suppress(_UnexpectedEndError):
        scanner.document(start)
    key, key_at, first = shorten(text[start:offset]), start, None
    if scanner.duplicate:
        path, key_at, first = scanner.duplicate
        key = _dotted(path)
    elif scanner.last_key:
        path, key_at = scanner.last_key
        key = _dotted(path)
    first_line = None if first is None else LineNumbers(text)[first]
    return duplicate_key_fault(key, key_at, first_line, _OUTCOME)


def _dotted(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))
