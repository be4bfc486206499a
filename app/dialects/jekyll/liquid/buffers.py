"""Buffers of rendered text, and the way from each of its characters back to the source."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Final, NamedTuple

from app.dialects.jekyll.liquid.limits import TEXT, LimitError, Meter
from app.files.text import SourceText
from app.problems import Fault, Problem
from app.regex import regex

# Characters that the text of a file never contains, but a variable or an escape may: see
# `app.files.text`.
_NOT_IN_FILES: Final = regex("[\0\ud800-\udfff\ufdd0-\ufdef]")
_RETURN: Final = regex(r"\r\n?")
# More than what may stand before a block in its line.
_LINE: Final = 1_000


def as_file_text(text: str) -> str:
    """Return the text without characters that the text of a file never contains."""
    return _RETURN.sub("\n", _NOT_IN_FILES.sub("\ufffd", text))


class Piece(NamedTuple):
    """A piece of rendered text: its offset, and the one of its origin in the source.

    `is_copied`: its characters are those of the source; a tag or an output made all others.
    """

    start: int
    origin: int
    is_copied: bool


class Buffer(StringIO):
    """Rendered text of limited length.

    `place` is the offset in the source of the outermost tag or output that is being rendered.
    `pieces` are those of a document's text; the value of a variable has none.
    """

    def __init__(self, meter: Meter, place: int = 0, pieces: list[Piece] | None = None) -> None:
        super().__init__()
        self.place = place
        self.pieces = pieces
        self._meter = meter
        self._size = 0

    def write(self, text: str, /) -> int:
        """Add text made by the tag or output at `place`. Raises LimitError for too much."""
        if self.pieces is None:
            return self._add(text)
        self.pieces.append(Piece(self._size, self.place, is_copied=False))
        return self._add(as_file_text(text))

    def copy(self, text: str, offset: int) -> int:
        """Add text that stands at an offset of the source. Raises LimitError for too much."""
        if self.pieces is not None:
            self.pieces.append(Piece(self._size, offset, is_copied=True))
        return self._add(text)

    def _add(self, text: str) -> int:
        self._size += len(text)
        if self._size > TEXT:
            raise LimitError(f"more than {TEXT:,} characters are written")
        self._meter.text(len(text))
        return super().write(text)

    @property
    def line(self) -> str:
        """The last line so far, or its end."""
        self.seek(max(self._size - _LINE, 0))
        return self.read().rpartition("\n")[2]


@dataclass(frozen=True, slots=True)
class RenderedText:
    """The rendered body of a document; takes the place of a file's text.

    `text` begins with the body, and its offsets lead back to places in the file.
    """

    source: SourceText
    body_start: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def file(self) -> str:
        """The file of the template."""
        return self.source.file

    def locate(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file of the origin of the character at an offset."""
        return self.source.locate(self.origin(offset))

    def lines(self, offsets: Iterable[int]) -> list[int]:
        """Return the lines of offsets."""
        return self.source.lines(map(self.origin, offsets))

    def problem(self, fault: Fault) -> Problem:
        """Return the fault as a problem at its line and column of the file."""
        return self.source.problem(fault._replace(offset=self.origin(fault.offset)))

    def origin(self, offset: int) -> int:
        """Return the offset in the source of the character at an offset of the text.

        For text that was made it is the offset of the outermost tag or output that made it.
        """
        offset = min(max(offset, 0), len(self.text))
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if index < 0:
            return self.body_start
        piece = self.pieces[index]
        return piece.origin + (offset - piece.start if piece.is_copied else 0)
