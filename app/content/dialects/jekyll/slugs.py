"""Text → part of an address, as Jekyll's `slugify` makes it."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Mode: TypeAlias = Literal["raw", "default", "pretty", "ascii", "latin"]

# What stays besides letters, marks and decimal digits.
_PRETTY: Final = frozenset("._~!$&'()+,;=@")
_KEPT: Final[Mapping[str, frozenset[str]]] = {"default": frozenset(), "pretty": _PRETTY}
_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_ASCII: Final = re.compile("[^A-Za-z0-9]+")
_WHITE: Final = re.compile(r"[ \t\n\v\f\r]+")
_OUTER_HYPHEN: Final = re.compile(r"^-|-$", re.MULTILINE)


def slugified(text: str, mode: Mode = "default", *, cased: bool = False) -> str:
    """The text with a hyphen for each run of what the mode does not keep; lower case or not.

    `default` keeps letters and digits of every script, `pretty` some signs as well, `ascii` only
    Latin letters and digits, `raw` all but white space; `latin` takes marks off letters first.
    """
    if mode == "raw":
        made = _WHITE.sub("-", text)
    elif mode == "ascii":
        made = _ASCII.sub("-", text)
    else:
        if mode == "latin":
            text = _without_marks(text)
        made = _hyphenated(text, _KEPT.get(mode, frozenset()))
    made = _OUTER_HYPHEN.sub("", made)
    return made if cased else made.lower()


def _hyphenated(text: str, kept: frozenset[str]) -> str:
    pieces: list[str] = []
    for character in text:
        if character in kept or unicodedata.category(character) in _CATEGORIES:
            pieces.append(character)
        elif not pieces or pieces[-1] != "":
            # A mark that a run began; the next ones belong to it.
            pieces.append("")
    return "".join(piece or "-" for piece in pieces)


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(
        character if character.isascii() else "?"
        for character in apart
        if not unicodedata.combining(character)
    )
