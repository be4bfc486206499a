"""Filters of text, and filters that write a value as text."""

import base64
import re
import unicodedata
from html import escape as escape_html
from operator import methodcaller
from typing import Final
from urllib.parse import unquote_plus

from liquid.builtin.filters.string import url_encode
from liquid.filter import with_context

from app.dialects.jekyll import slugify as jekyll_slugs
from app.dialects.jekyll.liquid.buffers import as_file_text
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.limits import check_text
from app.dialects.jekyll.liquid.values import (
    excerpt_of,
    inspect_text,
    integer_of,
    json_text,
    text_of,
    value_error,
)
from app.regex import regex

# Characters that Ruby's `strip` removes: none beyond ASCII.
_WHITE_SPACE: Final = "\t\n\v\f\r \0"
_ESCAPE_ONCE: Final = regex(r"[\"><']|&(?!(?:[a-zA-Z]++|#\d++);)")
_BLOCKS: Final = {"<script": "</script>", "<!--": "-->", "<style": "</style>"}
# Han, Hiragana, Katakana and Hangul.
_CJK: Final = (
    "\u3005\u3007\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uac00-\ud7af\u1100-\u11ff\uff66-\uff9f\U00020000-\U0003134f"
)
_CJK_SIGN: Final = regex(f"[{_CJK}]")
_CJK_WORD: Final = regex(rf"[^{_CJK}\s]+")
_SPACES: Final = regex(r"[\t\n\v\f\r ]+")
_NOT_ASCII_WORD: Final = regex(r"[^a-zA-Z0-9]+")
# Latin letters that do not decompose into a letter and a mark.
_LATIN: Final = str.maketrans(
    {
        "Æ": "AE", "æ": "ae", "Ð": "D", "ð": "d", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h",
        "\u0131": "i", "ĸ": "k", "Ł": "L", "ł": "l", "Ŋ": "NG", "ŋ": "ng", "Œ": "OE", "œ": "oe",
        "Ø": "O", "ø": "o", "ß": "ss", "Þ": "Th", "þ": "th", "Ŧ": "T", "ŧ": "t",
        "Ĳ": "IJ", "ĳ": "ij", "ŀ": "l", "Ŀ": "L", "×": "x", "ŉ": "'n",
    }
)  # fmt: skip
_TYPOGRAPHY: Final = (
    (regex(r"---"), "—"),
    (regex(r"--"), "–"),
    (regex(r"\.\.\."), "…"),
    (regex(r"<< ?"), "«"),
    (regex(r" ?>>"), "»"),
    (regex(r"(?<=\w)'|'(?=\d\d(?!\d))"), "’"),
    (regex(r"(?:(?<=[\s(\[{—–-])|(?<![\s\S]))'(?=\S)"), "‘"),
    (regex(r"'"), "’"),
    (regex(r"(?:(?<=[\s(\[{—–‘-])|(?<![\s\S]))\"(?=\S)"), "“"),
    (regex(r"\""), "”"),
)
_HTML_TAG: Final = regex(r"((?<!<)<[a-zA-Z/!][^<>]*+>)")
_XML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})

cgi_escape = url_encode
downcase = jekyll_slugs.lowered
lstrip, rstrip, strip = (methodcaller(name, _WHITE_SPACE) for name in ("lstrip", "rstrip", "strip"))
xml_escape = methodcaller("translate", _XML)


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


@with_context
def markdownify(value: object, *, context: Context) -> str:
    """Convert Markdown to HTML."""
    text = as_file_text(text_of(value, context.meter))
    context.meter.spend(20 + (len(text) >> 6))
    return context.site.markdownify(text)


def smartify(text: str) -> str:
    """Replace straight quotes, hyphens and dots by typographic signs, except in tags."""
    pieces = _HTML_TAG.split(text)
    for index in range(0, len(pieces), 2):
        for pattern, sign in _TYPOGRAPHY:
            pieces[index] = pattern.sub(sign, pieces[index])
    return "".join(pieces)


def slugify(text: str, mode: str = "default") -> str:
    """Return a slug: hyphens between words, all lower case. An unknown mode only does the last."""
    match mode or "default":
        case "default" | "pretty":
            return jekyll_slugs.slugify(text, is_pretty=mode == "pretty")
        case "latin":
            decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN))
            letters = (sign for sign in decomposed if not unicodedata.combining(sign))
            return jekyll_slugs.slugify(
                "".join(sign if sign.isascii() else "?" for sign in letters)
            )
        case "raw" | "ascii":
            separator = _SPACES if mode == "raw" else _NOT_ASCII_WORD
            return jekyll_slugs.trimmed(separator.sub("-", text)).lower()
    return text.lower()


def normalize_whitespace(text: str) -> str:
    """Replace each run of white space by one space, and remove it at both ends."""
    return _SPACES.sub(" ", text).strip(_WHITE_SPACE)


def number_of_words(text: str, mode: str = "") -> int:
    """Return the number of words; in the modes "cjk" and "auto" CJK characters count as words."""
    signs = len(_CJK_SIGN.findall(text)) if mode in {"cjk", "auto"} else 0
    if mode == "cjk" or signs:
        return signs + len(_CJK_WORD.findall(text))
    return len(text.split())


@with_context
def array_to_sentence_string(value: object, connector: object = "and", *, context: Context) -> str:
    """Return the entries as an enumeration, such as `a, b, and c`."""
    if not isinstance(value, list):
        raise value_error(f"array_to_sentence_string takes a list, not {excerpt_of(value)}")
    context.meter.items(len(value))
    words = [text_of(entry, context.meter) for entry in value]
    word = text_of(connector, context.meter)
    if len(words) < 3:
        return f" {word} ".join(words)
    return f"{', '.join(words[:-1])}, {word} {words[-1]}"


@with_context
def inspect(value: object, *, context: Context) -> str:
    """Return the value as Ruby source code, escaped for XML."""
    return inspect_text(value, context.meter).translate(_XML)


@with_context
def jsonify(value: object, *, context: Context) -> str:
    """Return the value as JSON."""
    return json_text(value, context.meter)
