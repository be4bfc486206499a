"""Buffers of rendered text, and the way from each of its characters back to the source."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Final, NamedTuple

from app.dialects.jekyll.liquid.limits import TEXT, LimitError, Meter
from app.files.text import SourceText
from app.problems import Fault, Problem

# Characters that the text of a file never contains, but a variable or an escape may: see
# `app.files.text`.
_NOT_IN_FILES: Final = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef]")
_RETURN: Final = re.compile(r"\r\n?")


def as_file_text(text: str) -> str:
    """Return the text without characters that the text of a file never contains."""
    if not text.isascii() or "\0" in text:
        text = _NOT_IN_FILES.sub("\ufffd", text)
    return _RETURN.sub("\n", text) if "\r" in text else text


class Buffer(StringIO):
    """Rendered text of limited length.

    `place` is the offset in the source of the outermost tag or output that is being rendered.
    """

    def __init__(self, meter: Meter, place: int = 0) -> None:
        super().__init__()
        self.place = place
        self._meter = meter
        self._size = 0
        self._line: list[str] = []

    def write(self, text: str, /) -> int:
        """Add text. Raises LimitError for too much."""
        self._size += len(text)
        if self._size > TEXT:
            message = f"more than {TEXT:,} characters are written"
            raise LimitError(message)
        self._meter.text(len(text))
        newline = text.rfind("\n")
        if newline >= 0:
            self._line.clear()
        self._line.append(text[newline + 1 :])
        return super().write(text)

    def copy(self, text: str, offset: int) -> int:
        """Add text that stands at an offset of the source."""
        del offset
        return self.write(text)

    @property
    def line(self) -> str:
        """The last line so far."""
        return "".join(self._line)


class _Piece(NamedTuple):
    """A piece of rendered text: its offset, the one of its origin in the source, and its kind."""

    start: int
    origin: int
    is_copied: bool
    """True if its characters are those of the source, False if a tag or an output made them."""


class TracedBuffer(Buffer):
    """The rendered text of a document, with the origins of its pieces."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self._pieces: list[_Piece] = []

    def write(self, text: str, /) -> int:
        """Add text made by the tag or output at `place`. Raises LimitError for too much."""
        self._pieces.append(_Piece(self._size, self.place, is_copied=False))
        return super().write(as_file_text(text))

    def copy(self, text: str, offset: int) -> int:
        """Add text that stands at an offset of the source. Raises LimitError for too much."""
        self._pieces.append(_Piece(self._size, offset, is_copied=True))
        return super().write(text)

    def rendered(self, source: SourceText, body_start: int) -> "RenderedText":
        """Return the text of the buffer as a text of the source's file."""
        return RenderedText(source, body_start, self.getvalue(), tuple(self._pieces))


@dataclass(frozen=True, slots=True)
class RenderedText:
    """The rendered body of a document; takes the place of a file's text.

    `text` begins with the body, and its offsets lead back to places in the file.
    """

    source: SourceText
    body_start: int
    text: str
    _pieces: tuple[_Piece, ...]

    @property
    def file(self) -> str:
        """The file of the template."""
        return self.source.file

    def locate(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file of the origin of the character at an offset."""
        return self.source.locate(self.origin(offset))

    def lines(self, offsets: Iterable[int]) -> list[int]:
        """Return the lines of offsets."""
        return [self.locate(offset)[0] for offset in offsets]

    def origin(self, offset: int) -> int:
        """Return the offset in the source of the character at an offset of the text.

        For text that was made it is the offset of the outermost tag or output that made it.
        """
        offset = min(max(offset, 0), len(self.text))
        index = bisect_right(self._pieces, offset, key=lambda piece: piece.start) - 1
        if index < 0:
            return self.body_start
        piece = self._pieces[index]
        return piece.origin + (offset - piece.start if piece.is_copied else 0)

    def problem(self, fault: Fault) -> Problem:
        """Return the fault as a problem at its line and column of the file."""
        line, column = self.locate(fault.offset)
        return Problem(self.file, line, column, fault.code, fault.message, fault.hint)
