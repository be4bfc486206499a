"""Marks that stand in a text for its shortcodes while it is parsed.

They are noncharacters, which no source text holds, around a number: letters to the parser, as
what Hugo has there. None of them outlives the events.
"""

import re
from typing import Final

_BEGINS: Final = "\ufde0"
_ENDS: Final = "\ufde1"
# Before a colon that would make a definition of what it begins, and is none to Hugo.
GUARD: Final = "\ufde2"
# A cell that the first row of a table lacks; behind a pipe it is turned round.
PAD: Final = f"|{GUARD}"
_GUARDS: Final = re.compile(rf"\|{GUARD}|{GUARD}\|?")
_ANY: Final = re.compile(f"[{_BEGINS}{GUARD}]")
MARK: Final = re.compile(f"{_BEGINS}([0-9]+){_ENDS}")


def mark(number: int) -> str:
    """The mark of the shortcode of this number."""
    return f"{_BEGINS}{number}{_ENDS}"


def is_marked(text: str) -> bool:
    """Whether there is a mark in the text."""
    return _ANY.search(text) is not None


def unguarded(text: str) -> str:
    """The text without guards and pads."""
    return _GUARDS.sub("", text)


def is_all_marks(text: str) -> bool:
    """Whether there are marks in the text and, but for white space, nothing else."""
    return _BEGINS in text and not MARK.sub("", text).strip()
