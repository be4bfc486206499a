"""The scalar at a place of YAML, TOML or JSON, as it is written there."""

from typing import Final

from app.regex import regex

_QUOTES: Final = ('"""', "'''", '"', "'")
_AFTER_PLAIN: Final = regex(r"[ \t]*(?:[\r\n,\]}]|[ \t]#|\Z)")


def scalar_span(text: str, at: int, value: str) -> tuple[int, int] | None:
    """Return the offsets of a text value that begins at an offset, without its quotes.

    None if the value is not written there sign for sign, such as with escapes or over lines.
    """
    quote = next((quote for quote in _QUOTES if text.startswith(quote, at)), "")
    start = at + len(quote)
    end = start + len(value)
    if not value or text[start:end] != value:
        return None
    if quote:
        return (start, end) if text.startswith(quote, end) else None
    return (start, end) if _AFTER_PLAIN.match(text, end) else None
