"""Abbreviations and what they stand for."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from app.markdown.renderer import escape_text

_WORD_BEGINS: Final = re.compile(r"(?<!\w)\S")
# One is looked for in every length that there is, so lengths are bounded.
_LONGEST: Final = 60


class Abbreviations:
    """The abbreviations of a body, each with its title."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = {name: title for name, title in titles.items() if 0 < len(name) <= _LONGEST}
        self._lengths = sorted({len(name) for name in self._titles}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._titles)

    def explained(self, text: str) -> str | None:
        """Text as HTML with its abbreviations explained; None where there are none."""
        pieces: list[str] = []
        end = 0
        for match in _WORD_BEGINS.finditer(text):
            at = match.start()
            if at < end:
                continue
            for length in self._lengths:
                name = text[at : at + length]
                after = text[at + length : at + length + 1]
                if name in self._titles and not (after.isalnum() or after == "_"):
                    title = self._titles[name]
                    named = f' title="{escape(title)}"' if title else ""
                    pieces.append(escape_text(text[end:at]))
                    pieces.append(f"<abbr{named}>{escape_text(name)}</abbr>")
                    end = at + length
                    break
        return "".join((*pieces, escape_text(text[end:]))) if pieces else None
