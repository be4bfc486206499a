"""Filters of lists, those by a property or an expression of the entries among them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cmp_to_key
from operator import itemgetter
from typing import Any, Final

from liquid.builtin.expressions import BooleanExpression, FilteredExpression
from liquid.builtin.filters import misc
from liquid.filter import with_context
from liquid.token import TOKEN_EXPRESSION, Token

from app.dialects.jekyll.liquid.conditions import ruby_condition
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.environment import expression_tokens
from app.dialects.jekyll.liquid.filters.inputs import entries_of, entry_of, identity, rows_of
from app.dialects.jekyll.liquid.limits import DIGITS, Meter
from app.dialects.jekyll.liquid.values import (
    excerpt_of,
    inspect_text,
    integer_of,
    is_truthy,
    order,
    output_text,
    text_of,
    value_error,
)
from app.regex import regex

_NUMBER: Final = regex(r"\s*+-?(?:\d++\.?\d*+|\.\d++)\s*+", re.ASCII)
Rows = list[object]

reverse = itemgetter(slice(None, None, -1))


def size(value: object) -> int:
    """Return the number of entries or characters; of a whole number, its bytes in Ruby."""
    if isinstance(value, range):
        return max(value.stop - value.start, 0)
    if isinstance(value, (str, list, Mapping)):
        return len(value)
    return 8 if isinstance(value, int) and not isinstance(value, bool) else 0


@with_context
def join(value: object, glue: object = " ", *, context: Context) -> str:
    """Join the texts of the entries; the library writes other values as Python does."""
    separator = text_of(glue, context.meter)
    return output_text(entries_of(value, context), context.meter, separator)


def map_(entries: list[object], key: object) -> list[object]:
    """Return the entries' values of a key; the library's null is not printed as Ruby's."""
    return [entry_of(entry, key) for entry in entries]


def compact(entries: list[object], key: object = None) -> list[object]:
    """Return the entries that are not nil; the library fails for a key that one does not have."""
    return [
        entry for entry in entries if (entry if key is None else entry_of(entry, key)) is not None
    ]


@with_context
def uniq(value: object, key: object = None, *, context: Context) -> list[object]:
    """Return the first of equal entries; the library's takes quadratic time."""
    unique: dict[object, object] = {}
    for entry in entries_of(value, context):
        item = entry if key is None else entry_of(entry, key)
        unique.setdefault(identity(item, context), entry)
    return list(unique.values())


@with_context
def sort_natural(value: object, key: object = None, *, context: Context) -> list[object]:
    """Sort without regard to the case of ASCII letters; nil comes last."""

    def folded(entry: object) -> tuple[bool, str]:
        item = entry if key is None else entry_of(entry, key)
        text = text_of(item, context.meter)
        return item is None, "".join(sign.lower() if sign.isascii() else sign for sign in text)

    entries = entries_of(value, context)
    # Ruby never makes the text of a single one, which may hold all posts of a site.
    return sorted(entries, key=folded) if len(entries) > 1 else entries


def default(value: object, other: object = "", options: object = None) -> object:
    """Return the other value for nil, false and empty values."""
    return misc.default(value, other, **(options if isinstance(options, dict) else {}))


def push(value: object, entry: object) -> object:
    return [*value, entry] if isinstance(value, list) else value


def unshift(value: object, entry: object) -> object:
    return [entry, *value] if isinstance(value, list) else value


def pop(value: object, count: object = 1) -> object:
    return value[: max(len(value) - _count(count), 0)] if isinstance(value, list) else value


def shift(value: object, count: object = 1) -> object:
    return value[_count(count) :] if isinstance(value, list) else value


def sample(value: object, count: object = 1) -> object:
    """Return the first entries: a random choice would change the served bytes each time."""
    if not isinstance(value, list):
        return value
    number = _count(count)
    return (value[0] if value else None) if number == 1 else value[:number]


def _count(value: object) -> int:
    count = integer_of(value)
    if count < 0:
        raise value_error(f"{count} is not a number of entries")
    return count


def _property(name: object, context: Context) -> Callable[[object], object]:
    """Return the function that returns the property of this name of an item.

    The name may be a dotted path. A text like a number is a number.
    """
    path = text_of(name, context.meter)
    parts = path.split(".", 20)[:20] if "." in path else ()

    def property_of(item: object) -> object:
        value = item
        if parts and isinstance(item, Mapping):
            for part in parts:
                value = entry_of(value, part) if isinstance(value, Mapping) else None
        else:
            value = entry_of(item, path)
        if isinstance(value, str) and len(value) < DIGITS and _NUMBER.fullmatch(value):
            return float(value) if "." in value else int(value)
        return value

    return property_of


@with_context
def where(value: object, name: object, target: object = None, *, context: Context) -> object:
    """Return the items whose property matches."""
    matching = _matching(value, name, target, context)
    return value if matching is None else list(matching)


