"""Scalars that Ruby's YAML 1.1 does not read as text, and ours does."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value

_FLAGS: Final[Mapping[str, bool]] = {"yes": True, "on": True, "no": False, "off": False}
# Keys of moments; elsewhere a text does as well.
_MOMENTS: Final = frozenset({"date", "last_modified_at"})
_WITHOUT_ZONE: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?\Z"
)


def as_ruby_reads(front_matter: FrontMatter, text: str) -> FrontMatter:
    """Return the values as Ruby reads them: `yes` is true, a moment without a zone is UTC.

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
