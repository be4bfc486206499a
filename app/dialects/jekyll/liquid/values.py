"""Values as Ruby writes, reads and compares them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import orjson
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.exceptions import LiquidValueError
from liquid.undefined import Undefined

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
    """Return the value without types of the library: an undefined value is None."""
    # The library's types are abstract: to ask for them first makes rendering a sixth slower.
    if isinstance(value, (str, int, list, dict)):
        return value
    if isinstance(value, Undefined):
        return None
    if isinstance(value, (Empty, Blank)):
        return ""
    return list(value) if type(value) is tuple else value


def is_truthy(value: object) -> bool:
    """Return True for everything but false and nil."""
    value = plain(value)
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
        return float_text(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} {value.strftime('%z')[:5] or '+0000'}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.start}..{value.stop - 1}" if isinstance(value, range) else None


def float_text(value: float) -> str:
    """Return a float as Ruby writes it: always with a point."""
    text = repr(value)
    mantissa, _, exponent = text.partition("e")
    if exponent and "." not in mantissa:
        return f"{mantissa}.0e{exponent}"
    return _NOT_FINITE.get(text, text)


def text_of(value: object, meter: Meter) -> str:
    """Return Ruby's `to_s` of a value: a list or a mapping as in source code."""
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
    parts: list[str] = []
    size = 0
    for entry in flatten(value, meter):
        parts.append(text_of(entry, meter))
        # An empty text counts too: lists can contain one list again and again.
        size += len(parts[-1]) + max(len(glue), 2)
        check_text(size)
    return glue.join(parts)


class _Notation(NamedTuple):
    """The signs of a language's source code for values."""

    comma: str
    arrow: str
    scalar: Callable[[object], str]
    key: Callable[[object], str]


def inspect_text(value: object, meter: Meter) -> str:
    """Return Ruby's `inspect` of a value: its source code."""
    return _written(value, _RUBY, meter)


def json_text(value: object, meter: Meter) -> str:
    """Return the value as Ruby writes JSON: without spaces and with the fewest escapes."""
    return _written(value, _JSON, meter)


def _written(value: object, notation: _Notation, meter: Meter) -> str:
    parts: list[str] = []
    size = 0
    for part in _parts(value, notation, 0):
        parts.append(part)
        size += len(part) + 2
        check_text(size)
    meter.spend(len(parts) >> 4)
    meter.text(size)
    return "".join(parts)


def excerpt_of(value: object) -> str:
    """Return the beginning of a value's source code, for a message."""
    text = ""
    for part in _parts(value, _RUBY, 0):
        text += part
        if len(text) > _EXCERPT:
            break
    return text[:_EXCERPT]


def _parts(value: object, notation: _Notation, depth: int) -> Iterator[str]:
    if depth > DEPTH:
        raise LimitError(_TOO_DEEP)
    value = plain(value)
    if isinstance(value, Mapping):
        yield "{"
        for number, (key, item) in enumerate(value.items()):
            yield (notation.comma if number else "") + notation.key(key) + notation.arrow
            yield from _parts(item, notation, depth + 1)
        yield "}"
    elif isinstance(value, Sequence) and not isinstance(value, (str, range)):
        yield "["
        for number, item in enumerate(value):
            yield notation.comma if number else ""
            yield from _parts(item, notation, depth + 1)
        yield "]"
    else:
        yield notation.scalar(value)


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
        message = f"{text} is not allowed in JSON"
        raise value_error(message)
    return text if isinstance(value, (bool, int, float)) else _json_string(text)


def _json_string(text: str) -> str:
    # JSON has no form for half of a surrogate pair.
    return orjson.dumps(text.encode("utf-8", "replace").decode()).decode()


_RUBY: Final = _Notation(", ", "=>", _ruby_scalar, _ruby_scalar)
_JSON: Final = _Notation(",", ":", _json_scalar, lambda key: _json_string(scalar_text(key) or ""))


def flatten(value: Sequence[object], meter: Meter) -> Iterator[object]:
    """Yield the entries of a list and of the lists in it. Raises LimitError for too many."""
    stack: list[Iterator[object]] = [iter(value)]
    meter.items(len(value))
    while stack:
        for entry in stack[-1]:
            if isinstance(entry, (list, tuple)):
                if len(stack) > DEPTH:
                    raise LimitError(_TOO_DEEP)
                meter.items(len(entry))
                meter.spend(2)
                stack.append(iter(entry))
                break
            yield plain(entry)
        else:
            stack.pop()


def are_equal(left: object, right: object, meter: Meter, depth: int = 0) -> bool:
    """Return True for values equal in Ruby: `1 == 1.0`, but `1` is neither "1" nor true."""
    left, right = plain(left), plain(right)
    if left is right:
        return True
    if isinstance(left, bool) or isinstance(right, bool):
        return False
    if isinstance(left, (str, int, float)):
        if isinstance(left, str) and isinstance(right, str):
            meter.spend(min(len(left), len(right)) >> 10)
        return left == right
    if depth > DEPTH:
        raise LimitError(_TOO_DEEP)
    if isinstance(left, list) and isinstance(right, list):
        meter.spend(1 + (len(left) >> 2))
        return len(left) == len(right) and all(
            are_equal(*pair, meter, depth + 1) for pair in zip(left, right, strict=True)
        )
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        meter.spend(1 + (len(left) >> 2))
        return len(left) == len(right) and all(
            key in right and are_equal(item, right[key], meter, depth + 1)
            for key, item in left.items()
        )
    return type(left) is type(right) and isinstance(left, (date, range)) and left == right


def order(left: object, right: object, meter: Meter) -> int | None:
    """Return Ruby's `<=>`: negative, 0 or positive; None for values of different kinds."""
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return 0 if left is right else None
    if isinstance(left, datetime) and isinstance(right, datetime):
        if (left.tzinfo is None) != (right.tzinfo is None):
            left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        meter.spend(min(len(left), len(right)) >> 10)
        return (left > right) - (left < right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return (left > right) - (left < right)
    if type(left) is date and type(right) is date:
        return (left > right) - (left < right)
    return None


def integer_of(value: object) -> int:
    """Return a whole number as Liquid reads it. Raises LiquidValueError for anything else."""
    value = plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = value.strip().replace("_", "") if isinstance(value, str) else ""
    if len(text) > DIGITS or not (text.lstrip("+-").isdecimal() and text.isascii()):
        message = f"{excerpt_of(value)} is not a whole number"
        raise value_error(message)
    return int(text)
