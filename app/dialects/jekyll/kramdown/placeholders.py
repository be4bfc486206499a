"""Placeholders that correct how a CommonMark parser reads kramdown's Markdown.

They are noncharacters, which no source text holds. `without_placeholders` removes them from all
that the parser yields.
"""

from typing import Final

from app.regex import regex

# Around raw HTML, in a comment: all between them is one raw block, empty lines included.
RAW: Final = "\ufdd8"
RAW_BEGINS: Final = f"<!--{RAW}"
RAW_ENDS: Final = f"{RAW}-->"
# Before a paragraph without an element of its own: the text of an element that holds text.
BARE: Final = "\ufdd9"
# Before what would begin a block but belongs to running text: a tag, a colon.
INLINE: Final = "\ufdda"
# In the head that is added to a table without one.
HEADLESS: Final = "\ufddb"
# Inside a delimiter of emphasis, where the parser asks for a letter.
LETTER: Final = "\ufddc"

_ALL: Final = (RAW, BARE, INLINE, HEADLESS, LETTER)
_ANY: Final = regex(f"<!--{RAW}|{RAW}-->|[{RAW}-{LETTER}]")


def without_placeholders(text: str) -> str:
    """Return text or raw HTML without placeholders."""
    return text if text.isascii() else _ANY.sub("", text)


def has_placeholder(text: str) -> bool:
    """Return True if there is a placeholder in the text."""
    return not text.isascii() and any(map(text.__contains__, _ALL))


def raw_block(html: str) -> str:
    """Return raw HTML such that the parser takes all of it as one block."""
    return f"{RAW_BEGINS}{html.replace('-->', f'--{RAW}>')}{RAW_ENDS}"
