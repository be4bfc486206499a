"""JSON to metadata."""

import json
import re
from typing import Any, Final

from app.front_matter.errors import (
    SYNTAX,
    FrontMatterError,
    UnclosedFrontMatterError,
    duplicate_key_fault,
    not_mapping_error,
    too_deep_error,
)
from app.front_matter.inline import InlineScanner, check_nesting, freeze_mapping
from app.front_matter.values import Metadata
from app.problems import Fault

_SPACE: Final = re.compile(r"\s*+")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_FIRST_KEY: Final = re.compile(rf"{_STRING.pattern}\s*:")
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NOT_NUMBERS: Final = ("NaN", "Infinity", "-Infinity")

# The beginning of an error message of `json`, our message, and a hint.
_MESSAGES: Final = (
    (
        "Expecting property name enclosed in double quotes",
        "a key in double quotes was expected here",
        "Put each key in double quotes, and write no comma after the last entry.",
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
        "Put text in double quotes, and write no comma after the last entry.",
    ),
    (
        "Unterminated string",
        "this quote is not closed",
        "Close the text with a double quote.",
    ),
    (
        "Invalid control character",
        "a text contains a line break or another control character",
        r"Write a line break as \n and a tab as \t.",
    ),
    (
        "Invalid \\",
        "this backslash begins no valid escape",
        "Write a backslash that belongs to the text twice.",
    ),
)


def parse_json(text: str, start: int = 0) -> Metadata:
    """Return the metadata in a text from an offset on. Raises FrontMatterError.

    The braces around the whole may be left out, as in Hexo, if a line precedes it. A duplicate key
    is a fault of the result; its first value is kept.
    """
    first = _skip_space(text, start)
    if first == len(text):
        return Metadata({}, {})
    if start and _FIRST_KEY.match(text, first):
        # The brace takes the place of the character before: offsets stay.
        first -= 1
        text = f"{text[:first]}{{{text[first + 1 :]}}}"
    elif text[first] != "{":
        hint = 'Write keys and values in braces, such as {"title": "Neck pain"}.'
        raise not_mapping_error(first, "a list" if text[first] == "[" else "a single value", hint)
    check_nesting(text, first, json=True)
    try:
        parsed, end = _DECODER.raw_decode(text, first)
    except json.JSONDecodeError as error:
        raise _syntax_error(error, text, first) from error
    except RecursionError as error:  # the stack has room for fewer levels than the limit
        raise too_deep_error(first) from error
    rest = _skip_space(text, end)
    if rest < len(text):
        hint = "Remove it, or put it before the closing brace."
        raise _error(rest, "text follows the JSON object", hint)
    scanner = InlineScanner(text, end, json.loads)
    scanner.value(first, ())
    for path, source in scanner.sources.items():
        if source in _NOT_NUMBERS:
            message = f"{source} is not a number in JSON"
            raise _error(scanner.marks[path].value, message, "Put it in quotes.")
    _check_surrogates(text, first, end)
    faults = tuple(
        duplicate_key_fault(text, str(path[-1]), offset, first_offset)
        for path, offset, first_offset in scanner.duplicates
    )
    return Metadata(freeze_mapping(parsed, scanner.sources), scanner.marks, faults)


def end_of_object(text: str, start: int) -> int:
    """Return the offset after the object that begins at an offset; all of a broken one."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (json.JSONDecodeError, RecursionError):
        return len(text)


def _first_values(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        values.setdefault(key, value)
    return values


def _integer(source: str) -> int | str:
    try:
        return int(source)
    except ValueError:  # more digits than Python converts to an integer
        return source


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_first_values, parse_int=_integer)


def _skip_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _error(offset: int, message: str, hint: str = "") -> FrontMatterError:
    return FrontMatterError(Fault(offset, SYNTAX, message, hint))


def _check_surrogates(text: str, start: int, end: int) -> None:
    """Raise FrontMatterError for half a surrogate pair: no encoding can hold it."""
    if not _SURROGATE_ESCAPE.search(text, start, end):
        return
    for match in _STRING.finditer(text, start, end):
        if _SURROGATE.search(json.loads(match[0])):
            message = "an escape in this text is half of a character"
            hint = "Write the character itself instead of its escapes."
            raise _error(match.start(), message, hint)


def _syntax_error(error: json.JSONDecodeError, text: str, start: int) -> FrontMatterError:
    if not text[error.pos :].strip():
        return UnclosedFrontMatterError(start, "{", "a closing brace }")
    for beginning, message, hint in _MESSAGES:
        if error.msg.startswith(beginning):
            return _error(error.pos, message, hint)
    return _error(error.pos, f"JSON: {error.msg}")
