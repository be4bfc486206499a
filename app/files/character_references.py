"""Character references of HTML, such as `&amp;` and `&#38;`, of any length."""

import html
import re
from html.entities import html5
from typing import Final

from app.regex import regex

# Python converts no number of more than 4,300 digits, and `html.unescape` raises ValueError for
# one. Any number of nine digits is beyond Unicode: U+FFFD is what `html.unescape` makes of it.
_LONG_NUMBER: Final = regex("&#[0-9]{9,}")

_NAMED: Final = regex(r"&(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<end>[;=]?)")
# Stands for a sign "&" that begins no reference. It is a noncharacter, which no text holds.
AMPERSAND: Final = "\ufdd0"


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


def unescape_attribute(text: str) -> str:
    """Return the value of an attribute of HTML with its references replaced. Never raises.

    Unlike in text, a name without a semicolon is no reference before "=", a letter or a digit:
    `?a=1&region=us` has no sign "®" in it. Specification:
    https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state.
    """
    if "&" not in text:
        return text
    return unescape(hide_ampersands(text)).replace(AMPERSAND, "&")


def hide_ampersands(text: str) -> str:
    """Return text of the same length with `AMPERSAND` where an attribute has no reference."""
    return _NAMED.sub(_hidden, text) if "&" in text else text


def _hidden(match: re.Match[str]) -> str:
    name, end = match["name"], match["end"]
    is_reference = f"{name};" in html5 if end == ";" else end != "=" and name in html5
    return match[0] if is_reference else f"{AMPERSAND}{match[0][1:]}"
