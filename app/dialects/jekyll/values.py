"""Values of front matter as Ruby and Jekyll read them: scalars, names, addresses."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from app.dialects.jekyll.tree_layout import ContentFile
from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value, plain, source_text
from app.regex import regex
from app.site.urls import SCHEME

_FLAGS: Final[Mapping[str, bool]] = {"yes": True, "on": True, "no": False, "off": False}
# Keys of moments; elsewhere a text does as well.
_MOMENTS: Final = frozenset({"date", "last_modified_at"})
_WITHOUT_ZONE: Final = regex(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?\Z"
)


def as_ruby_reads(front_matter: FrontMatter, text: str) -> FrontMatter:
    """Return the values as in YAML 1.1: `yes` is true, a moment without a zone is in UTC.

    Quoted values stay text.
    """
    marks = front_matter.marks
    values = {key: _read(value, (key,), marks, text) for key, value in front_matter.values.items()}
    return front_matter._replace(values=values)


def _read(value: Value, path: KeyPath, marks: Mapping[KeyPath, Mark], text: str) -> Value:
    if isinstance(value, str):
        scalar = _scalar(value, path)
        mark = marks.get(path)
        if scalar is None or mark is None or not text.startswith(value, mark.value):
            return value
        return scalar
    if isinstance(value, tuple):
        return tuple(_read(item, (*path, index), marks, text) for index, item in enumerate(value))
    if isinstance(value, Mapping):
        return {key: _read(item, (*path, key), marks, text) for key, item in value.items()}
    return value


def _scalar(word: str, path: KeyPath) -> Scalar | None:
    if len(word) <= 3:
        # All lower case, all upper case or capitalised: not `yEs`.
        known = word in {word.lower(), word.upper(), word.capitalize()}
        flag = _FLAGS.get(word.lower()) if known else None
        return None if flag is None else Scalar(flag, word)
    if len(path) > 1 or path[0] not in _MOMENTS or (match := _WITHOUT_ZONE.match(word)) is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups())
    try:
        moment = dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)
    except ValueError:
        return None
    return Scalar(moment, word)


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


def respelled(marks: Mapping[KeyPath, Mark], key: str, name: str) -> dict[KeyPath, Mark]:
    """Return the marks below `key`, moved below `name`."""
    return {(name, *path[1:]): mark for path, mark in marks.items() if path[0] == key}
