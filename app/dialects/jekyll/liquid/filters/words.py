"""Filters of text that Jekyll adds: Markdown, typography, slugs, counting."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.strings import WHITE_SPACE, read
from app.dialects.jekyll.liquid.output import as_file_text
from app.dialects.jekyll.liquid.values import inspected, json_text, refused, text_of

# Han, Hiragana, Katakana and Hangul.
_CJK: Final = (
    "\u3005\u3007\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uac00-\ud7af\u1100-\u11ff\uff66-\uff9f\U00020000-\U0003134f"
)
_CJK_SIGN: Final = re.compile(f"[{_CJK}]")
_CJK_WORD: Final = re.compile(rf"[^{_CJK}\s]+")
_SPACES: Final = re.compile(r"[\t\n\v\f\r ]+")
_OUTER_HYPHEN: Final = re.compile(r"^-|-$", re.MULTILINE)
_PRETTY: Final = frozenset("._~!$&'()+,;=@")
# Latin letters that are no other letter with a mark.
_LATIN: Final = str.maketrans(
    {
        "Æ": "AE", "æ": "ae", "Ð": "D", "ð": "d", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h",
        "\u0131": "i", "ĸ": "k", "Ł": "L", "ł": "l", "Ŋ": "NG", "ŋ": "ng", "Œ": "OE", "œ": "oe",
        "Ø": "O", "ø": "o", "ß": "ss", "Þ": "Th", "þ": "th", "Ŧ": "T", "ŧ": "t",
        "Ĳ": "IJ", "ĳ": "ij", "ŀ": "l", "Ŀ": "L", "×": "x", "ŉ": "'n",
    }
)  # fmt: skip


def markdownify(context: Context, value: object) -> object:
    text = as_file_text(read(context, value))
    context.meter.spend(20 + (len(text) >> 6))
    return read(context, context.site.markdownify(text))


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


def smartify(context: Context, value: object) -> object:
    pieces = _HTML_TAG.split(read(context, value))
    for number in range(0, len(pieces), 2):
        for pattern, sign in _TYPOGRAPHY:
            pieces[number] = pattern.sub(sign, pieces[number])
    return "".join(pieces)


def slugify(context: Context, value: object, mode: object = None) -> object:
    if value is None:
        return None
    text, how = read(context, value), "default" if mode is None else text_of(mode)
    if how not in {"raw", "default", "pretty", "ascii", "latin"}:
        return text.lower()
    if how == "latin":
        text = _latin(text)
    if how == "raw":
        slug = _SPACES.sub("-", text)
    else:
        keeps = {"pretty": _is_pretty, "ascii": _is_ascii}.get(how, _is_letter)
        slug = _hyphenated(text, keeps)
    return _OUTER_HYPHEN.sub("", slug).lower()


def _latin(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN))
    kept = (each for each in decomposed if not unicodedata.combining(each))
    return "".join(each if each.isascii() else "?" for each in kept)


def _hyphenated(text: str, keeps: Callable[[str], bool]) -> str:
    pieces: list[str] = []
    for each in text:
        if keeps(each):
            pieces.append(each)
        elif not pieces or pieces[-1] != "\0":
            pieces.append("\0")
    return "".join(pieces).replace("\0", "-")


def _is_letter(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LM" or category == "Nd"


def _is_pretty(sign: str) -> bool:
    return sign in _PRETTY or _is_letter(sign)


def _is_ascii(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def normalize_whitespace(context: Context, value: object) -> object:
    return _SPACES.sub(" ", read(context, value)).strip(WHITE_SPACE)


def number_of_words(context: Context, value: object, mode: object = None) -> object:
    text = read(context, value)
    if mode == "cjk":
        return len(_CJK_SIGN.findall(text)) + len(_CJK_WORD.findall(text))
    if mode == "auto" and (count := len(_CJK_SIGN.findall(text))):
        return count + len(_CJK_WORD.findall(text))
    return len(text.split())


def array_to_sentence_string(context: Context, value: object, connector: object = "and") -> object:
    if not isinstance(value, list):
        message = f"array_to_sentence_string takes a list, not {inspected(value)[:40]}"
        raise refused(message)
    context.meter.items(len(value))
    words, word = [read(context, each) for each in value], read(context, connector)
    if len(words) < 3:
        return read(context, f" {word} ".join(words))
    return read(context, f"{', '.join(words[:-1])}, {word} {words[-1]}")


def xml_escape(context: Context, value: object) -> object:
    text = read(context, value).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;").replace("'", "&apos;")


def inspect(context: Context, value: object) -> object:
    return xml_escape(context, inspected(value))


def jsonify(context: Context, value: object) -> object:
    return read(context, json_text(value))


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "array_to_sentence_string": array_to_sentence_string,
    "inspect": inspect,
    "jsonify": jsonify,
    "markdownify": markdownify,
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "slugify": slugify,
    "smartify": smartify,
    "xml_escape": xml_escape,
}
