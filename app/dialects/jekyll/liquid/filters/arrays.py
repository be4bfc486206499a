"""Filters of lists that Liquid has, and those that Jekyll adds without expressions."""

from collections.abc import Mapping
from operator import itemgetter

from liquid.builtin.filters import misc
from liquid.filter import with_context

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.inputs import entries_of, entry_of, identity
from app.dialects.jekyll.liquid.values import integer_of, output_text, text_of, value_error

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

    return sorted(entries_of(value, context), key=folded)


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
