"""The syntax of opening hours."""

import pytest

from app.clinic.opening_hours.minutes import State
from app.clinic.opening_hours.syntax import (
    OpeningHoursError,
    has_calendar,
    parse_rules,
)


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 08:00-18:00; PH off",
        "Mo–Fr  08:00 – 18:00;  PH off;",
        "Mo - Fr 08:00-18:00; PH off",
        "Mo, Tu, We, Th, Fr 08:00-18:00; PH off",
    ],
)
def test_ways_to_write_the_same_hours(text: str) -> None:
    rules = parse_rules(text, "US").rules
    assert rules[0].weekdays == frozenset(range(5))
    assert rules[0].spans == ((480, 1080),)
    assert [rule.state for rule in rules] == [State.OPEN, State.CLOSED]


def test_a_comment_alone_means_unknown_hours() -> None:
    (rule,) = parse_rules('"by appointment"', None).rules
    assert rule.state is State.UNKNOWN


@pytest.mark.parametrize(
    ("text", "country", "hint"),
    [
        ("Mo-Fr 8am-5pm", "US", "24 hours"),
        ("Monday 08:00-12:00", "US", "Mo, Tu"),
        ("Mo 7-18", "US", "minutes"),
        ("sunrise-sunset", "US", "clock times"),
        ("SH off", "US", "exceptions"),
        ("Mo 08:00-12:00; PH off", None, "country"),
        ("Mo-Fr 08:00-12:00; Apr 31 off", "US", "a day that the month has"),
        ("Feb 30 08:00-12:00", "US", "a day that the month has"),
        ("Jun 01-31 08:00-12:00", "US", "a day that the month has"),
    ],
)
def test_mistakes_have_a_remedy(text: str, country: str | None, hint: str) -> None:
    with pytest.raises(OpeningHoursError) as raised:
        parse_rules(text, country)
    assert hint in raised.value.hint
    assert not raised.value.message.endswith(".")


@pytest.mark.parametrize("text", ["Feb 29 off", "Apr 10:00-12:00", "Dec 24-Jan 02 off"])
def test_days_that_a_month_has_are_read(text: str) -> None:
    assert parse_rules(text, "US").rules


def test_countries_with_and_without_a_calendar() -> None:
    assert has_calendar("US")
    with pytest.raises(OpeningHoursError, match="not the code of a country"):
        has_calendar("QQ")
