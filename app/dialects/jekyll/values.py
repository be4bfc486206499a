"""Values of Jekyll's front matter keys: names, addresses, booleans."""

from collections.abc import Iterable, Mapping

from app.dialects.jekyll.tree_layout import ContentFile
from app.front_matter import KeyPath, Mark, Scalar, Value, plain, source_text
from app.site.urls import SCHEME


def categories_of(content: ContentFile, categories: Value, category: Value) -> tuple[str, ...]:
    """Return the folders above `_posts`, then the names under both keys."""
    return tuple(dict.fromkeys((*content.above, *split_names(categories), *names_of(category))))


def split_names(value: Value) -> Iterable[str]:
    """Return the names of a list, or the words of one text."""
    return value.split() if isinstance(value, str) else names_of(value)


def names_of(value: Value) -> Iterable[str]:
    """Return the texts of a scalar or of a list, nested ones too."""
    if isinstance(value, tuple):
        return [name for item in value for name in names_of(item)]
    text = source_text(value)
    return [text] if text is not None else []


def are_names(value: Value) -> bool:
    """Return True if the value is a scalar or a list of them."""
    if isinstance(value, tuple):
        return all(map(are_names, value))
    return not isinstance(value, Mapping)


def rooted(value: Value) -> Value:
    """Return old addresses with a slash before each; nulls are dropped."""
    if isinstance(value, tuple):
        return tuple(rooted(item) for item in value if plain(item) is not None)
    text = source_text(value)
    if text is None or SCHEME.match(text):
        return value
    return f"/{text.lstrip('/')}"


def first_name(value: Value) -> str | None:
    """Return the first name that is not blank."""
    return next((name for name in names_of(value) if name.strip()), None)


def is_false_or_null(value: Value) -> bool:
    """Return True for the values that are false in Ruby."""
    return isinstance(value, Scalar) and (value.value is None or value.value is False)


def respelled(marks: Mapping[KeyPath, Mark], key: str, name: str) -> dict[KeyPath, Mark]:
    """Return the marks below `key`, moved below `name`."""
    return {(name, *path[1:]): mark for path, mark in marks.items() if path[0] == key}
