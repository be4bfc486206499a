"""Scalars of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema).

One departure: a plain integer with a leading zero is text. It is a postcode, a phone number or a
code far more often than a count.
"""

import math
import re
from types import MappingProxyType
from typing import Final

from app.front_matter.values import Scalar
from app.regex import regex

_PREFIX: Final = "tag:yaml.org,2002:"
SEQUENCE_TAG: Final = f"{_PREFIX}seq"
MAPPING_TAG: Final = f"{_PREFIX}map"

_MEANINGS: Final = (
    (None, ("", "~", "null", "Null", "NULL")),
    (True, ("true", "True", "TRUE")),
    (False, ("false", "False", "FALSE")),
    (math.inf, (".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF")),
    (-math.inf, ("-.inf", "-.Inf", "-.INF")),
    (math.nan, (".nan", ".NaN", ".NAN")),
)
_WORDS: Final = MappingProxyType(
    {word: Scalar(value, word) for value, words in _MEANINGS for word in words}
)
_NUMERIC: Final = frozenset("-+.0123456789")
_NUMBER: Final = regex(
    r"(?P<padded>[-+]?0[0-9]+)|(?P<decimal>[-+]?[0-9]+)|(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)


def resolve(text: str) -> str | Scalar:
    """Return the value of a plain scalar without a tag; a string has no `Scalar`."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None or match.lastgroup == "padded":
        return text
    return _number(match) or text


def _number(match: re.Match[str]) -> Scalar | None:
    text = match[0]
    try:
        if match.lastgroup == "float":
            return Scalar(float(text), text)
        return Scalar(int(text, 0 if match.lastgroup == "based" else 10), text)
    except ValueError:  # more digits than Python converts to an integer
        return None


def is_core(tag: str) -> bool:
    """Return True if the tag is of a scalar type of the core schema."""
    return tag.removeprefix(_PREFIX) in ("str", "null", "bool", "int", "float")


def resolve_as(tag: str, text: str) -> str | Scalar | None:
    """Return the value of a text under a tag of the core schema; None if it is not of that type."""
    kind = tag.removeprefix(_PREFIX)
    if kind == "str":
        return text
    match = _NUMBER.fullmatch(text)
    scalar = _WORDS.get(text) or (match and _number(match))
    if scalar is None:
        return None
    value = scalar.value
    if kind == "float" and isinstance(value, int) and not isinstance(value, bool):
        return None if text.startswith(("0o", "0x")) else Scalar(float(text), text)
    type_ = {"null": type(None), "bool": bool, "int": int, "float": float}[kind]
    return scalar if type(value) is type_ else None


def short(tag: str) -> str:
    """Return the tag as an author writes it."""
    return f"!!{tag.removeprefix(_PREFIX)}" if tag.startswith(_PREFIX) else tag
