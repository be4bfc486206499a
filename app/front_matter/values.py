"""Values of front matter: text, other scalars with their source, lists and mappings."""

import datetime as dt
import math
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeAlias, Union

from app.problems import Fault

KeyPath: TypeAlias = tuple[str | int, ...]

# Values may nest this many collections deep, the outermost mapping included. Few JSON writers
# accept much more, and functions on values may recurse.
DEPTH_LIMIT: Final = 100

# Few JSON readers keep an integer of more than 64 bits exact.
_INTEGERS: Final = range(-(2**63), 2**64)
# A longer list is not compared with one in its place.
_MOST_COMPARED: Final = 200


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar other than a string. `source` is what the author wrote: `1.10`, `0x1F`."""

    value: bool | int | float | dt.datetime | dt.date | dt.time | None
    source: str


# `|` between a type and a forward reference is an error at run time.
Value: TypeAlias = Union[str, Scalar, tuple["Value", ...], Mapping[str, "Value"]]  # noqa: UP007


class Mark(NamedTuple):
    """Offsets in the text of a key (of a list item: the item itself) and of its value.

    The mark of a YAML alias is that of the alias; what is inside has the marks of the original. The
    mark of a TOML table is that of its name.
    """

    key: int
    value: int


# Of values that no file has.
NO_MARK: Final = Mark(0, 0)
NULL: Final = Scalar(None, "")


class FrontMatter(NamedTuple):
    """Metadata of a text, and the offset where its body begins.

    `marks` has every key and list item at every depth. `names` has the keys that the author wrote
    for those that were renamed.
    """

    values: Mapping[str, Value]
    marks: Mapping[KeyPath, Mark]
    body_start: int = 0
    names: Mapping[str, str] = MappingProxyType({})

    def written(self, key: str) -> str:
        """Return a key as the author wrote it."""
        return self.names.get(key, key)


# What was read, and the faults that leave something to serve.
Parsed: TypeAlias = tuple[FrontMatter, tuple[Fault, ...]]


class BlockParser(Protocol):
    """Parses front matter of one format, from an offset of a text on."""

    def __call__(self, text: str, start: int = 0, *, keep_last: bool = False) -> Parsed:
        """Return what was read, and faults. With `keep_last` the last of two equal keys counts."""


def nearest(path: KeyPath, known: Container[KeyPath]) -> KeyPath:
    """Return the longest beginning of a path that is known; () if none is."""
    while path and path not in known:
        path = path[:-1]
    return path


def forget(marks: dict[KeyPath, Mark], path: KeyPath, value: Value) -> None:
    """Remove the marks of all that is inside a value, which takes as long as that is."""
    if isinstance(value, tuple):
        inside: Iterable[tuple[str | int, Value]] = enumerate(value)
    elif isinstance(value, Mapping):
        inside = value.items()
    else:
        return
    for key, item in inside:
        inner = (*path, key)
        marks.pop(inner, None)
        forget(marks, inner, item)


def says_none(value: Value) -> bool:
    """Return True for null, `false` and empty collections, by which authors say that there is none.

    So `last_modified_at: false`, and `slug: []` as blogdown writes it.
    """
    if isinstance(value, Scalar):
        return value.value is None or value.value is False
    return not isinstance(value, str) and not value


def holds(value: Value, other: Value) -> bool:
    """Return True if nothing of the other value is lost where this one stands in its place."""
    if value == other or says_none(other) or other == "":
        return True
    if not isinstance(value, tuple):
        return False
    if not isinstance(other, tuple):
        return other in value
    # Comparing all entries takes quadratic time.
    return len(value) <= _MOST_COMPARED and all(entry in value for entry in other)


def is_null(value: Value) -> bool:
    """Return True for a value that is written as null."""
    return isinstance(value, Scalar) and value.value is None


def plain(value: Value | None) -> object:
    """Return the value in types of JSON; None as it is.

    Dates and times become ISO 8601 text. A number that JSON cannot hold (infinite, not a number, an
    integer beyond 64 bits) becomes its source text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Scalar):
        scalar = value.value
        if isinstance(scalar, dt.date | dt.time):
            return scalar.isoformat()
        if isinstance(scalar, float):
            return scalar if math.isfinite(scalar) else value.source
        return value.source if isinstance(scalar, int) and scalar not in _INTEGERS else scalar
    return None if value is None else {key: plain(item) for key, item in value.items()}


def source_text(value: Value) -> str | None:
    """Return a string or the source of another scalar; None for null and for collections."""
    if isinstance(value, str):
        return value
    if isinstance(value, Scalar) and value.value is not None:
        return value.source
    return None


def texts_in(value: Value, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in a value with its path of keys."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts_in(item, (*path, number))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_in(item, (*path, key))
