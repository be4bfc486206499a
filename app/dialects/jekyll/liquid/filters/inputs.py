"""Adapters that give filters, ours and the library's, their input as Ruby reads it."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from liquid.filter import with_context

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.limits import check_digits
from app.dialects.jekyll.liquid.values import flatten, text_of

Filter = Callable[..., object]

_FRACTION: Final = re.compile(r"-?\d+\.\d+", re.ASCII)
_LEADING: Final = re.compile(r"\s*+([+-]?\d++(?:_\d++)*)", re.ASCII)


def on_text(function: Filter, *, keeps_nil: bool = False) -> Filter:
    """Adapt a filter of texts: the value and all arguments become text; nil may stay nil."""
    needs_environment = hasattr(function, "with_environment")

    @with_context
    def adapted(*values: object, context: Context) -> object:
        if keeps_nil and values[0] is None:
            return None
        environment = {"environment": context.env} if needs_environment else {}
        return function(*(text_of(value, context.meter) for value in values), **environment)

    return adapted


def on_entries(function: Filter) -> Filter:
    """Adapt a filter of lists: nested lists become one, any other value a list of one."""

    @with_context
    def adapted(value: object, *arguments: object, context: Context) -> object:
        return function(entries_of(value, context), *arguments)

    return adapted


def on_numbers(function: Filter) -> Filter:
    """Adapt a filter of numbers: the value and all arguments become numbers."""
    return lambda *values: function(*map(number_of, values))


def entries_of(value: object, context: Context) -> list[object]:
    """Return the entries of a list, nested or not, or a list of any other value."""
    if isinstance(value, range):
        context.meter.items(value.stop - value.start)
        return list(value)
    if value is None:
        return []
    entries = list(flatten(value, context.meter)) if isinstance(value, list) else [value]
    context.meter.items(len(entries))
    return entries


def rows_of(value: object, context: Context) -> list[object] | None:
    """Return the entries of a list or the values of a mapping, None for any other value."""
    if isinstance(value, range):
        return entries_of(value, context)
    rows = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(rows, list):
        return None
    context.meter.items(len(rows))
    context.meter.spend(len(rows) >> 2)
    return rows


def number_of(value: object) -> int | float:
    """Return a number as Liquid reads it, 0 for other values. Raises LimitError for a long one."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return 0
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        text = value.strip()
        is_fraction = _FRACTION.fullmatch(text) is not None
        leading = _LEADING.match(text)
        digits = leading.group(1) if leading else "0"
        check_digits(text if is_fraction else digits)
        value = float(text) if is_fraction else int(digits)
    if isinstance(value, int):
        check_digits(value)
    return value
