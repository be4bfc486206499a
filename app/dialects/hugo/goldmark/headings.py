"""Heading ids as Hugo makes them, in each of the ways that its configuration may name."""

import unicodedata
from typing import Final

from app.dialects.hugo.goldmark.options import IdType
from app.markdown.headings import Slugger

_LETTERS: Final = frozenset({"Ll", "Lu", "Lt", "Lm", "Lo", "Nd"})


def hugo_slug(written: str, rule: IdType) -> str:
    """Return the id of a heading, empty if no letter of it is kept."""
    if rule == "blackfriday":
        return _blackfriday_slug(written)
    if rule == "github-ascii":
        written = _without_accents(written)
    return "".join(_kept(letter, ascii_only=rule == "github-ascii") for letter in written.strip())


def _kept(character: str, *, ascii_only: bool) -> str:
    if character in "- ":
        return "-"
    if character == "_" or (
        unicodedata.category(character) in _LETTERS and (not ascii_only or character.isascii())
    ):
        # One character for one, as Go has it.
        return character.lower()[0]
    return ""


def _blackfriday_slug(written: str) -> str:
    """Return letters and numbers, with one hyphen for all that stands between them."""
    words = "".join(
        letter.lower()[0] if unicodedata.category(letter)[0] in "LN" else " " for letter in written
    )
    return "-".join(words.split())


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return unicodedata.normalize("NFC", kept)


class HugoSlugger(Slugger):
    """Ids of one document, an author's own included; none is given twice."""

    def __init__(self, rule: IdType) -> None:
        super().__init__()
        self._rule = rule

    def slug_of(self, written: str, otherwise: str = "heading") -> str:
        """Return the next free id for a source text; `otherwise` if no letter of it is kept."""
        return self.free(hugo_slug(written, self._rule) or otherwise)
