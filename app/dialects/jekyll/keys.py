"""What the values of Jekyll's own keys stand for."""

from collections.abc import Iterable, Mapping

from app.dialects.jekyll.places import Place
from app.front_matter import KeyPath, Mark, Scalar, Value, plain, source_text
from app.site.urls import SCHEME


def categories_of(place: Place, categories: Value, category: Value) -> tuple[str, ...]:
    """The folders above `_posts`, then what the front matter says under both keys."""
    return tuple(dict.fromkeys((*place.above, *several(categories), *names(category))))


def several(value: Value) -> Iterable[str]:
    """The names of a list, or those of one text with white space between them."""
    return value.split() if isinstance(value, str) else names(value)


def names(value: Value) -> Iterable[str]:
    if isinstance(value, tuple):
        return [name for each in value for name in names(each)]
    text = source_text(value)
    return [text] if text is not None else []


def are_names(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(map(are_names, value))
    return not isinstance(value, Mapping)


def rooted(value: Value) -> Value:
    """Old addresses, which count from the root of the site, slash or none; a null is none."""
    if isinstance(value, tuple):
        return tuple(rooted(each) for each in value if plain(each) is not None)
    text = source_text(value)
    if text is None or SCHEME.match(text):
        return value
    return f"/{text.lstrip('/')}"


def first(value: Value) -> str | None:
    """The first of the addresses that are named."""
    return next((name for name in names(value) if name.strip()), None)


def is_false_or_null(value: Value) -> bool:
    """What Ruby takes for false; in quotes it is none of it."""
    return isinstance(value, Scalar) and (value.value is None or value.value is False)


def respelled(marks: Mapping[KeyPath, Mark], key: str, name: str) -> dict[KeyPath, Mark]:
    return {(name, *path[1:]): mark for path, mark in marks.items() if path[0] == key}
