"""Limits of what the templates of one document may cost.

Work is counted, not timed, so that the same document always gives the same answer. The limits of
python-liquid do not suffice: its loop limit multiplies nested loops but does not add up successive
ones, and none of its limits covers filters, comparisons and expressions.
"""

from collections.abc import Mapping
from typing import Final

# Steps of one document: one for each tag, loop turn and filter, more for large values.
STEPS: Final = 200_000
# Characters of a document and of any text in it.
TEXT: Final = 1_000_000
# Entries of a list, and turns of a loop.
ITEMS: Final = 100_000
# Levels of nested blocks and includes, counted together; of lists in lists.
DEPTH: Final = 50
# Characters of one tag or output.
MARKUP: Final = 10_000
# Digits of a number.
DIGITS: Final = 1_000


# Filters that take 100 µs and more for 1,000 characters.
_SLOW: Final = frozenset(
    {"markdownify", "slugify", "smartify", "strip_html", "number_of_words", "truncatewords"}
)


class LimitError(Exception):
    """A template exceeds a limit.

    `place` is the offset in the document of the tag that exceeds it; None if not known yet.
    """

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class Meter:
    """Counts the steps of one document. All methods raise LimitError when a limit is exceeded."""

    def __init__(self) -> None:
        self.left = STEPS

    def spend(self, steps: int = 1) -> None:
        """Spend steps."""
        self.left -= steps
        if self.left < 0:
            raise LimitError(f"the template takes more than {STEPS:,} steps")

    def text(self, length: int) -> None:
        """Spend the steps of making or reading a text of this length."""
        check_text(length)
        self.spend(length >> 10)

    def filter(self, name: str, length: int) -> None:
        """Spend the steps of a filter that reads a text of this length."""
        self.spend(length >> (3 if name in _SLOW else 10))

    def items(self, count: int) -> None:
        """Spend the steps of making or reading a list of this many entries."""
        if count > ITEMS:
            raise LimitError(f"a list or a range has more than {ITEMS:,} entries")
        self.spend(count >> 4)

    def expression(self, text: str, place: int | None = None) -> None:
        """Spend the steps of parsing an expression, a tag or an output."""
        if len(text) > MARKUP:
            raise LimitError(f"an expression or a tag has more than {MARKUP:,} characters", place)
        # The library's patterns look ahead from each of these brackets to the end.
        brackets = text.count("(") + text.count("[")
        self.spend(3 + (brackets + 2) * len(text) // 500)

    def result(self, value: object) -> None:
        """Spend the steps of making a value."""
        if isinstance(value, str):
            self.text(len(value))
        elif isinstance(value, (list, Mapping)):
            self.items(len(value))
        elif isinstance(value, int):
            check_digits(value)


def check_text(length: int) -> None:
    """Raise LimitError for a text of more than TEXT characters."""
    if length > TEXT:
        raise LimitError(f"a text has more than {TEXT:,} characters")


def check_digits(number: int | str) -> None:
    """Raise LimitError for a number of more than about DIGITS digits."""
    size = number.bit_length() // 3 if isinstance(number, int) else len(number)
    if size > DIGITS:
        raise LimitError(f"a number has more than about {DIGITS:,} digits")
