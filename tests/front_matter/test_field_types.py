"""Types of fields, as authors write them."""

import datetime as dt

import pytest

from tests.front_matter.fields import fault, fields


@pytest.mark.parametrize(
    ("written", "title"),
    [("2024", "2024"), ("010", "010"), ("1.10", "1.10"), ("yes", "yes"), ("0x1F", "0x1F")],
)
def test_a_scalar_where_text_is_wanted_is_its_source(written: str, title: str) -> None:
    assert fields(f"title: {written}").title == title


@pytest.mark.parametrize(
    ("written", "draft"),
    [
        ("true", True),
        ("True", True),
        ("yes", True),
        ("On", True),
        ('"yes"', True),
        ("false", False),
        ("no", False),
        ("OFF", False),
        ("", False),
        ("null", False),
    ],
)
def test_a_flag_is_said_in_many_ways(written: str, draft: bool) -> None:
    assert fields(f"draft: {written}").draft is draft


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-31", dt.date(2026, 3, 31)),
        ('"2026-03-31"', dt.date(2026, 3, 31)),
        ("2026/03/31", dt.date(2026, 3, 31)),
        (
            "2026-03-31 14:30:15 -4",
            dt.datetime(2026, 3, 31, 14, 30, 15, tzinfo=dt.timezone(dt.timedelta(hours=-4))),
        ),
        ("2026-03-31 14:30", dt.datetime(2026, 3, 31, 14, 30)),  # noqa: DTZ001 - as written
        ("2026-03-31 9:05", dt.datetime(2026, 3, 31, 9, 5)),  # noqa: DTZ001 - as written
        ("2026-03-31T14:30:15Z", dt.datetime(2026, 3, 31, 14, 30, 15, tzinfo=dt.UTC)),
        ("2026-03-31 14:30:15 +0000", dt.datetime(2026, 3, 31, 14, 30, 15, tzinfo=dt.UTC)),
        (
            "2026-03-31T14:30:15.5-07:00",
            dt.datetime(
                2026, 3, 31, 14, 30, 15, 500_000, tzinfo=dt.timezone(dt.timedelta(hours=-7))
            ),
        ),
    ],
)
def test_dates_and_moments(written: str, date: dt.date) -> None:
    found = fields(f"date: {written}").date
    assert found == date
    assert type(found) is type(date)


@pytest.mark.parametrize("written", [f"1{'0' * 400}", "1e400", ".inf", "-.inf", ".nan", "north"])
def test_numbers_that_no_place_on_earth_has(written: str) -> None:
    found, told = fault(f"geo: {{longitude: 5, latitude: {written} }}", "location")
    assert found == f"{written} }}"
    assert told.startswith("geo.latitude must be a number, not ")
