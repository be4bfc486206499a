"""Dates of every form are the moments that Jekyll takes them for, on the site's clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.jekyll.dates import date_of, moment_of, written_date
from app.dialects.jekyll.values import as_ruby_reads
from app.front_matter import Scalar, Value, read_yaml
from tests.dialects.jekyll.recorded import RECORDED

DENVER = ZoneInfo("America/Denver")


def written(text: str) -> Value:
    """The value of the key `date` with this behind it."""
    block = f"date: {text}"
    return as_ruby_reads(read_yaml(block)[0], block).values["date"]


@pytest.mark.parametrize(("zone", "text", "expected"), RECORDED["dates"])
def test_a_date_is_the_moment_that_jekyll_reads(zone: str, text: str, expected: str | None) -> None:
    found = moment_of(written(text), ZoneInfo(zone))
    assert (found and found.isoformat(timespec="seconds")) == expected


def test_what_jekyll_would_fill_in_with_the_day_of_the_build_is_no_date() -> None:
    assert moment_of("10:30", DENVER) is None
    assert moment_of(("2024-03-04",), DENVER) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-04", dt.date(2024, 3, 4)),
        ("October 5, 2024", dt.date(2024, 10, 5)),
        ("23-02-2026", dt.date(2026, 2, 23)),
        ("5-3-21", dt.date(2005, 3, 21)),
        ("23-02-2026 10:15", dt.datetime(2026, 2, 23, 10, 15, tzinfo=DENVER)),
        ("2024-03-04 3pm", dt.datetime(2024, 3, 4, 15, tzinfo=DENVER)),
        ("20240304T101112", dt.datetime(2024, 3, 4, 10, 11, 12, tzinfo=DENVER)),
    ],
)
def test_a_day_without_a_time_stays_a_day(text: str, expected: dt.date) -> None:
    assert date_of(text, DENVER) == expected
    assert type(date_of(text, DENVER)) is type(expected)


def test_values_that_are_dates_already_are_taken_as_they_are() -> None:
    day, noon = dt.date(2024, 3, 4), dt.datetime(2024, 3, 4, 12, tzinfo=dt.UTC)
    assert date_of(Scalar(day, ""), DENVER) == day
    assert date_of(Scalar(noon, ""), DENVER) == noon
    assert date_of(Scalar(noon.replace(tzinfo=None), ""), DENVER) == noon
    last = dt.datetime(9999, 12, 31, 23, tzinfo=dt.timezone(dt.timedelta(hours=-10)))
    assert date_of(Scalar(last, ""), DENVER) is None


@pytest.mark.parametrize(
    "text",
    ["2024-00-01", "2024-01-00", "2024-01-32", "2024-367", "2024-01-02 24:01", "1/2", "02-23-2026"],
)
def test_what_is_in_no_calendar_is_no_date(text: str) -> None:
    assert moment_of(text, DENVER) is None


def test_a_long_text_is_no_date_whatever_it_holds() -> None:
    assert written_date("2024-01-02" + " " * 90, DENVER) == dt.date(2024, 1, 2)
    assert written_date("2024-01-02" + " " * 91, DENVER) is None


PARTS = st.one_of(
    st.sampled_from(["2024", "-", "/", ".", ":", " ", "T", "Z", "+", "pm", "Mar", "5th", ","]),
    st.integers(0, 99999).map(str),
    st.characters(),
)


@given(st.lists(PARTS, max_size=12).map("".join), st.sampled_from(["UTC", "Pacific/Apia"]))
def test_no_text_raises_and_every_moment_is_on_the_sites_clock(text: str, zone: str) -> None:
    found = moment_of(text, ZoneInfo(zone))
    assert found is None or found.tzinfo == ZoneInfo(zone)
