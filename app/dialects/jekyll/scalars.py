"""What Ruby's YAML, which is of version 1.1, takes for other than text where ours does not."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value

_FLAGS: Final[Mapping[str, bool]] = {"yes": True, "on": True, "no": False, "off": False}
# The keys by which Jekyll and its plugins know moments; elsewhere a text does as well.
_MOMENTS: Final = frozenset({"date", "last_modified_at"})
_WITHOUT_ZONE: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?\Z"
)


def as_ruby_reads(found: FrontMatter, text: str) -> FrontMatter:
    """The values of a YAML text as Ruby has them: `yes` is true, a moment without a zone is UTC.

    What is in quotes stays text.
    """
    marks = found.marks
    values = {key: _read(value, (key,), marks, text) for key, value in found.values.items()}
    return found._replace(values=values)


def _read(value: Value, path: KeyPath, marks: Mapping[KeyPath, Mark], text: str) -> Value:
    if isinstance(value, str):
        made = _scalar(value, path)
        mark = marks.get(path)
        is_plain = made is not None and mark is not None and text.startswith(value, mark.value)
        return made if made is not None and is_plain else value
    if isinstance(value, tuple):
        return tuple(_read(each, (*path, at), marks, text) for at, each in enumerate(value))
    if isinstance(value, Mapping):
        return {key: _read(each, (*path, key), marks, text) for key, each in value.items()}
    return value


def _scalar(word: str, path: KeyPath) -> Scalar | None:
    if len(word) <= 3:
        # In one case, or with a capital: not `yEs`.
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
