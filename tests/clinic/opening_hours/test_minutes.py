"""Hours of a date as minutes."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.clinic.opening_hours.minutes import (
    CLOSED_ALL_DAY,
    MINUTES_OF_DAY,
    Run,
    State,
    open_in,
    runs,
    shown_on,
)

MINUTES = st.binary(min_size=1, max_size=200).map(lambda data: bytes(byte % 3 for byte in data))


def test_hours_are_open_in_their_spans_and_closed_in_between() -> None:
    hours = open_in([(60, 120), (180, 181)])
    assert [run for run in runs(hours) if run.state is State.OPEN] == [
        Run(60, 120, State.OPEN),
        Run(180, 181, State.OPEN),
    ]
    assert len(hours) == len(CLOSED_ALL_DAY)


@given(MINUTES)
def test_runs_cover_every_minute_once(minutes: bytes) -> None:
    found = runs(minutes)
    assert b"".join(bytes([run.state]) * (run.end - run.start) for run in found) == minutes
    assert all(one.state is not other.state for one, other in itertools.pairwise(found))


def test_a_date_shows_the_rest_of_the_night_before() -> None:
    evening = open_in([(MINUTES_OF_DAY - 60, MINUTES_OF_DAY + 120)])
    assert shown_on(CLOSED_ALL_DAY, evening)[:120] == bytes([State.OPEN]) * 120
    assert shown_on(CLOSED_ALL_DAY, CLOSED_ALL_DAY) == bytes(MINUTES_OF_DAY)


def test_open_wins_over_unknown_and_unknown_over_closed() -> None:
    night = bytearray(CLOSED_ALL_DAY)
    night[MINUTES_OF_DAY : MINUTES_OF_DAY + 3] = bytes([State.UNKNOWN, State.UNKNOWN, State.OPEN])
    own = bytearray(CLOSED_ALL_DAY)
    own[0] = State.OPEN
    assert shown_on(bytes(own), bytes(night))[:3] == bytes([State.OPEN, State.UNKNOWN, State.OPEN])
