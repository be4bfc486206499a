"""The parts of a file that a request asks for. Specification: RFC 9110, section 14."""

import re
from typing import Final, NamedTuple

MAX_PARTS: Final = 100
_UNIT: Final = re.compile(r"bytes[ \t]*=", re.IGNORECASE)
_PART: Final = re.compile(r"([0-9]*)-([0-9]*)")
# No file is as long as the greatest number of so many digits.
_DIGITS: Final = 18


class Part(NamedTuple):
    """The bytes of a file from `start` to before `end`."""

    start: int
    end: int


def parts_of(header: str, size: int) -> tuple[Part, ...] | None:
    """The parts that a Range header asks for and a file of this size has.

    None where the header says nothing that is to be heeded: another unit, bad syntax, or more
    parts than anybody needs; an empty file has no parts. Parts that overlap are one.
    """
    unit = _UNIT.match(header)
    if unit is None or size == 0:
        return None
    asked = [spec for each in header[unit.end() :].split(",") if (spec := each.strip(" \t"))]
    if not asked or len(asked) > MAX_PARTS:
        return None
    there: list[Part] = []
    for each in asked:
        match = _PART.fullmatch(each)
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
            there.append(part)
    return _apart(there)


def _number(digits: str) -> int | None:
    significant = digits.lstrip("0")
    if len(significant) > _DIGITS:
        return int("9" * _DIGITS)
    return int(significant or 0) if digits else None


def _apart(parts: list[Part]) -> tuple[Part, ...]:
    """The parts as they were asked for; in the order of the file where some had to be joined."""
    joined: list[Part] = []
    for part in sorted(parts, key=lambda each: (each.start, each.end)):
        if joined and part.start < joined[-1].end:
            joined[-1] = Part(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return tuple(parts if len(joined) == len(parts) else joined)
