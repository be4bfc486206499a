"""Filters of text that Jekyll adds: Markdown, typography, slugs, counting."""

import re
import unicodedata
from operator import methodcaller
from typing import Final

from liquid.builtin.filters.string import url_encode
from liquid.filter import with_context

from app.dialects.jekyll import slugify as jekyll_slugs
from app.dialects.jekyll.liquid.buffers import as_file_text
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.strings import WHITE_SPACE
from app.dialects.jekyll.liquid.values import (
    excerpt_of,
    inspect_text,
    json_text,
    text_of,
    value_error,
)

# Han, Hiragana, Katakana and Hangul.
_CJK: Final = (
    "\u3005\u3007\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uac00-\ud7af\u1100-\u11ff\uff66-\uff9f\U00020000-\U0003134f"
)
_CJK_SIGN: Final = re.compile(f"[{_CJK}]")
_CJK_WORD: Final = re.compile(rf"[^{_CJK}\s]+")
_SPACES: Final = re.compile(r"[\t\n\v\f\r ]+")
_NOT_ASCII_WORD: Final = re.compile(r"[^a-zA-Z0-9]+")
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
    (re.compile(r"---"), "—"),
    (re.compile(r"--"), "–"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"<< ?"), "«"),
    (re.compile(r" ?>>"), "»"),
    (re.compile(r"(?<=\w)'|'(?=\d\d(?!\d))"), "’"),
    (re.compile(r"(?:(?<=[\s(\[{—–-])|(?<![\s\S]))'(?=\S)"), "‘"),
    (re.compile(r"'"), "’"),
    (re.compile(r"(?:(?<=[\s(\[{—–‘-])|(?<![\s\S]))\"(?=\S)"), "“"),
    (re.compile(r"\""), "”"),
)
_HTML_TAG: Final = re.compile(r"((?<!<)<[a-zA-Z/!][^<>]*+>)")
_XML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})

cgi_escape = url_encode
xml_escape = methodcaller("translate", _XML)


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
    return _SPACES.sub(" ", text).strip(WHITE_SPACE)


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
