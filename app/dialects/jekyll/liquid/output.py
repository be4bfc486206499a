"""Where rendered text goes, and where each piece of it came from."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from io import StringIO
from typing import Final

from app.dialects.jekyll.liquid.limits import TEXT, LimitError, Meter
from app.files.text import SourceText
from app.problems import Fault, Problem

# What no file's text may hold, but a variable or an escape may: see `app.files.text`.
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef]")
_RETURN: Final = re.compile(r"\r\n?")


def as_file_text(text: str) -> str:
    """The text with nothing in it that the text of a file never has."""
    if not text.isascii() or "\0" in text:
        text = _NO_TEXT.sub("\ufffd", text)
    return _RETURN.sub("\n", text) if "\r" in text else text


class Output(StringIO):
    """Rendered text, held to the limit. `place` is where in the source its writer stands."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.place = 0
        self._meter = meter
        self._size = 0
        self._line: list[str] = []

    def write(self, text: str, /) -> int:
        """Add what a tag or an output made."""
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

    def copy(self, text: str, _offset: int) -> int:
        """Add text that stands in the source as it is, at an offset."""
        return self.write(text)

    @property
    def line(self) -> str:
        """What the line that is being written has so far."""
        return "".join(self._line)


class TracedOutput(Output):
    """Rendered text of a document: it knows where in the source each piece came from."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._copied: list[bool] = []

    def write(self, text: str, /) -> int:
        """Add what the tag or output at `place` made."""
        text = as_file_text(text)
        self._mark(self.place, copied=False)
        return super().write(text)

    def copy(self, text: str, offset: int) -> int:
        """Add text that stands in the source as it is, at an offset."""
        self._mark(offset, copied=True)
        return super().write(text)

    def _mark(self, origin: int, *, copied: bool) -> None:
        self._starts.append(self._size)
        self._origins.append(origin)
        self._copied.append(copied)

    def rendered(self, source: SourceText, start: int) -> "RenderedText":
        """All that was written, as the text of the file."""
        return RenderedText(
            source,
            start,
            self.getvalue(),
            tuple(self._starts),
            tuple(self._origins),
            tuple(self._copied),
        )


@dataclass(frozen=True, slots=True)
class RenderedText:
    """The rendered body of a document; its offsets lead back to the file.

    It stands where the text of a file may stand; `text` begins with the body.
    """

    source: SourceText
    body_start: int
    text: str
    # Where in `text` each piece begins, where in the source it came from, and whether its
    # characters are the source's or were made by what stands there.
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]
    _copied: tuple[bool, ...]

    @property
    def file(self) -> str:
        """The file that the template stands in."""
        return self.source.file

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of where the character at an offset came from.

        That is its own place where it stands in the source, else that of the outermost tag or
        output that made it.
        """
        return self.source.locate(self.origin(offset))

    def origin(self, offset: int) -> int:
        """The offset in the source of what stands at an offset of the text."""
        offset = min(max(offset, 0), len(self.text))
        piece = bisect_right(self._starts, offset) - 1
        if piece < 0:
            return self.body_start
        within = offset - self._starts[piece] if self._copied[piece] else 0
        return self._origins[piece] + within

    def problem(self, fault: Fault) -> Problem:
        """The fault at its line and column of the file."""
        line, column = self.locate(fault.offset)
        return Problem(self.file, line, column, fault.code, fault.message, fault.hint)
