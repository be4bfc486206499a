"""Text → part of an address, by Jekyll's rules."""

import re
import unicodedata
from typing import Final

from app.regex import regex

# Signs that the mode `pretty` keeps.
_PRETTY: Final = frozenset("._~!$&'()+,;=@")
_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_OUTER_HYPHEN: Final = regex(r"^-|-$", re.MULTILINE)


def slugify(text: str, *, is_pretty: bool = False, is_cased: bool = False) -> str:
    """Return the text with a hyphen for each run of other characters, in lower case unless cased.

    Letters, marks and decimal digits of every script are kept; `is_pretty` keeps also some signs.
    """
    characters: list[str] = []
    for character in text:
        is_kept = is_pretty and character in _PRETTY
        if is_kept or unicodedata.category(character) in _CATEGORIES:
            characters.append(character)
        elif not characters or characters[-1]:
            # An empty text stands for a run, so that it is no hyphen of the text's own.
            characters.append("")
    slug = trimmed("".join(character or "-" for character in characters))
    return slug if is_cased else lowered(slug)


def trimmed(slug: str) -> str:
    """Return the slug without a hyphen at either end of a line."""
    return _OUTER_HYPHEN.sub("", slug)


def lowered(text: str) -> str:
    """Return the text in lower case, letter by letter: Ruby has no final sigma."""
    return text.lower() if text.isascii() else "".join(map(str.lower, text))
