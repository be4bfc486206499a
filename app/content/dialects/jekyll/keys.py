"""What the values of Jekyll's own keys stand for."""

from collections.abc import Iterable, Mapping

from app.content.dialects.jekyll.places import Place
from app.content.front_matter import KeyPath, Mark, Scalar, Value, source_text
from app.content.own_addresses import SCHEME


def categories_of(place: Place, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The folders above `_posts`, then what the front matter says."""
    found = [*place.above]
    written = values.get("categories")
    found += written.split() if isinstance(written, str) else _names(written)
    if "category" in values:
        found += _names(values["category"])
    return tuple(dict.fromkeys(found))


def several(singular: Value | None, plural: Value | None) -> tuple[str, ...]:
    """The names of a key that has a singular, which stands for all where it is there."""
    if singular is not None:
        return tuple(_names(singular))
    return tuple(plural.split()) if isinstance(plural, str) else tuple(_names(plural))


def _names(value: Value | None) -> Iterable[str]:
    if isinstance(value, tuple):
        return [name for each in value for name in _names(each)]
    text = source_text(value) if value is not None else None
    return [text] if text is not None else []


def rooted(value: Value) -> Value:
    """Old addresses, which count from the root with or without a slash before them."""
    if isinstance(value, tuple):
        return tuple(map(rooted, value))
    text = (source_text(value) or "").strip()
    return value if not text or text.startswith("/") or SCHEME.match(text) else f"/{text}"


def first(value: Value | None) -> str | None:
    """The first of the addresses that are named."""
    return next(iter(_names(value)), None)


def is_false_or_null(value: Value) -> bool:
    """What Ruby takes for false; in quotes it is none of it."""
    return isinstance(value, Scalar) and (value.value is None or value.value is False)


def respelled(marks: Mapping[KeyPath, Mark], key: str, name: str) -> dict[KeyPath, Mark]:
    """The places of a key's values, as those of another name."""
    return {(name, *path[1:]): mark for path, mark in marks.items() if path[0] == key}
