"""JSON → metadata."""

import json
import re
from typing import Any, Final, NoReturn

from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    duplicate_key,
    not_mapping,
    too_deep,
    unclosed,
)
from app.front_matter.inline import InlineScanner, check_nesting, frozen_mapping
from app.front_matter.values import Metadata
from app.problems import Fault

_SPACE: Final = re.compile(r"\s*+")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_FIRST_KEY: Final = re.compile(rf"{_STRING.pattern}\s*:")
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NO_NUMBERS: Final = ("NaN", "Infinity", "-Infinity")

# json's wording, or its beginning → ours, and a remedy.
_MEANINGS: Final = (
    (
        "Expecting property name enclosed in double quotes",
        "a key in double quotes was expected here",
        "Put each key in double quotes, and no comma after the last entry.",
    ),
    (
        "Illegal trailing comma",
        "a comma follows the last entry",
        "Remove the comma.",
    ),
    (
        "Expecting ',' delimiter",
        "a comma or the end of the object or list was expected here",
        'Write a comma after each entry but the last, and \\" for a double quote in a text.',
    ),
    (
        "Expecting ':' delimiter",
        "a colon was expected here",
        "Write a colon between the key and its value.",
    ),
    (
        "Expecting value",
        "a value was expected here",
        "Put text in double quotes, and no comma after the last entry.",
    ),
    (
        "Unterminated string",
        "this quote is never closed",
        "Close the text with a double quote.",
    ),
    (
        "Invalid control character",
        "a line break or another control character stands in a text",
        r"Write a line break as \n and a tab as \t.",
    ),
    (
        "Invalid \\",
        "a backslash begins an escape, and this is none",
        "Write a backslash that belongs to the text twice.",
    ),
)


def parse_json(text: str, start: int, end: int) -> Metadata:
    """Metadata of JSON in a part of a text. Raises FrontMatterError where nothing can be read.

    The braces around the whole may be left out, as Hexo does; a line must stand before it then. A
    duplicate key is a fault of the result; its first value is kept.
    """
    first = _after_space(text, start)
    if first >= end:
        return Metadata({}, {})
    if start and _FIRST_KEY.match(text, first, end):
        first -= 1
        text, end = f"{text[:first]}{{{text[first + 1 : end]}}}", end + 1
    elif text[first] != "{":
        hint = 'Write keys and values in braces, such as {"title": "Neck pain"}.'
        raise not_mapping(first, "a list" if text[first] == "[" else "a single value", hint)
    metadata, after = _object(text[:end], first, end)
    rest = _after_space(text, after)
    if rest < end:
        hint = "Remove it, or put it before the closing brace."
        raise FrontMatterError(Fault(rest, SYNTAX, "text follows the JSON object", hint))
    return metadata


def parse_json_object(text: str, start: int) -> tuple[Metadata, int]:
    """The same for the object that begins at an offset, and the offset after it."""
    return _object(text, start, len(text))


def _object(text: str, start: int, end: int) -> tuple[Metadata, int]:
    check_nesting(text, start, end, json=True)
    try:
        parsed, after = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise _syntax_error(error, text, start) from error
    except RecursionError as error:  # where less of the stack is left than the limit takes
        raise too_deep(start) from error
    scanner = InlineScanner(text, after, json.loads)
    scanner.value(start, ())
    for path, source in scanner.sources.items():
        if source in _NO_NUMBERS:
            _refuse(
                scanner.marks[path].value, f"{source} is no number in JSON", "Put it in quotes."
            )
    _refuse_half_characters(text, start, after)
    faults = tuple(
        duplicate_key(text, str(path[-1]), offset, first)
        for path, offset, first in scanner.duplicates
    )
    values = frozen_mapping(parsed, scanner.sources)
    return Metadata(values, scanner.marks, faults), after


def _first_kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in pairs:
        kept.setdefault(key, value)
    return kept


def _integer(source: str) -> int | str:
    try:
        return int(source)
    except ValueError:  # more digits than Python turns into an integer
        return source


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_first_kept, parse_int=_integer)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _refuse(offset: int, message: str, hint: str) -> NoReturn:
    raise FrontMatterError(Fault(offset, SYNTAX, message, hint))


def _refuse_half_characters(text: str, start: int, end: int) -> None:
    """An escape may write half of a surrogate pair, which no encoding of text can hold."""
    if not _SURROGATE_ESCAPE.search(text, start, end):
        return
    for match in _STRING.finditer(text, start, end):
        if _SURROGATE.search(json.loads(match[0])):
            message = "an escape in this text is half of a character"
            _refuse(match.start(), message, "Write the character itself instead of its escapes.")


def _syntax_error(error: json.JSONDecodeError, text: str, start: int) -> FrontMatterError:
    if not text[error.pos :].strip():
        return unclosed(start, "{", "a closing brace }")
    for wording, message, hint in _MEANINGS:
        if error.msg.startswith(wording):
            return FrontMatterError(Fault(error.pos, SYNTAX, message, hint))
    return FrontMatterError(Fault(error.pos, SYNTAX, f"JSON: {error.msg}"))