@with_context
def find(value: object, name: object, target: object = None, *, context: Context) -> object:
    """Return the first item whose property matches."""
    matching = _matching(value, name, target, context)
    return value if matching is None else next(matching, None)


def _matching(
    value: object, name: object, target: object, context: Context
) -> Iterator[object] | None:
    rows = rows_of(value, context)
    if rows is None or not is_truthy(name) or isinstance(target, (list, Mapping)):
        return None
    property_of = _property(name, context)
    text = None if target is None else text_of(target, context.meter)
    return (item for item in rows if _matches(property_of(item), text, context.meter))


def _matches(value: object, target: str | None, meter: Meter) -> bool:
    if value is None or target is None:
        return value is target
    if isinstance(value, str):  # first, for nearly all are
        return text_of(value, meter) == target
    if isinstance(value, list):
        return any(text_of(entry, meter) == target for entry in value)
    if isinstance(value, Mapping):
        return any(inspect_text([key, item], meter) == target for key, item in value.items())
    return text_of(value, meter) == target


@with_context
def where_exp(value: object, variable: object, text: object, *, context: Context) -> object:
    """Return the items for which a condition holds."""
    rows = rows_of(value, context)
    return value if rows is None else list(_holding(rows, variable, text, context))


@with_context
def find_exp(value: object, variable: object, text: object, *, context: Context) -> object:
    """Return the first item for which a condition holds."""
    rows = rows_of(value, context)
    return value if rows is None else next(_holding(rows, variable, text, context), None)


def _holding(rows: Rows, variable: object, text: object, context: Context) -> Iterator[object]:
    values = _evaluated(BooleanExpression, rows, variable, text, context)
    return (item for item, holds in zip(rows, values, strict=True) if holds)


def _evaluated(
    kind: type[BooleanExpression | FilteredExpression],
    rows: Rows,
    variable: object,
    text: object,
    context: Context,
) -> Iterator[object]:
    """Yield the value of an expression for each item."""
    source = text_of(text, context.meter)
    context.meter.expression(source)
    tokens = expression_tokens(source, Token(TOKEN_EXPRESSION, source, 0, source))
    expression = ruby_condition(kind.parse(context.env, tokens))
    name = text_of(variable, context.meter)
    for item in rows:
        context.meter.spend(1)
        with context.extend({name: item}):
            value = expression.evaluate(context)
        yield value


@with_context
def sort(value: object, name: object = None, nils: object = "first", *, context: Context) -> Rows:
    """Sort a list by its items or by a property of theirs, a mapping by its keys.

    Raises LiquidValueError where two of them have no order. Without a property, the library
    compares as Python does; with one, it fails for items of different kinds.
    """
    by_property = name is not None and not isinstance(value, Mapping)
    rows = list(value.items()) if isinstance(value, Mapping) else rows_of(value, context)
    if rows is None:
        raise value_error(f"sort takes a list, not {excerpt_of(value)}")
    if by_property and nils not in {"first", "last"}:
        raise value_error(f"nils are sorted first or last, not {excerpt_of(nils)}")

    property_of = _property(name, context)

    def key_of(row: Any) -> object:
        if by_property:
            return property_of(row)
        return row[0] if isinstance(value, Mapping) else row

    def compare(left: object, right: object) -> int:
        context.meter.spend(1)
        if by_property and (left is None) != (right is None):
            return -1 if (left is None) == (nils == "first") else 1
        difference = order(left, right, context.meter)
        if difference is None and not by_property:
            raise value_error(f"{excerpt_of(left)} and {excerpt_of(right)} have no order")
        if difference is None:
            left, right = text_of(left, context.meter), text_of(right, context.meter)
            return (left > right) - (left < right)
        return difference

    in_order = cmp_to_key(compare)
    return sorted(rows, key=lambda row: in_order(key_of(row)))


@with_context
def group_by(value: object, name: object, *, context: Context) -> object:
    """Group the items by the text of a property."""
    rows = None if isinstance(value, Mapping) else rows_of(value, context)
    if rows is None:
        return value
    property_of = _property(name, context)
    names = (text_of(property_of(item), context.meter) for item in rows)
    return _groups(rows, names, context)


@with_context
def group_by_exp(value: object, variable: object, text: object, *, context: Context) -> object:
    """Group the items by the value of an expression."""
    rows = None if isinstance(value, Mapping) else rows_of(value, context)
    if rows is None:
        return value
    values = _evaluated(FilteredExpression, rows, variable, text, context)
    return _groups(rows, values, context)


def _groups(rows: Rows, names: Iterable[object], context: Context) -> Rows:
    groups: dict[object, tuple[object, Rows]] = {}
    for name, item in zip(names, rows, strict=True):
        groups.setdefault(identity(name, context), (name, []))[1].append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.values()]
