"""Filters that select, sort and group the entries of a list by a property or an expression."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cmp_to_key
from typing import Any, Final

from liquid.builtin.expressions import BooleanExpression, FilteredExpression
from liquid.expression import Expression
from liquid.filter import with_context
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from app.dialects.jekyll.liquid.conditions import ruby_condition
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.expressions import expression_tokens
from app.dialects.jekyll.liquid.filters.arrays import entry_of, identity
from app.dialects.jekyll.liquid.filters.inputs import rows_of
from app.dialects.jekyll.liquid.lexer import spend_on_expression
from app.dialects.jekyll.liquid.limits import DIGITS, MARKUP, LimitError, Meter
from app.dialects.jekyll.liquid.values import (
    excerpt_of,
    inspect_text,
    is_truthy,
    order,
    text_of,
    value_error,
)

_WHOLE: Final = re.compile(r"\s*+-?\d++\s*+", re.ASCII)
_FRACTION: Final = re.compile(r"\s*+-?(?:\d++\.?\d*+|\.\d++)\s*+", re.ASCII)
Rows = list[object]


def property_of(item: object, name: object, context: Context) -> object:
    """Return a property of an item, also by a dotted path; a text like a number is a number."""
    path = text_of(name, context.meter)
    value = item
    if "." in path and isinstance(item, Mapping):
        for part in path.split(".", 20)[:20]:
            value = entry_of(value, part) if isinstance(value, Mapping) else None
    else:
        value = entry_of(item, path)
    if isinstance(value, str) and len(value) < DIGITS:
        if _WHOLE.fullmatch(value):
            return int(value)
        if _FRACTION.fullmatch(value):
            return float(value)
    return value


@with_context
def where(value: object, name: object, target: object = None, *, context: Context) -> object:
    """Return the items whose property matches."""
    rows = rows_of(value, context)
    if rows is None or not is_truthy(name) or isinstance(target, (list, Mapping)):
        return value
    return list(_matching(rows, name, target, context))


@with_context
def find(value: object, name: object, target: object = None, *, context: Context) -> object:
    """Return the first item whose property matches."""
    rows = rows_of(value, context)
    if rows is None or not is_truthy(name) or isinstance(target, (list, Mapping)):
        return value
    return next(_matching(rows, name, target, context), None)


def _matching(rows: Rows, name: object, target: object, context: Context) -> Iterator[object]:
    return (
        item for item in rows if _matches(property_of(item, name, context), target, context.meter)
    )


def _matches(value: object, target: object, meter: Meter) -> bool:
    if value is None or target is None:
        return value is target
    text = text_of(target, meter)
    if isinstance(value, list):
        return any(text_of(entry, meter) == text for entry in value)
    if isinstance(value, Mapping):
        return any(inspect_text([key, item], meter) == text for key, item in value.items())
    return text_of(value, meter) == text


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
    tokens = _tokens(text, context)
    condition = ruby_condition(BooleanExpression.parse(context.env, tokens))
    return (item for item in rows if _evaluate(condition, variable, item, context))


def _evaluate(expression: Expression, variable: object, item: object, context: Context) -> object:
    context.meter.spend(1)
    with context.extend({text_of(variable, context.meter): item}):
        return expression.evaluate(context)


def _tokens(value: object, context: Context) -> TokenStream:
    text = text_of(value, context.meter)
    if len(text) > MARKUP:
        message = f"an expression is longer than {MARKUP:,} characters"
        raise LimitError(message)
    spend_on_expression(text, context.meter)
    return expression_tokens(text, Token(TOKEN_EXPRESSION, text, 0, text))


@with_context
def sort(value: object, name: object = None, nils: object = "first", *, context: Context) -> Rows:
    """Sort a list by its items or by a property of theirs, a mapping by its keys.

    Raises LiquidValueError where two of them have no order. Without a property, the library
    compares as Python does; with one, it fails for items of different kinds.
    """
    by_property = name is not None and not isinstance(value, Mapping)
    rows = list(value.items()) if isinstance(value, Mapping) else rows_of(value, context)
    if rows is None:
        message = f"sort takes a list, not {excerpt_of(value)}"
        raise value_error(message)
    if by_property and nils not in {"first", "last"}:
        message = f"nils are sorted first or last, not {excerpt_of(nils)}"
        raise value_error(message)

    def key_of(row: Any) -> object:
        if by_property:
            return property_of(row, name, context)
        return row[0] if isinstance(value, Mapping) else row

    def compare(left: object, right: object) -> int:
        context.meter.spend(1)
        if by_property and (left is None) != (right is None):
            return -1 if (left is None) == (nils == "first") else 1
        difference = order(left, right, context.meter)
        if difference is None and not by_property:
            message = f"{excerpt_of(left)} and {excerpt_of(right)} have no order"
            raise value_error(message)
        if difference is None:
            texts = text_of(left, context.meter), text_of(right, context.meter)
            return (texts[0] > texts[1]) - (texts[0] < texts[1])
        return difference

    in_order = cmp_to_key(compare)
    return sorted(rows, key=lambda row: in_order(key_of(row)))


@with_context
def group_by(value: object, name: object, *, context: Context) -> object:
    """Group the items by the text of a property."""
    rows = None if isinstance(value, Mapping) else rows_of(value, context)
    if rows is None:
        return value
    names = [text_of(property_of(item, name, context), context.meter) for item in rows]
    return _groups(rows, names, context)


@with_context
def group_by_exp(value: object, variable: object, text: object, *, context: Context) -> object:
    """Group the items by the value of an expression."""
    rows = None if isinstance(value, Mapping) else rows_of(value, context)
    if rows is None:
        return value
    expression = FilteredExpression.parse(context.env, _tokens(text, context))
    values = [_evaluate(expression, variable, item, context) for item in rows]
    return _groups(rows, values, context)


def _groups(rows: Rows, names: Sequence[object], context: Context) -> Rows:
    groups: dict[object, tuple[object, Rows]] = {}
    for name, item in zip(names, rows, strict=True):
        groups.setdefault(identity(name, context), (name, []))[1].append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.values()]
