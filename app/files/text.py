"""Bytes of a file to text, with the way back to its lines and columns."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add
from typing import Final, NamedTuple, Protocol

from app.problems import Fault, Problem, shorten
from app.regex import regex

# UTF-8 decoded as Windows-1252 leaves the letter of a lead byte followed by the sign of a
# continuation byte. Undamaged text hardly ever contains such a pair. ftfy takes some 300 µs for a
# page, so it checks only words that do.
_CONTINUATION: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # noqa: RUF001 - these are the signs
_DAMAGE: Final = regex(f"[\xc2-\xf4][{_CONTINUATION}]")
# Damage is never ASCII, so a word ends at punctuation: messages show it without commas.
_WORD: Final = regex(r"[^ \t\r\n\ufeff.,;:!?*_|\"`()<>\[\]]+")
# A line that opens or closes a block of code, also in a quotation.
_FENCE: Final = regex(r"(?m)^[ \t>]*(`{3,}|~{3,})(.*)$")
_SCRIPT: Final = regex(r"<(?P<end>/?)(?:script|style)\b", re.IGNORECASE)
_NO_BLOCK: Final = (sys.maxsize, sys.maxsize)
_NON_ASCII: Final = regex("[^\x00-\x7f]+")
# Noncharacters, which Unicode excludes from interchange: app.markdown marks places with them.
_NONCHARACTER: Final = regex("[\ufdd0-\ufdef]")
# The bytes of both in UTF-8, and of some other characters: searching bytes is faster.
_NONCHARACTER_BYTES: Final = b"\xef\xb7"
_DAMAGE_BYTES: Final = regex(b"\xc3[\x82-\xb4][\xc2-\xe2]")

_BYTE_ORDER_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class Repair(NamedTuple):
    """A doubly encoded word: its offset in the file as read, the word, and the word repaired."""

    start: int
    damaged: str
    repaired: str


class LocatedText(Protocol):
    """A text with the line and column in a file of each offset."""

    @property
    def file(self) -> str:
        """The file, as problems name it."""

    @property
    def text(self) -> str:
        """The text that offsets are indices of."""

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column in the file, both from 1, of an offset of the text."""

    def lines(self, offsets: Iterable[int]) -> list[int]:
        """Return the lines in the file, from 1, of offsets of the text."""

    def problem(self, fault: Fault) -> Problem:
        """Return the problem of a fault, at its line and column of the file."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file with `\\n` line ends, no byte-order mark and its mojibake repaired.

    Offsets are indices of `text`; those of `repairs` are in the file as it is.
    """

    file: str
    text: str
    repairs: tuple[Repair, ...]
    _line_starts: tuple[int, ...]
    # The offset in `text` of each repaired word.
    _repaired_at: tuple[int, ...]
    # Offsets in `text` after which the file has more characters, and how many up to there.
    _lost: tuple[tuple[int, int], ...]

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column in the file, both from 1, of an offset of the text."""
        if not 0 <= offset <= len(self.text):
            offset = 0 if offset < 0 else len(self.text)
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        column = offset - start + 1
        if self._lost:
            column += self._lost_before(offset) - self._lost_before(start)
        return line, column

    def _lost_before(self, offset: int) -> int:
        number = bisect_left(self._lost, (offset, 0))
        return self._lost[number - 1][1] if number else 0

    def lines(self, offsets: Iterable[int]) -> list[int]:
        """Return the lines of offsets; columns take four times as long."""
        starts = self._line_starts
        return [bisect_right(starts, offset) or 1 for offset in offsets]

    def problem(self, fault: Fault) -> Problem:
        """Return the problem of a fault, at its line and column of the file."""
        line, column = self.locate(fault.offset)
        return Problem(self.file, line, column, fault.code, fault.message, fault.hint)

    def mojibake(self) -> tuple[Problem, ...]:
        """Return a problem for each repaired word."""
        problems = []
        for offset, (_, damaged, repaired) in zip(self._repaired_at, self.repairs, strict=True):
            subject = f'"{shorten(damaged)}" is doubly encoded'
            message = f'{subject}; served as "{shorten(repaired)}"'
            fault = Fault(offset, "mojibake", message, "Run check --fix to mend the file.")
            problems.append(self.problem(fault))
        return tuple(problems)


def decode(file: str, data: bytes) -> SourceText | Problem:
    """Return the text of a file's bytes, or the problem that they are not text."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _not_text(file, b"", f"the file is {name}, not UTF-8")
    if b"\0" in data:
        before = data.partition(b"\0")[0]
        return _not_text(file, before, "the file contains a NUL byte, so it is not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        return _not_text(file, data[: error.start], message)
    if data.isascii():  # all that may be wrong below is not ASCII
        return _source_text(file, text, ())
    text = text.removeprefix("\ufeff")
    if _NONCHARACTER_BYTES in data and (nonchar := _NONCHARACTER.search(text)):
        message = f"U+{ord(nonchar.group()):04X} is a noncharacter and not allowed in text"
        return _not_text(file, text[: nonchar.start()].encode(), message, "Delete it.")
    return _source_text(file, text, damaged_words(text) if _DAMAGE_BYTES.search(data) else ())


def damaged_words(text: str) -> tuple[Repair, ...]:
    """Return the words of a text that are UTF-8 decoded as Windows-1252, with their repairs.

    Those in fenced code are left out, which shows characters as they are, and those in scripts,
    which are not served.
    """
    if text.isascii() or not _DAMAGE.search(text):
        return ()
    # Slow to import, and only damaged text needs it.
    import ftfy  # noqa: PLC0415

    repairs = []
    blocks = iter(sorted([*_fenced_blocks(text), *_scripts(text)]))
    start, end = next(blocks, _NO_BLOCK)
    for word in _WORD.finditer(text):
        while word.start() >= end:
            start, end = next(blocks, _NO_BLOCK)
        damaged = word.group()
        if (
            word.start() < start
            and _DAMAGE.search(damaged)
            and (repaired := ftfy.fix_encoding(damaged)) != damaged
        ):
            repairs.append(Repair(word.start(), damaged, repaired))
    return tuple(repairs)


def _fenced_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where blocks of fenced code begin and end; one that is not closed ends the text."""
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        signs, rest = match.groups()
        if opening is None:
            if signs[0] == "~" or "`" not in rest:
                opening = match
        elif signs.startswith(opening[1]) and not rest.strip():
            yield opening.start(), match.end()
            opening = None
    if opening is not None:
        yield opening.start(), len(text)


def _scripts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where scripts and styles begin and end; one that is not closed ends the text."""
    start = -1
    for match in _SCRIPT.finditer(text) if "<" in text else ():
        if not match["end"]:
            start = match.start() if start < 0 else start
        elif start >= 0:
            yield start, match.end()
            start = -1
    if start >= 0:
        yield start, len(text)


def mend(data: bytes) -> bytes:
    """Return the bytes of a file with its doubly encoded words repaired and no other byte changed.

    Raises UnicodeDecodeError if the bytes are not UTF-8.
    """
    text = data.decode("utf-8")
    repairs = damaged_words(text)
    return _apply(text, repairs)[0].encode() if repairs else data


def _source_text(file: str, text: str, repairs: tuple[Repair, ...]) -> SourceText:
    starts: tuple[int, ...] = ()
    if repairs:
        text, starts = _apply(text, repairs)
    if "\r" in text:
        starts = _without_returns(text, starts)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost: list[tuple[int, int]] = []
    total = 0
    for start, repair in zip(starts, repairs, strict=True):
        for place, characters in _shortened(repair):
            total += characters
            lost.append((start + place, total))
    # One more than there are lines: the last is beyond every offset.
    line_starts = (0, *map(add, accumulate(map(len, text.split("\n"))), count(1)))
    return SourceText(file, text, repairs, line_starts, starts, tuple(lost))


def _without_returns(text: str, starts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the offsets with each CRLF as one character."""
    moved = []
    seen = dropped = 0
    for start in starts:
        dropped += text.count("\r\n", seen, start)
        seen = start
        moved.append(start - dropped)
    return tuple(moved)


def _shortened(repair: Repair) -> Iterator[tuple[int, int]]:
    """Return the offsets in a repaired word where characters are missing, and how many.

    Damage is never ASCII, so the ASCII characters of both words are the same and match the parts.
    """
    damaged = list(_NON_ASCII.finditer(repair.damaged))
    repaired = list(_NON_ASCII.finditer(repair.repaired))
    if len(damaged) != len(repaired):
        yield 0, len(repair.damaged) - len(repair.repaired)
        return
    for before, after in zip(damaged, repaired, strict=True):
        if before.group() != after.group():
            yield after.start(), len(before.group()) - len(after.group())


def _apply(text: str, repairs: tuple[Repair, ...]) -> tuple[str, tuple[int, ...]]:
    """Return the repaired text, and the offset in it of each repaired word."""
    pieces: list[str] = []
    starts = []
    length = end = 0
    for repair in repairs:
        pieces += (text[end : repair.start], repair.repaired)
        starts.append(length + repair.start - end)
        length = starts[-1] + len(repair.repaired)
        end = repair.start + len(repair.damaged)
    pieces.append(text[end:])
    return "".join(pieces), tuple(starts)


def _not_text(
    file: str, before: bytes, message: str, hint: str = "Save the file as UTF-8 text."
) -> Problem:
    """Return the problem after these bytes of a file, which need not be UTF-8."""
    text = before.decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    return Problem(file, line, column, "not-text", message, hint)
