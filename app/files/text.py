"""Bytes of a file → text that can be read, with a way back to its lines and columns."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add
from typing import Final, NamedTuple, Protocol

from app.problems import Fault, Problem

# UTF-8 read as Windows-1252 leaves a letter of a lead byte followed by the sign of a
# continuation byte. Sound text hardly ever has the pair, so ftfy, which takes some 300 µs a page
# to judge, is asked only about words that do.
_CONTINUATION: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # noqa: RUF001 - they are the signs
_DAMAGE: Final = re.compile(f"[\xc2-\xf4][{_CONTINUATION}]")
# Damage is never ASCII, so a word may end at any: a message shows it without commas and brackets.
_WORD: Final = re.compile(r"[^ \t\r\n\ufeff.,;:!?*_|\"`()<>\[\]]+")
_NON_ASCII: Final = re.compile("[^\x00-\x7f]+")
# Noncharacters, which Unicode keeps out of interchange: the Markdown room marks places with them.
_NONCHARACTER: Final = re.compile("[\ufdd0-\ufdef]")
# The bytes of both in UTF-8, and of some more: bytes are sooner searched than characters.
_NONCHARACTER_BYTES: Final = b"\xef\xb7"
_DAMAGE_BYTES: Final = re.compile(b"\xc3[\x82-\xb4][\xc2-\xe2]")

_BYTE_ORDER_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE_AS_UTF8: Final = "Save the file as UTF-8 text."


class Repair(NamedTuple):
    """A doubly encoded word: where it stands in the file as read, what it was, what it is now."""

    start: int
    damaged: str
    mended: str


class LocatedText(Protocol):
    """A text that knows for each offset which line and column of a file it came from."""

    @property
    def file(self) -> str:
        """The file, as problems name it."""

    @property
    def text(self) -> str:
        """The text that the offsets are of."""

    def locate(self, offset: int) -> tuple[int, int]:
        """The line and the column in the file, both from 1, of an offset of the text."""

    def problem(self, fault: Fault) -> Problem:
        """The fault at its line and column of the file."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file with `\\n` line ends, no byte-order mark and its mojibake repaired.

    Offsets are indices of `text`. `repairs` stand in the file as it is.
    """

    file: str
    text: str
    repairs: tuple[Repair, ...]
    _line_starts: tuple[int, ...]
    # Where in `text` each repaired word begins.
    _mended_at: tuple[int, ...]
    # Offsets in `text` behind which characters were taken away, and how many so far: to find the
    # columns of the file.
    _shortened_at: tuple[int, ...]
    _lost: tuple[int, ...]

    def locate(self, offset: int) -> tuple[int, int]:
        """The line and the column in the file, both from 1, of an offset of the text."""
        if not 0 <= offset <= len(self.text):
            offset = 0 if offset < 0 else len(self.text)
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        column = offset - start + 1
        if self._lost:
            column += self._lost_before(offset) - self._lost_before(start)
        return line, column

    def _lost_before(self, offset: int) -> int:
        return self._lost[bisect_left(self._shortened_at, offset)]

    def problem(self, fault: Fault) -> Problem:
        """The fault at its line and column of the file."""
        line, column = self.locate(fault.offset)
        return Problem(self.file, line, column, fault.code, fault.message, fault.hint)

    def mojibake(self) -> tuple[Problem, ...]:
        """A problem for each repaired word."""
        problems = []
        for place, repair in zip(self._mended_at, self.repairs, strict=True):
            line, column = self.locate(place)
            problems.append(
                Problem(
                    self.file,
                    line,
                    column,
                    "mojibake",
                    f'"{repair.damaged}" is doubly encoded; served as "{repair.mended}"',
                    "Run check --fix to mend the file.",
                )
            )
        return tuple(problems)


def decode(file: str, data: bytes) -> SourceText | Problem:
    """The text of a file's bytes, or the reason why they are no text."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Problem(file, 1, 1, "not-text", f"the file is {name}, not UTF-8", _SAVE_AS_UTF8)
    nul = data.find(b"\0")
    if nul >= 0:
        line, column = _place(data, nul)
        told = "the file holds a NUL byte, so it is no text"
        return Problem(file, line, column, "not-text", told, _SAVE_AS_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        told = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        return Problem(file, line, column, "not-text", told, _SAVE_AS_UTF8)
    if data.isascii():  # whatever else may be wrong with a text is not ASCII
        return _source_text(file, text, ())
    text = text.removeprefix("\ufeff")
    if _NONCHARACTER_BYTES in data and (nonchar := _NONCHARACTER.search(text)):
        line, column = _place(text[: nonchar.start()].encode(), None)
        told = f"U+{ord(nonchar.group()):04X} is no character of any text"
        return Problem(file, line, column, "not-text", told, "Delete it.")
    return _source_text(file, text, damaged_words(text) if _DAMAGE_BYTES.search(data) else ())


def damaged_words(text: str) -> tuple[Repair, ...]:
    """The words of a text that are UTF-8 read as Windows-1252, with what they should be."""
    if text.isascii() or not _DAMAGE.search(text):
        return ()
    # It takes long to get ready, and only damaged text needs it.
    import ftfy  # noqa: PLC0415

    repairs = []
    for word in _WORD.finditer(text):
        damaged = word.group()
        if _DAMAGE.search(damaged) and (mended := ftfy.fix_encoding(damaged)) != damaged:
            repairs.append(Repair(word.start(), damaged, mended))
    return tuple(repairs)


def mend(data: bytes) -> bytes:
    """The bytes of a UTF-8 file with its doubly encoded words mended and no other byte changed.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
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
    pieces = [
        (start + place, lost)
        for start, repair in zip(starts, repairs, strict=True)
        for place, lost in _shortened(repair)
    ]
    # One more than there are lines, which is beyond every offset.
    line_starts = (0, *map(add, accumulate(map(len, text.split("\n"))), count(1)))
    lost = tuple(accumulate((lost for _, lost in pieces), initial=0)) if pieces else ()
    return SourceText(
        file, text, repairs, line_starts, starts, tuple(place for place, _ in pieces), lost
    )


def _without_returns(text: str, starts: tuple[int, ...]) -> tuple[int, ...]:
    """The offsets once each CRLF is one character."""
    moved = []
    seen = dropped = 0
    for start in starts:
        dropped += text.count("\r\n", seen, start)
        seen = start
        moved.append(start - dropped)
    return tuple(moved)


def _shortened(repair: Repair) -> Iterator[tuple[int, int]]:
    """Where in the mended word characters are missing, and how many.

    Damage is never ASCII, so the ASCII of both words is the same and tells which part is which.
    """
    damaged = list(_NON_ASCII.finditer(repair.damaged))
    mended = list(_NON_ASCII.finditer(repair.mended))
    if len(damaged) != len(mended):
        yield 0, len(repair.damaged) - len(repair.mended)
        return
    for before, after in zip(damaged, mended, strict=True):
        if before.group() != after.group():
            yield after.start(), len(before.group()) - len(after.group())


def _apply(text: str, repairs: tuple[Repair, ...]) -> tuple[str, tuple[int, ...]]:
    """The mended text, and where in it each mended word begins."""
    pieces: list[str] = []
    starts = []
    length = end = 0
    for repair in repairs:
        pieces += (text[end : repair.start], repair.mended)
        starts.append(length + repair.start - end)
        length = starts[-1] + len(repair.mended)
        end = repair.start + len(repair.damaged)
    pieces.append(text[end:])
    return "".join(pieces), tuple(starts)


def _place(data: bytes, end: int | None) -> tuple[int, int]:
    """Line and column after the bytes before `end`, whatever they are."""
    before = data[:end].decode("utf-8", "replace").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
