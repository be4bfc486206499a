"""Filters of text that Liquid has."""

import base64
import re
from html import escape as escape_html
from operator import methodcaller
from typing import Final
from urllib.parse import unquote_plus

from liquid.filter import with_context

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.limits import check_text
from app.dialects.jekyll.liquid.values import integer_of, text_of, value_error
from app.dialects.jekyll.slugify import lowered

# Characters that Ruby's `strip` removes: none beyond ASCII.
WHITE_SPACE: Final = "\t\n\v\f\r \0"
_ESCAPE_ONCE: Final = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]++|#\d++);)")
_BLOCKS: Final = {"<script": "</script>", "<!--": "-->", "<style": "</style>"}

downcase = lowered
lstrip, rstrip, strip = (methodcaller(name, WHITE_SPACE) for name in ("lstrip", "rstrip", "strip"))


def escape(text: str) -> str:
    """Return the text as Ruby escapes it for HTML: an apostrophe is `&#39;`."""
    return escape_html(text).replace("&#x27;", "&#39;")


h = escape


def escape_once(text: str) -> str:
    """Escape the text except for character references, which the library would decode."""
    return _ESCAPE_ONCE.sub(lambda match: escape(match.group()), text)


def url_decode(text: str) -> str:
    """Decode the text. Raises UnicodeDecodeError for bytes that are not UTF-8."""
    return unquote_plus(text, errors="strict")


def base64_decode(text: str) -> str:
    """Decode base64. Raises LiquidValueError for other characters, which the library skips."""
    return _decode(text, b"+/")


def base64_url_safe_decode(text: str) -> str:
    """Decode base64 for URLs, with or without padding. Raises as `base64_decode`."""
    return _decode(text + "=" * (-len(text) % 4), b"-_")


def _decode(text: str, alphabet: bytes) -> str:
    try:
        return base64.b64decode(text, altchars=alphabet, validate=True).decode()
    except ValueError:
        raise value_error("the text is not base64") from None


@with_context
def slice_(
    value: object, offset: object, length: object = None, *, context: Context
) -> str | list[object]:
    """Return a part of a list or a text; unlike the library's, nothing for a start before it."""
    start = integer_of(offset)
    count = 1 if length is None else integer_of(length)
    whole = value if isinstance(value, list) else text_of(value, context.meter)
    start += len(whole) if start < 0 else 0
    return whole[start : start + count] if start >= 0 and count >= 0 else whole[:0]


def truncate(text: str, length: str = "50", ellipsis: str = "...") -> str:
    """Cut the text to a length that includes the ellipsis; the library fails below three."""
    limit = integer_of(length)
    return text[: max(limit - len(ellipsis), 0)] + ellipsis if len(text) > limit else text


def truncatewords(text: str, count: str = "15", ellipsis: str = "...") -> str:
    """Cut the text to a number of words. The library cuts a text of just this number too."""
    limit = max(integer_of(count), 1)
    words = text.split()
    return text if len(words) <= limit else " ".join(words[:limit]) + ellipsis


def split(text: str, separator: str) -> list[str]:
    """Split the text; unlike the library's, empty parts at the end are dropped."""
    if separator == " ":
        return text.split()
    parts = text.split(separator) if separator else list(text)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def strip_html(text: str) -> str:
    """Remove scripts, styles and comments, then tags, in one pass each.

    The library's parser also removes what is no tag to Ruby's patterns, and takes quadratic time.
    """
    for ends in (_BLOCKS, {"<": ">"}):
        openings = re.compile("|".join(ends))
        parts: list[str] = []
        missing: set[str] = set()
        at = start = 0
        while opening := openings.search(text, at):
            closing = ends[opening.group()]
            end = -1 if closing in missing else text.find(closing, opening.end())
            if end < 0:
                missing.add(closing)
                at = opening.start() + 1
                continue
            parts.append(text[start : opening.start()])
            at = start = end + len(closing)
        text = "".join(parts) + text[start:]
    return text


def replace(text: str, old: str, new: str = "") -> str:
    """Replace a text. Raises LimitError before the result would grow too long."""
    check_text(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def replace_last(text: str, old: str, new: str) -> str:
    """Replace the last occurrence; the library leaves one at the beginning."""
    before, match, after = text.rpartition(old) if old else (text, "", "")
    return before + new + after if match or not old else text


def remove_last(text: str, old: str) -> str:
    """Remove the last occurrence; the library leaves one at the beginning."""
    before, _, after = text.rpartition(old) if old else (text, "", "")
    return before + after
