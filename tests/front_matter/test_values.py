"""Values as JSON and as text."""

import datetime
import math

import pytest

from app.front_matter import (
    Scalar,
    plain,
    source_text,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "text"),
        (Scalar(True, "true"), True),
        (Scalar(None, ""), None),
        (Scalar(1.1, "1.10"), 1.1),
        (Scalar(math.inf, ".inf"), ".inf"),
        (Scalar(math.nan, ".NaN"), ".NaN"),
        (Scalar(2**64 - 1, "x"), 2**64 - 1),
        (Scalar(2**64, "18446744073709551616"), "18446744073709551616"),
        (Scalar(datetime.date(2024, 1, 2), "2024-01-02"), "2024-01-02"),
        (Scalar(datetime.time(7, 32), "07:32:00"), "07:32:00"),
        (
            Scalar(datetime.datetime(2024, 1, 2, 3, tzinfo=datetime.UTC), "x"),
            "2024-01-02T03:00:00+00:00",
        ),
        (("a", {"b": ("c",)}), ["a", {"b": ["c"]}]),
    ],
)
def test_plain_is_ready_for_json(value: object, expected: object) -> None:
    assert plain(value) == expected  # type: ignore[arg-type]  # a parameter is object


def test_source_text_is_what_the_author_wrote() -> None:
    assert source_text("010") == "010"
    assert source_text(Scalar(1.1, "1.10")) == "1.10"
    assert source_text(Scalar(False, "false")) == "false"
    assert source_text(Scalar(None, "~")) is None
    assert source_text(("a",)) is None
    assert source_text({"a": "b"}) is None
