"""Filters of text that Liquid itself has."""

import base64
import binascii
import re
from collections.abc import Callable
from html import escape as escape_html
from typing import Final
from urllib.parse import quote_plus, unquote_plus

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.limits import TEXT, LimitError
from app.dialects.jekyll.liquid.values import integer_of, refused, text_of

# What Ruby's `strip` takes away: no more than ASCII has.
WHITE_SPACE: Final = "\t\n\v\f\r \0"
_ESCAPE_ONCE: Final = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]++|#\d++);)")
_NEWLINE: Final = re.compile(r"\r?\n")
_BLOCK: Final = re.compile(r"<script|<!--|<style")
_BLOCK_ENDS: Final = {"<script": "</script>", "<!--": "-->", "<style": "</style>"}


def read(context: Context, value: object) -> str:
    """The text of a value, paid for by its length."""
    text = text_of(value)
    context.meter.text(len(text))
    return text


def escaped(text: str) -> str:
    """The text as HTML writes it, as Ruby writes it."""
    return escape_html(text).replace("&#x27;", "&#39;")


def upcase(context: Context, value: object) -> object:
    return read(context, value).upper()


def downcase(context: Context, value: object) -> object:
    return read(context, value).lower()


def capitalize(context: Context, value: object) -> object:
    text = read(context, value)
    return text[:1].upper() + text[1:].lower()


def escape(context: Context, value: object) -> object:
    return None if value is None else escaped(read(context, value))


def escape_once(context: Context, value: object) -> object:
    return _ESCAPE_ONCE.sub(lambda found: escaped(found.group()), read(context, value))


def url_encode(context: Context, value: object) -> object:
    return None if value is None else quote_plus(read(context, value), errors="replace")


def url_decode(context: Context, value: object) -> object:
    if value is None:
        return None
    try:
        return unquote_plus(read(context, value), errors="strict")
    except UnicodeDecodeError:
        message = "url_decode would give bytes that are no UTF-8"
        raise refused(message) from None


def base64_encode(context: Context, value: object) -> object:
    return base64.b64encode(read(context, value).encode()).decode()


def base64_url_safe_encode(context: Context, value: object) -> object:
    return base64.urlsafe_b64encode(read(context, value).encode()).decode()


def base64_decode(context: Context, value: object) -> object:
    return _decoded(read(context, value), b"+/")


def base64_url_safe_decode(context: Context, value: object) -> object:
    text = read(context, value)
    return _decoded(text + "=" * (-len(text) % 4), b"-_")


def _decoded(text: str, letters: bytes) -> str:
    try:
        return base64.b64decode(text, altchars=letters, validate=True).decode()
    except (binascii.Error, ValueError):
        message = "the text is no base64"
        raise refused(message) from None


def slice_(context: Context, value: object, offset: object, length: object = None) -> object:
    start = integer_of(offset)
    count = 1 if length is None else integer_of(length)
    whole = value if isinstance(value, list) else read(context, value)
    start += len(whole) if start < 0 else 0
    return whole[start : start + count] if start >= 0 and count >= 0 else whole[:0]


def truncate(
    context: Context, value: object, length: object = 50, ellipsis: object = "..."
) -> object:
    if value is None:
        return None
    text, end, limit = read(context, value), read(context, ellipsis), integer_of(length)
    return text[: max(limit - len(end), 0)] + end if len(text) > limit else text


def truncatewords(
    context: Context, value: object, count: object = 15, ellipsis: object = "..."
) -> object:
    if value is None:
        return None
    text, limit = read(context, value), max(integer_of(count), 1)
    words = text.strip(WHITE_SPACE).split(None, min(limit, TEXT))
    return text if len(words) <= limit else " ".join(words[:limit]) + read(context, ellipsis)


