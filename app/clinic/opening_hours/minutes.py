"""The hours of a date, minute by minute.

The hours of a date are 2,880 bytes: the minutes from its midnight to the end of the next date,
each a State, because hours after midnight belong to the date on which they began. Byte strings
are sliced and painted faster than lists of intervals, and cannot overlap.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final, NamedTuple

from app.regex import regex

MINUTES_OF_DAY: Final = 24 * 60
CLOSED_ALL_DAY: Final = bytes(2 * MINUTES_OF_DAY)


class State(IntEnum):
    """The state of an office at a moment. Where two rules overlap, the greater one holds."""

    CLOSED = 0
    UNKNOWN = 1
    OPEN = 2


class Run(NamedTuple):
    """Minutes from a date's midnight, `start` included and `end` excluded, all of one state."""

    start: int
    end: int
    state: State


def open_in(spans: Iterable[tuple[int, int]]) -> bytes:
    """Return the hours of a date that is open in these spans of minutes, else closed."""
    minutes = bytearray(CLOSED_ALL_DAY)
    for start, end in spans:
        minutes[start:end] = bytes([State.OPEN]) * (end - start)
    return bytes(minutes)


_RUNS: Final = regex(rb"\x00+|\x01+|\x02+")
_NOTHING: Final = bytes(MINUTES_OF_DAY)


def runs(minutes: bytes) -> tuple[Run, ...]:
    """Split minutes, each a State, into runs of one state."""
    return tuple(
        Run(match.start(), match.end(), State(minutes[match.start()]))
        for match in _RUNS.finditer(minutes)
    )


def shown_on(date_hours: bytes, hours_of_day_before: bytes) -> bytes:
    """Return the 1,440 minutes of a date: its own hours and the rest of the night before."""
    own, night = date_hours[:MINUTES_OF_DAY], hours_of_day_before[MINUTES_OF_DAY:]
    if night == _NOTHING:
        return own
    both = bytearray(own)
    for run in runs(night):
        piece = both[run.start : run.end]
        for weaker in range(run.state):
            piece = piece.replace(bytes([weaker]), bytes([run.state]))
        both[run.start : run.end] = piece
    return bytes(both)
