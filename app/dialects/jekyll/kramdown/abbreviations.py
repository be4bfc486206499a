"""Abbreviations with their titles, in the text of HTML."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from app.markdown.renderer import escape_text

_WORD_BEGINS: Final = re.compile(r"(?<!\w)\S")
# At each word a name of every length is looked up, so lengths are bounded.
_MAX_LENGTH: Final = 60


class Abbreviations:
    """The abbreviations of a body, each with its title."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = {
            name: title for name, title in titles.items() if 0 < len(name) <= _MAX_LENGTH
        }
        self._lengths = sorted({len(name) for name in self._titles}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._titles)

    def explained(self, text: str) -> str | None:
        """Return text as HTML with `<abbr>` elements; None if it has no abbreviation."""
        pieces: list[str] = []
        end = 0
        for match in _WORD_BEGINS.finditer(text):
            start = match.start()
            name = self._name_at(text, start) if start >= end else None
            if name is not None:
                title = self._titles[name]
                attribute = f' title="{escape(title)}"' if title else ""
                pieces.append(escape_text(text[end:start]))
                pieces.append(f"<abbr{attribute}>{escape_text(name)}</abbr>")
                end = start + len(name)
        return "".join((*pieces, escape_text(text[end:]))) if pieces else None

    def _name_at(self, text: str, start: int) -> str | None:
        """Return the longest name that begins here and ends with a word."""
        for end in (start + length for length in self._lengths):
            after = text[end : end + 1]
            if text[start:end] in self._titles and not (after.isalnum() or after == "_"):
                return text[start:end]
        return None
