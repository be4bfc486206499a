"""A text whose positions are not needed."""

from collections.abc import Iterable
from typing import Final

from app.files.text import LocatedText
from app.problems import Fault, Problem


class _Nowhere:
    """A file whose problems are known already, so that positions in it are not needed."""

    file: Final = ""
    text: Final = ""

    def locate(self, offset: int) -> tuple[int, int]:
        """Return no place."""
        del offset
        return 0, 0

    def lines(self, offsets: Iterable[int]) -> list[int]:
        """Return the lines of offsets."""
        return [self.locate(offset)[0] for offset in offsets]

    def problem(self, fault: Fault) -> Problem:
        """Return the fault at no place."""
        return Problem(self.file, 0, 0, fault.code, fault.message, fault.hint)


NOWHERE: Final[LocatedText] = _Nowhere()
