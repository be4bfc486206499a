"""Filters of dates."""

from datetime import UTC, date, datetime

import pytest

from tests.dialects.jekyll.liquid.sites import rendered, rendering


def test_now_is_the_moment_of_the_site() -> None:
    assert rendering("{{ 'now' | date: '%F %R' }}{{ now }}").text.text == "2024-02-29 12:30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-07-26T14:05:09.123Z", "2016-07-26 14:05:09.123 +0000"),
        ("2016-07-26 14:05:09 -07:00", "2016-07-26 14:05:09.000 -0700"),
        ("26 July 2016 2pm", "2016-07-26 14:00:00.000 +0000"),
        ("no date", "no date"),
    ],
)
def test_a_text_is_read_as_a_date(text: str, expected: str) -> None:
    assert rendered(f"{{{{ '{text}' | date: '%F %H:%M:%S.%L %z' }}}}") == expected


def test_dates_without_a_zone_are_in_that_of_the_site() -> None:
    result = rendering(
        "{{ a | date_to_xmlschema }} {{ b | date_to_rfc822 }} {{ c | date_to_xmlschema }}",
        a=datetime(2016, 7, 26, 14, 5, 9),  # noqa: DTZ001 - front matter has such
        b=date(2016, 7, 26),
        c=datetime(2016, 7, 26, 14, 5, tzinfo=UTC),
    )
    assert result.text.text == (
        "2016-07-26T14:05:09+00:00 Tue, 26 Jul 2016 00:00:00 +0000 2016-07-26T14:05:00+00:00"
    )
