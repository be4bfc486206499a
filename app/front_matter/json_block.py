"""JSON to front matter: brackets are read here, for the places; all else is the library's."""

import json
from json import JSONDecodeError
from typing import Final

from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    LineNumbers,
    UnclosedFrontMatterError,
    duplicate_key_fault,
    explain,
    not_mapping_error,
    repeated_key_fault,
    too_deep_error,
)
from app.front_matter.noncharacters import without_noncharacters
from app.front_matter.values import (
    DEPTH_LIMIT,
    FrontMatter,
    KeyPath,
    Mark,
    Parsed,
    Scalar,
    Value,
    forget,
)
from app.problems import Fault
from app.regex import regex

_SPACE: Final = regex(r"[ \t\n\r]*")
_FIRST_KEY: Final = regex(r'"(?:[^"\\]|\\.)*"\s*:')
_SURROGATE: Final = regex("[\ud800-\udfff]")
_NOT_NUMBERS: Final = ("NaN", "Infinity", "-Infinity")


@without_noncharacters
def read_json(text: str, start: int = 0, *, keep_last: bool = False) -> Parsed:
    """Return the front matter in a text from an offset on, and faults. Raises FrontMatterError.

    The braces around the whole may be left out, as in Hexo, if a line precedes it. A duplicate key
    is a fault of the result; its first value is kept, the last one with `keep_last`.
    """
    first = len(text) - len(text[start:].lstrip())
    if first == len(text):
        return FrontMatter({}, {}, len(text)), ()
    if start and _FIRST_KEY.match(text, first):
        # The brace takes the place of the character before: offsets stay.
        first -= 1
        text = f"{text[:first]}{{{text[first + 1 :]}}}"
    elif text[first] != "{":
        hint = 'Write keys and values in braces, such as {"title": "Neck pain"}.'
        raise not_mapping_error(first, "a list" if text[first] == "[" else "a single value", hint)
    reader = _Reader(text, LineNumbers(text), keep_last=keep_last)
    try:
        values, end = reader.mapping(first, ())
    except JSONDecodeError as error:
        if not text[error.pos :].strip():
            raise UnclosedFrontMatterError(first, "{", "a closing brace }") from error
        message, hint, _ = explain("json", error.msg)
        raise _error(error.pos, message, hint) from error
    if rest := text[end:].lstrip():
        hint = "Remove it, or put it before the closing brace."
        raise _error(len(text) - len(rest), "text follows the JSON object", hint)
    return FrontMatter(values, reader.marks, len(text)), tuple(reader.faults)


def end_of_object(text: str, start: int) -> int:
    """Return the offset after the object that begins at an offset; all of a broken one."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (JSONDecodeError, RecursionError):
        return len(text)


class _Reader:
    """Reads values, each with the offset after it. Raises JSONDecodeError, FrontMatterError."""

    def __init__(self, text: str, lines: LineNumbers, *, keep_last: bool) -> None:
        self._keep_last = keep_last
        self._lines = lines
        self.marks: dict[KeyPath, Mark] = {}
        self.faults: list[Fault] = []
        self._text = text

    def mapping(self, at: int, path: KeyPath) -> tuple[dict[str, Value], int]:
        """Return the object that begins at an offset; `path` is its own."""
        values: dict[str, Value] = {}
        at, closed = self._space(at + 1), False
        if self._text.startswith("}", at):
            return values, at + 1
        while not closed:
            if not self._text.startswith('"', at):
                message = "Expecting property name enclosed in double quotes"
                raise JSONDecodeError(message, self._text, at)
            key, after = self._scalar(at)
            assert isinstance(key, str)
            after = self._space(after)
            if not self._text.startswith(":", after):
                raise JSONDecodeError("Expecting ':' delimiter", self._text, after)
            value_at, inner = self._space(after + 1), (*path, key)
            if key in values:
                first = self._lines[self.marks[inner].key]
                fault = repeated_key_fault if self._keep_last else duplicate_key_fault
                self.faults.append(fault(key, at, first))
                other = _Reader(self._text, self._lines, keep_last=self._keep_last)
                value, after = other._value(value_at, inner)
                self.faults += other.faults
                if self._keep_last:
                    forget(self.marks, inner, values[key])
                    values[key] = value
                    self.marks |= {**other.marks, inner: Mark(at, value_at)}
            else:
                self.marks[inner] = Mark(at, value_at)
                values[key], after = self._value(value_at, inner)
            at, closed = self._after_entry(after, "}")
        return values, at

    def _list(self, at: int, path: KeyPath) -> tuple[tuple[Value, ...], int]:
        items: list[Value] = []
        at, closed = self._space(at + 1), False
        if self._text.startswith("]", at):
            return (), at + 1
        while not closed:
            inner = (*path, len(items))
            self.marks[inner] = Mark(at, at)
            item, after = self._value(at, inner)
            items.append(item)
            at, closed = self._after_entry(after, "]")
        return tuple(items), at

    def _value(self, at: int, path: KeyPath) -> tuple[Value, int]:
        opening = self._text[at : at + 1]
        if opening not in ("{", "["):
            return self._scalar(at)
        if len(path) >= DEPTH_LIMIT:
            raise too_deep_error(at)
        return self.mapping(at, path) if opening == "{" else self._list(at, path)

    def _scalar(self, at: int) -> tuple[str | Scalar, int]:
        value, end = _DECODER.raw_decode(self._text, at)
        if not isinstance(value, str):
            source = self._text[at:end]
            if source in _NOT_NUMBERS:
                raise _error(at, f"{source} is not a number in JSON", "Put it in quotes.")
            return Scalar(value, source), end
        if _SURROGATE.search(value):  # no encoding can hold it
            message = "an escape in this text is half of a character"
            hint = "Write the character itself instead of its escapes."
            raise _error(at, message, hint)
        return value, end

    def _space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _after_entry(self, at: int, closing: str) -> tuple[int, bool]:
        """Return where the next entry begins; the offset after the bracket and True at the end."""
        at = self._space(at)
        if self._text.startswith(closing, at):
            return at + 1, True
        if not self._text.startswith(",", at):
            raise JSONDecodeError("Expecting ',' delimiter", self._text, at)
        return self._space(at + 1), False


def _integer(source: str) -> int | str:
    try:
        return int(source)
    except ValueError:  # more digits than Python converts to an integer
        return source


_DECODER: Final = json.JSONDecoder(parse_int=_integer)


def _error(offset: int, message: str, hint: str) -> FrontMatterError:
    return FrontMatterError(Fault(offset, SYNTAX, message, hint))
