"""Character references of HTML, such as `&amp;` and `&#38;`, of any length."""

import html
from typing import Final

from app.regex import regex

# Python converts no number of more than 4,300 digits, and `html.unescape` raises ValueError for
# one. Any number of nine digits is beyond Unicode: U+FFFD is what `html.unescape` makes of it.
_LONG_NUMBER: Final = regex("&#[0-9]{9,}")


def bound_references(text: str) -> str:
    """Replace decimal references beyond Unicode by equally long ones of U+FFFD."""
    if "&#" not in text:
        return text
    return _LONG_NUMBER.sub(lambda match: f"&#x{'fffd'.rjust(len(match[0]) - 3, '0')}", text)


def unescape(text: str) -> str:
    """Return the text with its references replaced, as `html.unescape` does. Never raises."""
    if "&" not in text:
        return text
    return html.unescape(bound_references(text))  # noqa: TID251 - bounded
