"""Values of data files as templates handle them: keys are text, nothing contains itself."""

import datetime as dt
from typing import Any, Final

MAX_DEPTH: Final = 100
# Values that the aliases of one file may stand for, besides one for each character of the file.
MAX_REPEATED: Final = 100_000
TOO_DEEP: Final = f"values nest deeper than {MAX_DEPTH} levels"


def normalized(value: Any, left: int) -> Any:
    """Return a copy of a value as templates handle it.

    Raises ValueError if it is too deep or holds more than `left` values.
    """

    def copied(value: Any, depth: int) -> Any:
        nonlocal left
        if depth == 0:
            raise ValueError(TOO_DEEP)
        left = spend(left, 1)
        match value:
            case str() | bool() | int() | float() | None:
                return value
            case dict():
                return {key_text(key): copied(item, depth - 1) for key, item in value.items()}
            case list() | tuple():
                return [copied(item, depth - 1) for item in value]
            case set():
                # A set has no order of its own that is the same in every process.
                return sorted(map(key_text, value))
            case bytes():
                return value.decode(errors="replace")
            case dt.datetime() if value.tzinfo is None:
                return value.replace(tzinfo=dt.UTC)
            case dt.date():
                return value
            case _:
                return str(value)

    return copied(value, MAX_DEPTH)


def key_text(key: Any) -> str:
    """Return the key of a mapping as text."""
    if isinstance(key, bool):
        return "true" if key else "false"
    return key if isinstance(key, str) else str(key)


def spend(left: int, count: int) -> int:
    """Return how many values are left after so many. Raises ValueError if there are none."""
    if count > left:
        raise ValueError(f"aliases stand for more than {MAX_REPEATED:,} values")
    return left - count
