"""The text of a file as an editor has it, with the places that the service knows in it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.files.text import SourceText, decode
from app.problems import Problem
from app.regex import regex

_LINE_END: Final = regex(r"\r\n|\r|\n")
_MARK: Final = "\ufeff"


@dataclass(frozen=True)
class EditableText:
    """A file's text with its own line ends, without a byte-order mark.

    `source` is the same text as the service reads it.
    """

    text: str
    has_mark: bool
    source: SourceText

    @classmethod
    def of(cls, file: str, data: bytes) -> "EditableText | None":
        """Return the text of a file's bytes; None if they are no text."""
        source = decode(file, data)
        if isinstance(source, Problem):
            return None
        text = data.decode("utf-8")
        return cls(text.removeprefix(_MARK), text.startswith(_MARK), source)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    @property
    def line_end(self) -> str:
        """The line end that the text uses, the first if it uses several."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and a column, both from 1."""
        starts = self._line_starts
        return min(starts[min(line, len(starts)) - 1] + column - 1, len(self.text))

    def offset_of(self, source_offset: int) -> int:
        """Return the offset of one in the text as the service reads it."""
        return self.offset(*self.source.locate(source_offset))

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text that replaces this one."""
        return f"{_MARK if self.has_mark else ''}{text}".encode()


def line_start(text: str, at: int) -> int:
    """Return where the line of an offset begins, whichever line ends a text has."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
