"""The Range header: parts of a file. Specification: RFC 9110, section 14."""

import re
from typing import Final, NamedTuple

MAX_PARTS: Final = 100
_UNIT: Final = re.compile(r"bytes[ \t]*=", re.IGNORECASE)
_PART: Final = re.compile(r"([0-9]*)-([0-9]*)")
# No file has a size of more digits.
_DIGITS: Final = 18


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
    unit = _UNIT.match(header)
    if unit is None or size == 0:
        return None
    specs = [part.strip(" \t") for part in header[unit.end() :].split(",")]
    specs = [spec for spec in specs if spec]
    if not specs or len(specs) > MAX_PARTS:
        return None
    parts: list[Part] = []
    for spec in specs:
        match = _PART.fullmatch(spec)
        if match is None or match.group() == "-":
            return None
        first, last = _number(match[1]), _number(match[2])
        if first is None:
            assert last is not None
            part = Part(max(size - last, 0), size)
        elif last is not None and last < first:
            return None
        else:
            part = Part(first, size if last is None else min(last + 1, size))
        if part.start < part.end:
            parts.append(part)
    return _joined(parts)


def _number(digits: str) -> int | None:
    significant = digits.lstrip("0")
    if len(significant) > _DIGITS:
        return int("9" * _DIGITS)
    return int(significant or 0) if digits else None


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Return the parts in their order; in the order of the file if some overlap."""
    joined: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, part.end)):
        if joined and part.start < joined[-1].end:
            joined[-1] = Part(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return tuple(parts if len(joined) == len(parts) else joined)
