"""Escapes of noncharacters in values, which stand for what no file may hold itself.

Unicode excludes U+FDD0 to U+FDEF from interchange, and bodies are marked with them while they are
rendered. A value may get into a body, so it has U+FFFD in their place.
"""

import re
from collections.abc import Mapping
from functools import wraps
from typing import Final

from app.front_matter.errors import SYNTAX
from app.front_matter.values import BlockParser, FrontMatter, Mark, Parsed, Value
from app.problems import Fault
from app.regex import regex

_ESCAPE: Final = regex(r"\\(?:u|U0000)([fF][dD][dDeE][0-9a-fA-F])")
_REPLACED: Final = dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd")


def without_noncharacters(read: BlockParser) -> BlockParser:
    """Return a parser whose values have no noncharacters; each escape of one is a fault."""

    @wraps(read)
    def read_without(text: str, start: int = 0, *, keep_last: bool = False) -> Parsed:
        parsed, faults = read(text, start, keep_last=keep_last)
        escapes = tuple(_ESCAPE.finditer(text, start)) if "\\" in text else ()
        if not escapes:
            return parsed, faults
        values = {_text(key): _replaced(value) for key, value in parsed.values.items()}
        if values == parsed.values:  # in these quotes it is no escape
            return parsed, faults
        marks: Mapping[tuple[str | int, ...], Mark] = {
            tuple(_text(key) if isinstance(key, str) else key for key in path): mark
            for path, mark in parsed.marks.items()
        }
        more = tuple(_fault(match) for match in escapes)
        return FrontMatter(values, marks, parsed.body_start), (*faults, *more)

    return read_without


def _text(text: str) -> str:
    return text if text.isascii() else text.translate(_REPLACED)


def _replaced(value: Value) -> Value:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return tuple(map(_replaced, value))
    if isinstance(value, Mapping):
        return {_text(key): _replaced(item) for key, item in value.items()}
    return value


def _fault(match: re.Match[str]) -> Fault:
    message = f"U+{match[1].upper()} is a noncharacter and not allowed in text; U+FFFD is served"
    return Fault(match.start(), SYNTAX, message, "Delete it.")
