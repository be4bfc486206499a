"""What one document's templates may cost: no template runs for long, whatever it says.

Work is counted, not timed, so that the same document always gives the same answer.
"""

from typing import Final

STEPS: Final = 200_000
"""Steps a document may take: a tag, a turn of a loop, a filter; more for large values."""
TEXT: Final = 1_000_000
"""Characters that a document, or any value in it, may have."""
ITEMS: Final = 100_000
"""Entries that a list may have, and turns that a loop may take."""
DEPTH: Final = 50
"""Levels that blocks and includes may nest, together."""
MARKUP: Final = 10_000
"""Characters that one tag or output may have."""
DIGITS: Final = 1_000
"""Digits that a number may have."""


class LimitError(Exception):
    """A template asks for more than it may have; the message names the limit.

    `place` is the offset in the document of what asked for it, once that is known.
    """

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class Meter:
    """Counts the steps of one document."""

    __slots__ = ("depth", "left")

    def __init__(self) -> None:
        self.left = STEPS
        self.depth = 0

    def spend(self, steps: int = 1) -> None:
        """Take steps. Raises LimitError when there are none left."""
        self.left -= steps
        if self.left < 0:
            message = f"the template takes more than {STEPS:,} steps"
            raise LimitError(message)

    def text(self, length: int) -> None:
        """Take what it costs to make or to read through a text of this length."""
        if length > TEXT:
            message = f"a text grows beyond {TEXT:,} characters"
            raise LimitError(message)
        self.spend(length >> 10)

    def items(self, count: int) -> None:
        """Take what it costs to make or to go through a list of this many entries."""
        if count > ITEMS:
            message = f"a list or a range has more than {ITEMS:,} entries"
            raise LimitError(message)
        self.spend(count >> 4)

    def enter(self) -> None:
        """Go down a level. Raises LimitError when that is too deep."""
        if self.depth >= DEPTH:
            message = f"blocks and includes nest deeper than {DEPTH} levels"
            raise LimitError(message)
        self.depth += 1

    def leave(self) -> None:
        """Come up a level."""
        self.depth -= 1