def split(context: Context, value: object, separator: object) -> object:
    text, mark = read(context, value), read(context, separator)
    if mark == " ":
        parts = text.split()
    elif mark:
        parts = text.split(mark) if text else []
    else:
        parts = list(text)
    while parts and not parts[-1]:
        parts.pop()
    context.meter.items(len(parts))
    return parts


def strip(context: Context, value: object) -> object:
    return read(context, value).strip(WHITE_SPACE)


def lstrip(context: Context, value: object) -> object:
    return read(context, value).lstrip(WHITE_SPACE)


def rstrip(context: Context, value: object) -> object:
    return read(context, value).rstrip(WHITE_SPACE)


def strip_html(context: Context, value: object) -> object:
    """Without scripts, styles and comments, then without tags; in one pass each."""
    text = read(context, value)
    kept: list[str] = []
    missing: set[str] = set()
    at = start = 0
    while found := _BLOCK.search(text, at):
        closing = _BLOCK_ENDS[found.group()]
        end = -1 if closing in missing else text.find(closing, found.end())
        if end < 0:
            missing.add(closing)
            at = found.start() + 1
            continue
        kept.append(text[start : found.start()])
        at = start = end + len(closing)
    text = "".join(kept) + text[start:]
    kept, at = [], 0
    while (opening := text.find("<", at)) >= 0 and (end := text.find(">", opening)) >= 0:
        kept.append(text[at:opening])
        at = end + 1
    return "".join(kept) + text[at:]


def strip_newlines(context: Context, value: object) -> object:
    return _NEWLINE.sub("", read(context, value))


def newline_to_br(context: Context, value: object) -> object:
    return _NEWLINE.sub("<br />\n", read(context, value))


def append(context: Context, value: object, more: object) -> object:
    return read(context, read(context, value) + read(context, more))


def prepend(context: Context, value: object, before: object) -> object:
    return read(context, read(context, before) + read(context, value))


def replace(context: Context, value: object, wanted: object, new: object = "") -> object:
    text, old, other = read(context, value), read(context, wanted), read(context, new)
    # What it would grow to is known before it grows.
    length = len(text) + text.count(old) * (len(other) - len(old))
    if length > TEXT:
        message = f"a text grows beyond {TEXT:,} characters"
        raise LimitError(message)
    return text.replace(old, other)


def replace_first(context: Context, value: object, wanted: object, new: object = "") -> object:
    text, old, other = read(context, value), read(context, wanted), read(context, new)
    return text.replace(old, other, 1)


def replace_last(context: Context, value: object, wanted: object, new: object) -> object:
    text, old, other = read(context, value), read(context, wanted), read(context, new)
    at = text.rfind(old)
    return text if at < 0 else text[:at] + other + text[at + len(old) :]


def remove(context: Context, value: object, wanted: object) -> object:
    return replace(context, value, wanted, "")


def remove_first(context: Context, value: object, wanted: object) -> object:
    return replace_first(context, value, wanted, "")


def remove_last(context: Context, value: object, wanted: object) -> object:
    return replace_last(context, value, wanted, "")


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "append": append,
    "base64_decode": base64_decode,
    "base64_encode": base64_encode,
    "base64_url_safe_decode": base64_url_safe_decode,
    "base64_url_safe_encode": base64_url_safe_encode,
    "capitalize": capitalize,
    "downcase": downcase,
    "escape": escape,
    "escape_once": escape_once,
    "h": escape,
    "lstrip": lstrip,
    "newline_to_br": newline_to_br,
    "prepend": prepend,
    "remove": remove,
    "remove_first": remove_first,
    "remove_last": remove_last,
    "replace": replace,
    "replace_first": replace_first,
    "replace_last": replace_last,
    "rstrip": rstrip,
    "slice": slice_,
    "split": split,
    "strip": strip,
    "strip_html": strip_html,
    "strip_newlines": strip_newlines,
    "truncate": truncate,
    "truncatewords": truncatewords,
    "upcase": upcase,
    "url_decode": url_decode,
    "url_encode": url_encode,
}
