"""Text → part of an address, as Jekyll makes it."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Mode: TypeAlias = Literal["default", "pretty"]

# What stays besides letters, marks and decimal digits.
_KEPT: Final[Mapping[str, frozenset[str]]] = {
    "default": frozenset(),
    "pretty": frozenset("._~!$&'()+,;=@"),
}
_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_OUTER_HYPHEN: Final = re.compile(r"^-|-$", re.MULTILINE)


def slugified(text: str, mode: Mode = "default", *, cased: bool = False) -> str:
    """The text with a hyphen for each run of what the mode does not keep; lower case or not.

    `default` keeps letters and digits of every script, `pretty` some signs as well.
    """
    made = _OUTER_HYPHEN.sub("", _hyphenated(text, _KEPT[mode]))
    return made if cased else lowered(made)


def lowered(text: str) -> str:
    """The text in lower case, letter by letter: Ruby does not know the sigma that ends a word."""
    return text.lower() if text.isascii() else "".join(map(str.lower, text))


def _hyphenated(text: str, kept: frozenset[str]) -> str:
    pieces: list[str] = []
    for character in text:
        if character in kept or unicodedata.category(character) in _CATEGORIES:
            pieces.append(character)
        elif not pieces or pieces[-1] != "":
            # A mark that a run began; the next ones belong to it.
            pieces.append("")
    return "".join(piece or "-" for piece in pieces)
