"""Places in a text as editors count them: lines from 0, columns in units of an encoding.

Specification: https://microsoft.github.io/language-server-protocol, section "Text Documents".
"""

from bisect import bisect_right
from functools import cached_property
from typing import Final

from lsprotocol.types import Position, PositionEncodingKind, Range

from app.regex import regex

# No other character ends a line: neither U+2028 nor a form feed.
_LINE_END: Final = regex(r"\r\n|\r|\n")
_MARK: Final = "\ufeff"
_BYTES_PER_UNIT: Final = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their ends."""
    return _LINE_END.split(text)


class Positions:
    """The lines of a text, and its places in an encoding of columns.

    Offsets are indices of `text`, which is as the editor has it, line ends included.
    """

    def __init__(
        self, text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16
    ) -> None:
        self.text = text
        self._codec, self._width = _BYTES_PER_UNIT[PositionEncodingKind(encoding)]

    @cached_property
    def _lines(self) -> tuple[tuple[int, int], ...]:
        """The offsets at which each line begins, and at which its line end does."""
        ends = list(_LINE_END.finditer(self.text))
        starts = [0, *(end.end() for end in ends)]
        return tuple(zip(starts, [*(end.start() for end in ends), len(self.text)], strict=True))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self._lines)

    @property
    def begin(self) -> int:
        """The offset of the first character that is no byte-order mark."""
        return int(self.text.startswith(_MARK))

    def bounds(self, line: int) -> tuple[int, int]:
        """Return the offsets of the start and end of a line from 0, without its line end.

        A line beyond the last one is empty, at the end.
        """
        if not 0 <= line < len(self._lines):
            return len(self.text), len(self.text)
        return self._lines[line]

    def line_of(self, offset: int) -> int:
        """Return the line from 0 that an offset is in."""
        return bisect_right(self._starts, offset) - 1

    def offset_of(self, position: Position) -> int:
        """Return the offset of a position; one beyond the end of its line is the end."""
        start, end = self.bounds(position.line)
        line = self.text[start:end]
        if line.isascii():
            return min(start + position.character, end)
        # A column in the middle of a character is its start.
        lengths = range(len(line) + 1)
        fitting = bisect_right(lengths, position.character, key=lambda n: self._units(line[:n]))
        return start + fitting - 1

    def position_of(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = self.line_of(offset)
        start, end = self._lines[line]
        return Position(line, self._units(self.text[start : min(offset, end)]))

    def range_of(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position_of(start), self.position_of(end))

    def offset_at(self, line: int, column: int) -> int:
        """Return the offset of a line and column of a problem, which count from 1.

        Columns of the first line do not count a byte-order mark.
        """
        start, end = self.bounds(line - 1)
        if line == 1:
            start += self.begin
        return min(start + column - 1, end)

    def _units(self, text: str) -> int:
        if text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._width
