"""Adapters that give filters, ours and the library's, their input as Ruby reads it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from liquid.filter import with_context

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.limits import check_digits
from app.dialects.jekyll.liquid.values import (
    excerpt_of,
    flatten,
    inspect_text,
    plain,
    text_of,
    value_error,
)
from app.regex import regex

Filter = Callable[..., object]

_FRACTION: Final = regex(r"-?\d+\.\d+", re.ASCII)
_LEADING: Final = regex(r"\s*+([+-]?\d++(?:_\d++)*)", re.ASCII)


def on_text(function: Filter) -> Filter:
    """Adapt a filter of texts: the value and all arguments become text."""
    needs_environment = hasattr(function, "with_environment")

    @with_context
    def adapted(*values: object, context: Context) -> object:
        environment = {"environment": context.env} if needs_environment else {}
        return function(*(text_of(value, context.meter) for value in values), **environment)

    return adapted


def on_text_or_nil(function: Filter) -> Filter:
    """Adapt a filter of texts as `on_text`; nil stays nil."""
    adapted = on_text(function)
    return with_context(
        lambda *values, context: None if values[0] is None else adapted(*values, context=context)
    )


def on_entries(function: Filter) -> Filter:
    """Adapt a filter of lists: nested lists become one, any other value a list of one."""
    return with_context(
        lambda value, *arguments, context: function(entries_of(value, context), *arguments)
    )


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


def entry_of(value: object, key: object) -> object:
    """Return an entry of a list or a mapping, of a text the key if the text contains it."""
    if value is None:
        return None
    if isinstance(value, (dict, Mapping)):  # a `dict` is known faster
        try:
            return plain(value.get(key))
        except TypeError:
            return None
    if isinstance(value, str):
        return key if isinstance(key, str) and key in value else None
    if isinstance(value, list) and isinstance(key, int):
        return plain(value[key]) if -len(value) <= key < len(value) else None
    raise value_error(f"{excerpt_of(value)} has no property {excerpt_of(key)}")


def identity(value: object, context: Context) -> object:
    """Return a key that is equal for equal values only."""
    if isinstance(value, (str, int, float, date, type(None))):
        return type(value), value
    return inspect_text(value, context.meter)


def number_of(value: object) -> int | float:
    """Return a number as Liquid reads it, 0 for other values. Raises LimitError for a long one."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return 0
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
