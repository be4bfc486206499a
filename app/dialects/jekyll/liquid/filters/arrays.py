"""Filters of lists."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cmp_to_key
from typing import Final

from app.dialects.jekyll.liquid.comparisons import order
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.strings import read
from app.dialects.jekyll.liquid.values import (
    flattened,
    inspected,
    integer_of,
    is_truthy,
    plain,
    printed,
    refused,
    text_of,
)


def entries(context: Context, value: object) -> list[object]:
    """What Liquid's filters go through: lists flat, anything else as a list of one."""
    if isinstance(value, range):
        context.meter.items(value.stop - value.start)
        return list(value)
    if value is None:
        return []
    found = list(flattened(value)) if isinstance(value, list) else [value]
    context.meter.items(len(found))
    return found


def entry(value: object, key: object) -> object:
    """An entry of a value: of a mapping by its key; of a text, the key if it holds it."""
    if isinstance(value, Mapping):
        try:
            return plain(value.get(key))
        except TypeError:
            return None
    if isinstance(value, str):
        return key if isinstance(key, str) and key in value else None
    if isinstance(value, list) and isinstance(key, int):
        return plain(value[key]) if -len(value) <= key < len(value) else None
    if value is None:
        return None
    message = f"{inspected(value)[:40]} has no property {inspected(key)[:40]}"
    raise refused(message)


def identity(context: Context, value: object) -> object:
    """Something hashable that is equal for equal values alone."""
    if isinstance(value, (str, int, float, date, type(None))):
        return type(value), value
    return read(context, inspected(value))


def size(_: Context, value: object) -> object:
    if isinstance(value, range):
        return max(value.stop - value.start, 0)
    if isinstance(value, (str, list, Mapping)):
        return len(value)
    # A whole number has eight bytes.
    return 8 if isinstance(value, int) and not isinstance(value, bool) else 0


def first(_: Context, value: object) -> object:
    if isinstance(value, Mapping):
        return next(([key, held] for key, held in value.items()), None)
    return value[0] if isinstance(value, (list, range)) and value else None


def last(_: Context, value: object) -> object:
    return value[-1] if isinstance(value, (list, range)) and value else None


def join(context: Context, value: object, glue: object = " ") -> object:
    return read(context, printed(entries(context, value), read(context, glue)))


def map_(context: Context, value: object, key: object) -> object:
    return [entry(each, key) for each in entries(context, value)]


def reverse(context: Context, value: object) -> object:
    return entries(context, value)[::-1]


def compact(context: Context, value: object, key: object = None) -> object:
    found = entries(context, value)
    return [each for each in found if (each if key is None else entry(each, key)) is not None]


def concat(context: Context, value: object, more: object) -> object:
    if not isinstance(more, list):
        message = f"concat takes a list, not {inspected(more)[:40]}"
        raise refused(message)
    return _checked(context, [*entries(context, value), *more])


def uniq(context: Context, value: object, key: object = None) -> object:
    kept: dict[object, object] = {}
    for each in entries(context, value):
        kept.setdefault(identity(context, each if key is None else entry(each, key)), each)
    return list(kept.values())


def sort_natural(context: Context, value: object, key: object = None) -> object:
    def folded(each: object) -> tuple[bool, str]:
        held = each if key is None else entry(each, key)
        return held is None, "" if held is None else _ascii_lower(text_of(held))

    found = entries(context, value)
    context.meter.spend(len(found))
    return sorted(found, key=folded)


def _ascii_lower(text: str) -> str:
    return "".join(each.lower() if each.isascii() else each for each in text)


def sorted_by(
    context: Context,
    found: Sequence[object],
    compare: Callable[[object, object], int | None],
) -> list[object]:
    """The list in an order. Raises LiquidValueError where two entries have none."""

    def strictly(left: object, right: object) -> int:
        context.meter.spend(1)
        difference = compare(left, right)
        if difference is None:
            message = f"{inspected(left)[:40]} and {inspected(right)[:40]} have no order"
            raise refused(message)
        return difference

    return sorted(found, key=cmp_to_key(strictly))


def natural_order(context: Context) -> Callable[[object, object], int | None]:
    """The order of values by themselves."""
    return lambda left, right: order(left, right, context.meter)


def push(context: Context, value: object, more: object) -> object:
    return _checked(context, [*value, more]) if isinstance(value, list) else value


def unshift(context: Context, value: object, more: object) -> object:
    return _checked(context, [more, *value]) if isinstance(value, list) else value


def pop(context: Context, value: object, count: object = 1) -> object:
    if not isinstance(value, list):
        return value
    return _checked(context, value[: max(len(value) - _count(count), 0)])


def shift(context: Context, value: object, count: object = 1) -> object:
    return _checked(context, value[_count(count) :]) if isinstance(value, list) else value


def _count(value: object) -> int:
    count = integer_of(value)
    if count < 0:
        message = f"{count} is no number of entries"
        raise refused(message)
    return count


def _checked(context: Context, made: list[object]) -> list[object]:
    context.meter.items(len(made))
    return made


def sample(_: Context, value: object, count: object = 1) -> object:
    """The first entries: a draw of lots would give other bytes each time."""
    if not isinstance(value, list):
        return value
    wanted = _count(count)
    return (value[0] if value else None) if wanted == 1 else value[:wanted]


def default(_: Context, value: object, other: object = "", options: object = None) -> object:
    allows_false = isinstance(options, Mapping) and is_truthy(options.get("allow_false"))
    if value is False and allows_false:
        return value
    is_empty = isinstance(value, (str, list, Mapping)) and not value
    return other if is_empty or not is_truthy(value) else value


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "compact": compact,
    "concat": concat,
    "default": default,
    "first": first,
    "join": join,
    "last": last,
    "map": map_,
    "pop": pop,
    "push": push,
    "reverse": reverse,
    "sample": sample,
    "shift": shift,
    "size": size,
    "sort_natural": sort_natural,
    "uniq": uniq,
    "unshift": unshift,
}
