"""The hours that rules give to a date."""

import datetime
from itertools import islice

import pytest

from app.clinic.opening_hours.minutes import MINUTES_OF_DAY, State, runs
from app.clinic.opening_hours.rules import OpeningRules
from app.clinic.opening_hours.syntax import parse_rules

MONDAY = datetime.date(2026, 11, 23)


def spans(hours: bytes, state: State = State.OPEN) -> list[tuple[int, int]]:
    """The spans of minutes in one state."""
    return [(run.start, run.end) for run in runs(hours) if run.state is state]


def rules(text: str) -> OpeningRules:
    return parse_rules(text, "US")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo 08:00-12:00", [(480, 720)]),
        ("Mo 08:00-12:00; Mo 14:00-15:00", [(840, 900)]),
        ("Mo 08:00-12:00, Mo 14:00-15:00", [(480, 720), (840, 900)]),
        ("Mo 08:00-12:00; Mo off", []),
        ("Tu 08:00-12:00", []),
        ("Mo 22:00-02:00", [(1320, MINUTES_OF_DAY + 120)]),
    ],
)
def test_later_rules_replace_earlier_ones_and_commas_add(
    text: str, expected: list[tuple[int, int]]
) -> None:
    assert spans(rules(text).of_weekday(0)) == expected


def test_a_fallback_fills_only_what_is_closed() -> None:
    hours = rules('Mo 08:00-12:00 || "by appointment"').of_weekday(0)
    assert spans(hours) == [(480, 720)]
    assert (0, 480) in spans(hours, State.UNKNOWN)


def test_holidays_and_seasons_are_no_part_of_a_plain_weekday() -> None:
    hours = rules("Mo-Fr 08:00-12:00; PH off; Jan 10:00-11:00")
    assert spans(hours.of_weekday(0)) == [(480, 720)]


def test_dates_follow_one_another_and_know_holidays() -> None:
    week = islice(rules("Mo-Fr 08:00-12:00; PH off").from_date(MONDAY), 7)
    # Thursday is Thanksgiving.
    assert [bool(spans(hours)) for hours in week] == [True, True, True, False, True, False, False]
