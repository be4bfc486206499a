"""Faults that front matter of every format may have."""

from typing import Final

from app.front_matter.values import DEPTH_LIMIT
from app.problems import Fault

SYNTAX: Final = "front-matter-syntax"


class FrontMatterError(Exception):
    """Nothing can be read: the front matter is not closed, does not parse, is no mapping, ..."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults


def unclosed(offset: int, opening: str, closing: str, hint: str = "") -> FrontMatterError:
    """The block that opens at the offset has no end."""
    remedy = f"Add {closing} after the last key."
    return FrontMatterError(
        Fault(
            offset,
            "front-matter-unclosed",
            f"the front matter opens here with {opening} and never closes",
            f"{remedy} {hint}".rstrip(),
        )
    )


def not_mapping(
    offset: int, found: str, hint: str = "Write one key a line, such as title: Neck pain."
) -> FrontMatterError:
    """The whole is a list or a scalar."""
    return FrontMatterError(
        Fault(
            offset,
            "front-matter-not-mapping",
            f"{found} stands where keys and their values are expected",
            hint,
        )
    )


def too_deep(offset: int) -> FrontMatterError:
    """Collections nest beyond the limit."""
    return FrontMatterError(
        Fault(
            offset,
            "nested-too-deep",
            f"values nest more than {DEPTH_LIMIT} levels deep here",
            "Make the values flatter.",
        )
    )


def duplicate_key(
    text: str, key: str, offset: int, first: int | None, outcome: str = "only the first is used"
) -> Fault:
    """A key that stands twice in one mapping; the offsets are those of both in the text."""
    known = "" if first is None else f" (first in line {text.count(chr(10), 0, first) + 1})"
    return Fault(
        offset,
        "duplicate-key",
        f'the key "{shown(key)}" stands twice{known}',
        f"Remove or rename one of the two; {outcome}.",
    )


def shown(text: str) -> str:
    """The text, short enough for a message of one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
