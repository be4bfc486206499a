"""Filters of numbers."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from app.dialects.jekyll.liquid.filters.inputs import number_of
from app.dialects.jekyll.liquid.limits import DIGITS
from app.dialects.jekyll.liquid.values import value_error


def modulo(number: int | float, other: int | float) -> int | float:
    """Return the rest of a division. Its sign is that of the divisor, unlike the library's."""
    if not other:
        raise value_error("divided by 0")
    if isinstance(number, int) and isinstance(other, int):
        return number % other
    rest = Decimal(str(number)) % Decimal(str(other))
    return float(rest) + (other if rest and (rest < 0) != (other < 0) else 0)


def round_(number: int | float, places: int | float = 0) -> int | float:
    """Round half away from zero, where the library rounds to even."""
    digits = int(places)
    if abs(digits) > DIGITS:
        raise value_error(f"cannot round to {places} digits")
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-min(digits, 16)), ROUND_HALF_UP)
    return float(rounded) if digits > 0 and isinstance(number, float) else int(rounded)


def to_integer(value: object) -> int:
    """Ruby's `to_i`."""
    if isinstance(value, (list, Mapping)):
        raise value_error("to_integer takes neither lists nor mappings")
    return int(value) if isinstance(value, bool) else int(number_of(value))
