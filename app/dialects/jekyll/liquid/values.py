"""Values as Ruby writes, reads and compares them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

import orjson
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.exceptions import LiquidValueError

from app.dialects.jekyll.liquid.limits import (
    DEPTH,
    DIGITS,
    LimitError,
    Meter,
    check_digits,
    check_text,
)

_TOO_DEEP: Final = f"a value nests deeper than {DEPTH} levels"
_ESCAPES: Final = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e"}
)
# Characters of a value that a message quotes.
_EXCERPT: Final = 40
_NOT_FINITE: Final = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def value_error(message: str) -> LiquidValueError:
    """Return the error of a filter or a comparison that cannot take a value."""
    return LiquidValueError(message, token=None)


def plain(value: object) -> object:
    """Return the value without types of the library."""
    if type(value) in {Empty, Blank}:
        return ""
    return list(value) if type(value) is tuple else value


def is_truthy(value: object) -> bool:
    """Return True for everything but false and nil."""
    return value is not None and value is not False


def scalar_text(value: object) -> str | None:
    """Return Ruby's text of a value that contains no others, None for a list or a mapping."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        check_digits(value)
        return str(value)
    if isinstance(value, float):
        # Always with a point.
        text = repr(value)
        return _NOT_FINITE.get(text, text if "." in text else text.replace("e", ".0e"))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} {value.strftime('%z')[:5] or '+0000'}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.start}..{value.stop - 1}" if isinstance(value, range) else None


def text_of(value: object, meter: Meter) -> str:
    """Return Ruby's `to_s` of a value: a list or a mapping as in source code."""
    if isinstance(value, str):
        meter.text(len(value))
        return value
    value = plain(value)
    text = scalar_text(value)
    if text is None:
        return inspect_text(value, meter)
    meter.text(len(text))
    return text


def output_text(value: object, meter: Meter, glue: str = "") -> str:
    """Return the text that an output writes: the entries of a list, nested or not, in sequence."""
    value = plain(value)
    if not isinstance(value, list):
        return text_of(value, meter)
    return _joined((text_of(entry, meter) for entry in flatten(value, meter)), meter, glue)


def inspect_text(value: object, meter: Meter) -> str:
    """Return Ruby's `inspect` of a value: its source code."""
    return _written(value, _RUBY, meter)


def json_text(value: object, meter: Meter) -> str:
    """Return the value as Ruby writes JSON: without spaces and with the fewest escapes."""
    return _written(value, _JSON, meter)


def excerpt_of(value: object) -> str:
    """Return the beginning of a value's source code, for a message."""
    return "".join(islice(_parts(value, _RUBY, 0), 2 * _EXCERPT))[:_EXCERPT]


# How a language writes values: a comma, the sign between key and value, a scalar.
_Notation = tuple[str, str, Callable[[object], str]]


def _written(value: object, notation: _Notation, meter: Meter) -> str:
    text = _joined(_parts(value, notation, 0), meter)
    meter.text(len(text))
    return text


def _joined(parts: Iterable[str], meter: Meter, glue: str = "") -> str:
    texts: list[str] = []
    size = 0
    for part in parts:
        texts.append(part)
        # An empty text counts too: lists can contain one list again and again.
        size += len(part) + max(len(glue), 2)
        check_text(size)
    meter.spend(len(texts) >> 4)
    return glue.join(texts)


def _parts(value: object, notation: _Notation, depth: int) -> Iterator[str]:
    if depth > DEPTH:
        raise LimitError(_TOO_DEEP)
    comma, arrow, scalar = notation
    value = plain(value)
    if isinstance(value, Mapping):
        yield "{"
        for number, (key, item) in enumerate(value.items()):
            yield (comma if number else "") + scalar(key) + arrow
            yield from _parts(item, notation, depth + 1)
        yield "}"
    elif isinstance(value, Sequence) and not isinstance(value, (str, range)):
        yield "["
        for number, item in enumerate(value):
            yield comma if number else ""
            yield from _parts(item, notation, depth + 1)
        yield "]"
    else:
        yield scalar(value)


def _ruby_scalar(value: object) -> str:
    if value is None:
        return "nil"
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'.replace("#{", "\\#{")
    return scalar_text(value) or str(value)[:100]


def _json_scalar(value: object) -> str:
    if value is None:
        return "null"
    text = scalar_text(value) or ""
    if isinstance(value, float) and text in _NOT_FINITE.values():
        raise value_error(f"{text} is not allowed in JSON")
    if isinstance(value, (bool, int, float)):
        return text
    # JSON has no form for half of a surrogate pair.
    return orjson.dumps(text.encode("utf-8", "replace").decode()).decode()


_RUBY: Final[_Notation] = (", ", "=>", _ruby_scalar)
_JSON: Final[_Notation] = (",", ":", _json_scalar)


def flatten(value: Sequence[object], meter: Meter, depth: int = 0) -> Iterator[object]:
    """Yield the entries of a list and of the lists in it. Raises LimitError for too many."""
    if depth > DEPTH:
        raise LimitError(_TOO_DEEP)
    meter.items(len(value))
    for entry in value:
        if isinstance(entry, (list, tuple)):
            meter.spend(2)
            yield from flatten(entry, meter, depth + 1)
        else:
            yield plain(entry)


def are_equal(left: object, right: object, meter: Meter, depth: int = 0) -> bool:
    """Return True for values equal in Ruby: `1 == 1.0`, but `1` is neither "1" nor true."""
    left, right = plain(left), plain(right)
    if left is right:
        return True
    if isinstance(left, list) and isinstance(right, list):
        left, right = dict(enumerate(left)), dict(enumerate(right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        if depth > DEPTH:
            raise LimitError(_TOO_DEEP)
        meter.spend(1 + (len(left) >> 2))
        return left.keys() == right.keys() and all(
            are_equal(item, right[key], meter, depth + 1) for key, item in left.items()
        )
    if isinstance(left, str) and isinstance(right, str):
        meter.spend(min(len(left), len(right)) >> 10)
    return left == right and not isinstance(left, bool) and not isinstance(right, bool)


def order(left: Any, right: Any, meter: Meter) -> int | None:
    """Return Ruby's `<=>`: negative, 0 or positive; None for values of different kinds."""
    if left is None or isinstance(left, (bool, list)) or isinstance(right, bool):
        return 0 if left is right and not isinstance(left, list) else None
    if isinstance(left, str) and isinstance(right, str):
        meter.spend(min(len(left), len(right)) >> 10)
    moments = isinstance(left, datetime) and isinstance(right, datetime)
    if moments and (left.tzinfo is None) != (right.tzinfo is None):
        left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
    try:
        return int(left > right) - int(left < right)
    except TypeError:
        return None


def integer_of(value: object) -> int:
    """Return a whole number as Liquid reads it. Raises LiquidValueError for anything else."""
    value = plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = value.strip().replace("_", "") if isinstance(value, str) else ""
    if len(text) > DIGITS or not (text.lstrip("+-").isdecimal() and text.isascii()):
        raise value_error(f"{excerpt_of(value)} is not a whole number")
    return int(text)
