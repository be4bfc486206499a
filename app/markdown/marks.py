"""Marks that stand in a source while it is parsed, where its characters alone would mislead.

They are noncharacters, which no source text holds. None of them outlives `unmarked`.
"""

import re
from typing import Final

# Around raw HTML, inside a comment: all between them is raw, with its empty lines.
RAW: Final = "\ufdd8"
RAW_BEGINS: Final = f"<!--{RAW}"
RAW_ENDS: Final = f"{RAW}-->"
# Before a paragraph that is none in HTML: what an element holds that holds running text.
BARE: Final = "\ufdd9"
# Before what would begin a block, and is to stand in running text: a tag, a colon.
INLINE: Final = "\ufdda"
# In the head that a table gets that has none.
HEADLESS: Final = "\ufddb"
# Inside a delimiter of emphasis: a letter, as far as the parser can tell.
LETTER: Final = "\ufddc"

_MARKS: Final = re.compile(f"<!--{RAW}|{RAW}-->|[{RAW}-{LETTER}]")


def unmarked(text: str) -> str:
    """Return text or raw HTML without marks."""
    return _MARKS.sub("", text)


def is_marked(text: str) -> bool:
    """Return True if there is a mark in the text."""
    return _MARKS.search(text) is not None


def raw_html(html: str) -> str:
    """Return raw HTML as one block, whatever is in it."""
    return f"{RAW_BEGINS}{html.replace('-->', f'--{RAW}>')}{RAW_ENDS}"
