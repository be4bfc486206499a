"""Filters of numbers: whole ones stay whole, and fractions are counted in decimals."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.limits import DIGITS, LimitError
from app.dialects.jekyll.liquid.values import refused

_FRACTION: Final = re.compile(r"-?\d+\.\d+", re.ASCII)
_LEADING: Final = re.compile(r"\s*+([+-]?\d++)", re.ASCII)
Exact = int | Decimal


def number_of(value: object) -> Exact:
    """Liquid's reading of a number: 0 for what is none. Raises LimitError for a very long one."""
    found: Exact = 0
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        found = value
    elif isinstance(value, float):
        if not math.isfinite(value):
            message = "a number is not finite"
            raise refused(message)
        found = Decimal(repr(value))
    elif isinstance(value, str):
        text = value.strip()
        if _FRACTION.fullmatch(text):
            found = Decimal(_short(text))
        elif leading := _LEADING.match(text):
            found = int(_short(leading.group(1)))
    if isinstance(found, int) and found.bit_length() > DIGITS * 3:
        raise _too_long()
    return found


def _short(digits: str) -> str:
    if len(digits) > DIGITS:
        raise _too_long()
    return digits


def _too_long() -> LimitError:
    message = f"a number has more than about {DIGITS:,} digits"
    return LimitError(message)


def _result(value: Exact) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _pair(left: object, right: object) -> tuple[Exact, Exact]:
    return number_of(left), number_of(right)


def plus(_: Context, value: object, other: object) -> object:
    return _result(number_of(value) + number_of(other))


def minus(_: Context, value: object, other: object) -> object:
    return _result(number_of(value) - number_of(other))


def times(_: Context, value: object, other: object) -> object:
    return _result(number_of(value) * number_of(other))


def divided_by(_: Context, value: object, other: object) -> object:
    left, right = number_of(value), number_of(other)
    if not right:
        message = "divided by 0"
        raise refused(message)
    if isinstance(left, int) and isinstance(right, int):
        return left // right
    return float(Decimal(left) / Decimal(right))


def modulo(_: Context, value: object, other: object) -> object:
    left, right = number_of(value), number_of(other)
    if not right:
        message = "divided by 0"
        raise refused(message)
    if isinstance(left, int) and isinstance(right, int):
        return left % right
    # The sign is the divisor's, which Decimal's own `%` does not keep.
    rest = Decimal(left) % Decimal(right)
    return float(rest + Decimal(right) if rest and (rest < 0) != (right < 0) else rest)


def abs_(_: Context, value: object) -> object:
    number = number_of(value)
    return _result(-number if number < 0 else number)


def round_(_: Context, value: object, places: object = 0) -> object:
    number, count = number_of(value), int(number_of(places))
    if abs(count) > DIGITS:
        raise _too_long()
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-min(count, 16)), ROUND_HALF_UP)
    return float(rounded) if count > 0 and isinstance(number, Decimal) else int(rounded)


def ceil(_: Context, value: object) -> object:
    return math.ceil(number_of(value))


def floor(_: Context, value: object) -> object:
    return math.floor(number_of(value))


def at_least(_: Context, value: object, least: object) -> object:
    return _result(max(_pair(value, least)))


def at_most(_: Context, value: object, most: object) -> object:
    return _result(min(_pair(value, most)))


def to_integer(_: Context, value: object) -> object:
    """Ruby's `to_i`."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, dict)):
        message = "to_integer takes no lists and no mappings"
        raise refused(message)
    return int(number_of(value))


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "abs": abs_,
    "at_least": at_least,
    "at_most": at_most,
    "ceil": ceil,
    "divided_by": divided_by,
    "floor": floor,
    "minus": minus,
    "modulo": modulo,
    "plus": plus,
    "round": round_,
    "times": times,
    "to_integer": to_integer,
}
