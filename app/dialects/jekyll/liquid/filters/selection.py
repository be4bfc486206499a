"""Filters that choose, order and group the entries of a list by a property or an expression."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from liquid.builtin.expressions import BooleanExpression, FilteredExpression
from liquid.expression import Expression
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from app.dialects.jekyll.liquid.comparisons import Condition, order
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.expressions import expression
from app.dialects.jekyll.liquid.filters.arrays import entry, identity, natural_order, sorted_by
from app.dialects.jekyll.liquid.filters.strings import read
from app.dialects.jekyll.liquid.limits import DIGITS, MARKUP, LimitError
from app.dialects.jekyll.liquid.values import inspected, is_truthy, refused, text_of

_WHOLE: Final = re.compile(r"\s*+-?\d++\s*+", re.ASCII)
_FRACTION: Final = re.compile(r"\s*+-?(?:\d++\.?\d*+|\.\d++)\s*+", re.ASCII)


def _rows(context: Context, value: object) -> list[object] | None:
    """The entries to choose from, or None for a value that has none."""
    if isinstance(value, range):
        context.meter.items(value.stop - value.start)
        return list(value)
    found = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(found, list):
        return None
    context.meter.items(len(found))
    context.meter.spend(len(found) >> 2)
    return found


def property_of(item: object, name: object) -> object:
    """A property of an item, by a dotted path too; what looks like a number is one."""
    path = text_of(name)
    held = item
    if "." in path and isinstance(item, Mapping):
        for part in path.split(".")[:20]:
            held = entry(held, part) if isinstance(held, Mapping) else None
    else:
        held = entry(item, path)
    if isinstance(held, str) and len(held) < DIGITS:
        if _WHOLE.fullmatch(held):
            return int(held)
        if _FRACTION.fullmatch(held):
            return float(held)
    return held


def _has(held: object, target: object) -> bool:
    if target is None:
        return held is None
    wanted = text_of(target)
    if isinstance(held, str):
        return held == wanted
    if isinstance(held, list):
        return any(text_of(each) == wanted for each in held)
    if isinstance(held, Mapping):
        return any(inspected([key, value]) == wanted for key, value in held.items())
    return held is not None and text_of(held) == wanted


def where(context: Context, value: object, name: object, target: object = None) -> object:
    rows = _rows(context, value)
    if rows is None or not is_truthy(name) or isinstance(target, (list, Mapping)):
        return value
    return [item for item in rows if _has(property_of(item, name), target)]


def find(context: Context, value: object, name: object, target: object = None) -> object:
    rows = _rows(context, value)
    if rows is None or not is_truthy(name) or isinstance(target, (list, Mapping)):
        return value
    return next((item for item in rows if _has(property_of(item, name), target)), None)


def where_exp(context: Context, value: object, variable: object, said: object) -> object:
    rows = _rows(context, value)
    if rows is None:
        return value
    condition = _condition(context, said)
    return [item for item in rows if _holds(context, condition, variable, item)]


def find_exp(context: Context, value: object, variable: object, said: object) -> object:
    rows = _rows(context, value)
    if rows is None:
        return value
    condition = _condition(context, said)
    return next((item for item in rows if _holds(context, condition, variable, item)), None)


def _holds(context: Context, condition: Condition, variable: object, item: object) -> bool:
    context.meter.spend(1)
    with context.extend({text_of(variable): item}):
        return condition.evaluate(context)


def _condition(context: Context, said: object) -> Condition:
    return Condition.of(BooleanExpression.parse(context.env, _stream(context, said)))


def _stream(context: Context, said: object) -> TokenStream:
    text = read(context, said)
    if len(text) > MARKUP:
        message = f"an expression is longer than {MARKUP:,} characters"
        raise LimitError(message)
    context.meter.spend(3 + (text.count("(") + text.count("[") + 2) * len(text) // 500)
    return expression(text, Token(TOKEN_EXPRESSION, text, 0, text))


def sort(context: Context, value: object, name: object = None, nils: object = "first") -> object:
    rows: list[object] | None
    if isinstance(value, Mapping):
        pairs = [[key, held] for key, held in value.items()]
        by_key = natural_order(context)
        rows = list(sorted_by(context, pairs, lambda a, b: by_key(entry(a, 0), entry(b, 0))))
        return rows
    rows = _rows(context, value)
    if rows is None:
        message = f"sort takes a list, not {inspected(value)[:40]}"
        raise refused(message)
    if name is None:
        return sorted_by(context, rows, natural_order(context))
    if nils not in {"first", "last"}:
        message = f"nils go first or last, not {inspected(nils)[:40]}"
        raise refused(message)
    sign = -1 if nils == "first" else 1
    keyed: list[object] = [(property_of(item, name), item) for item in rows]

    def compare(left: object, right: object) -> int:
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        ours, theirs = left[0], right[0]
        if (ours is None) != (theirs is None):
            return sign if ours is None else -sign
        difference = order(ours, theirs, context.meter)
        if difference is not None:
            return difference
        words = text_of(ours), text_of(theirs)
        return (words[0] > words[1]) - (words[0] < words[1])

    ordered = sorted_by(context, keyed, compare)
    return [pair[1] for pair in ordered if isinstance(pair, tuple)]


def group_by(context: Context, value: object, name: object) -> object:
    if isinstance(value, Mapping) or (rows := _rows(context, value)) is None:
        return value
    return _grouped(context, [(text_of(property_of(item, name)), item) for item in rows])


def group_by_exp(context: Context, value: object, variable: object, said: object) -> object:
    if isinstance(value, Mapping) or (rows := _rows(context, value)) is None:
        return value
    expression: Expression = FilteredExpression.parse(context.env, _stream(context, said))
    keyed = []
    for item in rows:
        context.meter.spend(1)
        with context.extend({text_of(variable): item}):
            keyed.append((expression.evaluate(context), item))
    return _grouped(context, keyed)


def _grouped(context: Context, keyed: list[tuple[object, object]]) -> list[object]:
    names: dict[object, object] = {}
    groups: dict[object, list[object]] = {}
    for name, item in keyed:
        key = identity(context, name)
        names.setdefault(key, name)
        groups.setdefault(key, []).append(item)
    return [
        {"name": names[key], "items": items, "size": len(items)} for key, items in groups.items()
    ]


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "find": find,
    "find_exp": find_exp,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
    "sort": sort,
    "where": where,
    "where_exp": where_exp,
}
