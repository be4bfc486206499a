"""Values of configuration and front matter, read from mappings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.front_matter import Scalar, Value, source_text

# For addresses, in English whatever the locale.
_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def text_at(values: Mapping[str, Value], key: str) -> str | None:
    """Return the text of a scalar; None if there is none."""
    value = values.get(key)
    return source_text(value) if value is not None else None


def texts_of(value: Value | None) -> tuple[str, ...]:
    """Return the texts of a list or of one scalar, without empty ones."""
    return tuple(text for _, text in indexed_texts(value))


def indexed_texts(value: Value | None) -> Iterator[tuple[int, str]]:
    """Yield the texts of a list or of one scalar with their indices, without empty ones."""
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    for index, item in enumerate(values):
        if text := source_text(item):
            yield index, text


def unwrapped(value: Value) -> Value:
    """Return a list of names; an entry with one key and a name, such as `tag: X`, is that name.

    An empty text is no name.
    """
    if isinstance(value, str) and not value.strip():
        return ()
    if not isinstance(value, tuple):
        return value
    return tuple(
        next(iter(item.values())) if isinstance(item, Mapping) and len(item) == 1 else item
        for item in value
    )


def is_true(value: Value | None) -> bool:
    """Return True if the value is the boolean true."""
    return isinstance(value, Scalar) and value.value is True


def is_false_or_null(value: Value) -> bool:
    """Return True for the values that are false in Ruby."""
    return isinstance(value, Scalar) and (value.value is None or value.value is False)


def mapping_of(value: Value | None) -> Mapping[str, Value]:
    """Return the value if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def lowered_keys(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the mapping with its keys, not those of inner mappings, in lower case."""
    return {key.lower(): value for key, value in values.items()}


def value_at(values: Mapping[str, Value], name: str) -> Value | None:
    """Return the value of a name in any case; dots lead into mappings. None if there is none."""
    value: Value | None = values
    for part in name.lower().split("."):
        value = lowered_keys(mapping_of(value)).get(part)
    return value


def merged(
    under: Mapping[str, Value], over: Mapping[str, Value], *, nulls: bool = True
) -> Mapping[str, Value]:
    """Return both mappings in one; `over` wins, and inner mappings are merged.

    Without `nulls`, a null in `over` does not replace a value.
    """
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        if not nulls and below is not None and isinstance(value, Scalar) and value.value is None:
            continue
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            result[key] = merged(below, value, nulls=nulls)
        else:
            result[key] = value
    return result


def merged_all(mappings: Iterable[Mapping[str, Value]]) -> Mapping[str, Value]:
    """Return many mappings in one, in the time that their keys take; later ones win."""
    result: dict[str, Any] = {}
    for values in mappings:
        _put(result, values)
    return result


def _put(result: dict[str, Any], values: Mapping[str, Value]) -> None:
    """Put values into a mapping whose inner mappings belong to it alone."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            inner = result.get(key)
            if not isinstance(inner, dict):
                result[key] = inner = {}
            _put(inner, value)
        else:
            result[key] = value
