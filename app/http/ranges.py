"""The Range header: parts of a file. Specification: RFC 9110, section 14."""

import re
from typing import Final, NamedTuple

from app.regex import regex

MAX_PARTS: Final = 100
_HEADER: Final = regex(r"bytes[ \t]*=(.*)", re.IGNORECASE)
# Python refuses to read numbers of more than 4,300 digits.
_PART: Final = regex(r"([0-9]{0,4000})-([0-9]{0,4000})")


class Part(NamedTuple):
    """The bytes of a file from `start` up to `end`, exclusive."""

    start: int
    end: int


def parts_of(header: str, size: int) -> tuple[Part, ...] | None:
    """Return the parts of a file of `size` bytes that a Range header asks for.

    Overlapping parts are joined; () means that the file has none of them. Return None if the
    header is to be ignored: another unit, invalid syntax, more than MAX_PARTS parts, or an empty
    file.
    """
    match = _HEADER.fullmatch(header)
    specs = [part.strip(" \t") for part in match[1].split(",")] if match else []
    specs = [spec for spec in specs if spec]
    if size == 0 or not 0 < len(specs) <= MAX_PARTS:
        return None
    parts: list[Part] = []
    for spec in specs:
        match = _PART.fullmatch(spec)
        if match is None or spec == "-":
            return None
        first, last = match.groups()
        if not first:
            part = Part(max(size - int(last), 0), size)
        elif last and int(last) < int(first):
            return None
        else:
            part = Part(int(first), min(int(last or size) + 1, size))
        if part.start < part.end:
            parts.append(part)
    return _joined(parts)


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Return the parts in their order; in the order of the file if some overlap."""
    joined: list[Part] = []
    for part in sorted(parts):
        if joined and part.start < joined[-1].end:
            joined[-1] = Part(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return tuple(parts if len(joined) == len(parts) else joined)
