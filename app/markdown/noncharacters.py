"""Noncharacters, which no source text may hold: parsers of dialects mark places with them."""

from typing import Final

from app.regex import regex

# What stands for a noncharacter in text that is none of ours.
NONCHARACTERS: Final = dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd")
# No source text holds a noncharacter, but it may refer to one.
NONCHARACTER_REFERENCE: Final = regex(
    r"&#(?:[xX]0*+[fF][dD][dDeE][0-9a-fA-F](?![0-9a-fA-F])|0*+(?:649[7-9]|650[0-9])[0-9](?![0-9]));?"
)


def replacement(reference: str) -> str:
    """Return a reference to U+FFFD that is as long as another reference."""
    end = ";" if reference.endswith(";") else ""
    return f"&#x{'fffd'.rjust(len(reference) - 3 - len(end), '0')}{end}"
