"""Keys by which names are compared and searched."""

import unicodedata
from functools import lru_cache
from typing import Final

from app.regex import regex

_APOSTROPHES: Final = regex("['’‘ʼʹ′`´＇]")  # noqa: RUF001 - all the signs in use for one
_NOT_A_WORD: Final = regex(r"[^\w]+|_+")
_PARENTHESES: Final = regex(r"\([^()]*\)")
_MARKS: Final = regex(r"[\u0300-\u036f]")


# The same names occur on many pages.
@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return the key of a name; names are equal if their keys are.

    NFKC, casefolded, apostrophes removed, `&` is and, other punctuation a space.
    """
    if name.isascii():  # nearly all
        folded = name.lower().replace("'", "").replace("`", "").replace("&", " and ")
        return _NOT_A_WORD.sub(" ", folded).strip()
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = _APOSTROPHES.sub("", folded).replace("&", " and ")
    return _NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", folded)).strip()


def search_key(name: str) -> str:
    """Return the key without accents, as people type names on a telephone."""
    key = name_key(name)
    if key.isascii():  # nearly all
        return key
    return " ".join(without_accents(key).split())


def without_accents(text: str) -> str:
    """Return a text without the accents of its letters: `Ärzte` as `Arzte`."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", plain)


def alphabetical(name: str) -> tuple[str, str]:
    """Return the key by which names are in alphabetical order: accents count among equals only."""
    folded = name.casefold()
    return (folded if folded.isascii() else without_accents(folded)), folded


def without_parentheses(text: str) -> str:
    """Return a text without what stands in parentheses."""
    return _PARENTHESES.sub("", text) if "(" in text else text


def initial(name: str) -> str:
    """Return the capital letter that a name stands under in an index, `#` if it has none."""
    first = search_key(name)[:1].upper()
    return first if first.isalpha() else "#"
