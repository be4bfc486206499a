"""Limits of what the templates of one document may cost.

Work is counted, not timed, so that the same document always gives the same answer. The limits of
python-liquid do not suffice: its loop limit multiplies nested loops but does not add up successive
ones, and none of its limits covers filters, comparisons and expressions.
"""

from collections.abc import Mapping
from typing import Final

STEPS: Final = 200_000
"""Steps of one document: one for each tag, loop turn and filter, more for large values."""
TEXT: Final = 1_000_000
"""Characters of a document and of any text in it."""
ITEMS: Final = 100_000
"""Entries of a list, and turns of a loop."""
DEPTH: Final = 50
"""Levels of nested blocks and includes, counted together."""
MARKUP: Final = 10_000
"""Characters of one tag or output."""
DIGITS: Final = 1_000
"""Digits of a number."""


class LimitError(Exception):
    """A template exceeds a limit.

    `place` is the offset in the document of the tag that exceeds it; None if not known yet.
    """

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class Meter:
    """Counts the steps of one document. All methods raise LimitError when a limit is exceeded."""

    __slots__ = ("depth", "left")

    def __init__(self) -> None:
        self.left = STEPS
        self.depth = 0

    def spend(self, steps: int = 1) -> None:
        """Spend steps."""
        self.left -= steps
        if self.left < 0:
            message = f"the template takes more than {STEPS:,} steps"
            raise LimitError(message)

    def text(self, length: int) -> None:
        """Spend the steps of making or reading a text of this length."""
        check_text(length)
        self.spend(length >> 10)

    def items(self, count: int) -> None:
        """Spend the steps of making or reading a list of this many entries."""
        if count > ITEMS:
            message = f"a list or a range has more than {ITEMS:,} entries"
            raise LimitError(message)
        self.spend(count >> 4)

    def result(self, value: object) -> None:
        """Spend the steps of making a value."""
        if isinstance(value, str):
            self.text(len(value))
        elif isinstance(value, (list, Mapping)):
            self.items(len(value))
        elif isinstance(value, int):
            check_digits(value)

    def enter(self) -> None:
        """Enter a block or an include."""
        if self.depth >= DEPTH:
            message = f"blocks and includes nest deeper than {DEPTH} levels"
            raise LimitError(message)
        self.depth += 1

    def leave(self) -> None:
        """Leave the block or include entered last."""
        self.depth -= 1


def check_text(length: int) -> None:
    """Raise LimitError for a text of more than TEXT characters."""
    if length > TEXT:
        message = f"a text has more than {TEXT:,} characters"
        raise LimitError(message)


def check_digits(number: int | str) -> None:
    """Raise LimitError for a number of more than about DIGITS digits."""
    size = number.bit_length() // 3 if isinstance(number, int) else len(number)
    if size > DIGITS:
        message = f"a number has more than about {DIGITS:,} digits"
        raise LimitError(message)
