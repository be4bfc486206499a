"""Plain words mean what they mean to Ruby; in quotes they are text."""

import datetime as dt

import pytest

from app.dialects.jekyll.values import as_ruby_reads
from app.front_matter import Scalar, Value, read_yaml


def read(text: str) -> dict[str, Value]:
    return dict(as_ruby_reads(read_yaml(text)[0], text).values)


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "on", "On", "ON"])
def test_yes_and_on_are_true(word: str) -> None:
    assert read(f"a: {word}") == {"a": Scalar(True, word)}


@pytest.mark.parametrize("word", ["no", "No", "NO", "off", "Off", "OFF"])
def test_no_and_off_are_false_at_every_depth(word: str) -> None:
    assert read(f"a: [{word}, {{b: {word}}}]") == {
        "a": (Scalar(False, word), {"b": Scalar(False, word)})
    }


@pytest.mark.parametrize("word", ["yEs", "oN", "y", "n", "no!", "none", '"no"', "'on'", "|\n  no"])
def test_other_words_and_those_in_quotes_are_text(word: str) -> None:
    (value,) = read(f"a: {word}").values()
    assert isinstance(value, str)


@pytest.mark.parametrize("key", ["date", "last_modified_at"])
def test_a_moment_without_a_zone_is_utc(key: str) -> None:
    moment = dt.datetime(2024, 3, 4, 3, tzinfo=dt.UTC)
    assert read(f"{key}: 2024-03-04 03:00:00") == {key: Scalar(moment, "2024-03-04 03:00:00")}


@pytest.mark.parametrize(
    "text",
    [
        "date: '2024-03-04 03:00:00'",
        "date: 2024-03-04 03:00",
        "date: 2024-03-04 03:00:00 +0100",
        "date: 2024-13-04 03:00:00",
        "opens: 2024-03-04 03:00:00",
        "a: {date: 2024-03-04 03:00:00}",
    ],
)
def test_other_moments_stay_as_they_are_written(text: str) -> None:
    assert read(text) == dict(read_yaml(text)[0].values)


def test_a_value_by_an_alias_is_not_taken_for_a_plain_word() -> None:
    assert read("a: &x 'no'\nb: *x\n") == {"a": "no", "b": "no"}
