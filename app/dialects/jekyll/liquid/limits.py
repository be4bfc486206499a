"""Limits of what the templates of one document, and those of one site, may cost.

Work is counted, not timed, so that the same document always gives the same answer. The limits of
python-liquid do not suffice: its loop limit multiplies nested loops but does not add up successive
ones, and none of its limits covers filters, comparisons and expressions.
"""

from collections.abc import Mapping
from typing import Final

# Steps of one document: one for each tag, loop turn and filter, more for large values. A list of
# posts with excerpts takes up to 1,000 for each post, so that 500 fit; all of them take up to 2 s.
STEPS: Final = 500_000
# Steps of parsing one template. Parsing takes up to 15 µs for a step.
PARSING_STEPS: Final = 200_000
# Steps that every document of a site may take, and those that all take together beyond these: 200
# documents that each take all that they may would keep the site for a minute.
OWN_STEPS: Final = 10_000
SHARED_STEPS: Final = 2_000_000
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


# Steps of filters that take 100 µs and more for 1,000 characters, for each character. A step takes
# about 1.5 µs; `markdownify` takes up to 4 µs for a character.
_SLOW: Final = {
    **dict.fromkeys(
        ("slugify", "smartify", "strip_html", "number_of_words", "truncatewords"), 0.125
    ),
    "markdownify": 2,
}


class LimitError(Exception):
    """A template exceeds a limit.

    `place` is the offset in the document of the tag that exceeds it; None if not known yet.
    """

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


class SharedSteps:
    """The steps that the documents of one site take together, beyond their own."""

    def __init__(self) -> None:
        self.left = SHARED_STEPS
        # The document that took most of them, and how many.
        self.most = ("", 0)

    def spend(self, steps: int, file: str) -> None:
        """Spend the steps of a document."""
        shared = max(steps - OWN_STEPS, 0)
        self.left = max(self.left - shared, 0)
        if shared > self.most[1]:
            self.most = file, shared


class Meter:
    """Counts the steps of one document. All methods raise LimitError when a limit is exceeded.

    `limit` is how many it may take: fewer than `most` if other documents took the shared ones.
    """

    def __init__(self, shared: SharedSteps | None = None, most: int = STEPS) -> None:
        self._most = most
        self.limit = most if shared is None else min(most, OWN_STEPS + shared.left)
        self.left = self.limit

    @property
    def is_reduced(self) -> bool:
        """True if other documents took steps that this one could have had."""
        return self.limit < self._most

    @property
    def spent(self) -> int:
        """The steps that were spent."""
        return self.limit - max(self.left, 0)

    def spend(self, steps: int = 1) -> None:
        """Spend steps."""
        self.left -= steps
        if self.left < 0:
            if self.is_reduced:
                message = f"the templates of the site take more than {SHARED_STEPS:,} steps"
                raise LimitError(f"{message}, not counting {OWN_STEPS:,} for each")
            raise LimitError(f"the template takes more than {self._most:,} steps")

    def text(self, length: int) -> None:
        """Spend the steps of making or reading a text of this length."""
        # A template that keeps all its texts in a list has at most 250 MB of them.
        if steps := length >> 9:  # nearly all are shorter
            check_text(length)
            self.spend(steps)

    def filter(self, name: str, length: int) -> None:
        """Spend the steps of a filter that reads a text of this length."""
        self.spend(int(length * _SLOW[name]) if name in _SLOW else length >> 10)

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
