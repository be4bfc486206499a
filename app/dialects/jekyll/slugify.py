"""Text → part of an address, by Jekyll's rules."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Mode: TypeAlias = Literal["default", "pretty"]

# Characters kept besides letters, marks and decimal digits.
_KEPT: Final[Mapping[str, frozenset[str]]] = {
    "default": frozenset(),
    "pretty": frozenset("._~!$&'()+,;=@"),
}
_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_OUTER_HYPHEN: Final = re.compile(r"^-|-$", re.MULTILINE)


def slugify(text: str, mode: Mode = "default", *, cased: bool = False) -> str:
    """Return the text with a hyphen for each run of other characters, in lower case unless `cased`.

    `default` keeps letters and digits of every script, `pretty` also some signs.
    """
    slug = _OUTER_HYPHEN.sub("", _hyphenated(text, _KEPT[mode]))
    return slug if cased else lowered(slug)


def lowered(text: str) -> str:
    """Return the text in lower case, letter by letter: Ruby has no final sigma."""
    return text.lower() if text.isascii() else "".join(map(str.lower, text))


def _hyphenated(text: str, kept: frozenset[str]) -> str:
    characters: list[str] = []
    for character in text:
        if character in kept or unicodedata.category(character) in _CATEGORIES:
            characters.append(character)
        elif not characters or characters[-1] != "":
            # An empty text stands for a run, so that it is no hyphen of the text's own.
            characters.append("")
    return "".join(character or "-" for character in characters)
