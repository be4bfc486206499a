"""The hours of a date, minute by minute.

They are 2,880 bytes: the minutes from the date's midnight to the end of the next date, each a
State, since a night runs on after midnight and still belongs to the date on which it began. Runs
of bytes are cut and painted faster than lists of intervals are, and cannot overlap.
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Final, NamedTuple

MINUTES_OF_DAY: Final = 24 * 60
CLOSED_ALL_DAY: Final = bytes(2 * MINUTES_OF_DAY)


class State(IntEnum):
    """What an office is at a moment; the greater one holds where two rules meet."""

    CLOSED = 0
    UNKNOWN = 1
    OPEN = 2


class Run(NamedTuple):
    """Minutes from a date's midnight, `start` included and `end` not, all of one state."""

    start: int
    end: int
    state: State


def open_in(spans: Iterable[tuple[int, int]]) -> bytes:
    """The hours of a date that is open in these spans of minutes and closed in between."""
    minutes = bytearray(CLOSED_ALL_DAY)
    for start, end in spans:
        minutes[start:end] = bytes([State.OPEN]) * (end - start)
    return bytes(minutes)


_RUNS: Final = re.compile(rb"\x00+|\x01+|\x02+")
_NOTHING: Final = bytes(MINUTES_OF_DAY)


def runs(minutes: bytes) -> tuple[Run, ...]:
    """Minutes, each a State, as runs of one state."""
    return tuple(
        Run(found.start(), found.end(), State(minutes[found.start()]))
        for found in _RUNS.finditer(minutes)
    )


def shown_on(date_hours: bytes, hours_of_day_before: bytes) -> bytes:
    """The 1,440 minutes of a date: its own hours, and what is left of the night before."""
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
