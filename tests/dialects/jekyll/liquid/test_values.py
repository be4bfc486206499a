"""Values as Ruby writes, reads and compares them."""

from datetime import UTC, date, datetime

import pytest
from liquid.exceptions import LiquidValueError

from app.dialects.jekyll.liquid.limits import LimitError, Meter
from app.dialects.jekyll.liquid.values import (
    are_equal,
    flatten,
    inspect_text,
    integer_of,
    json_text,
    order,
    text_of,
)


@pytest.mark.parametrize(
    ("value", "text", "source", "json"),
    [
        (None, "", "nil", "null"),
        (True, "true", "true", "true"),
        (1e20, "1.0e+20", "1.0e+20", "1.0e+20"),
        (0.5, "0.5", "0.5", "0.5"),
        ('a\n"#{b}', 'a\n"#{b}', '"a\\n\\"\\#{b}"', '"a\\n\\"#{b}"'),
        ([1, [None]], "[1, [nil]]", "[1, [nil]]", "[1,[null]]"),
        ({"a": ["b"]}, '{"a"=>["b"]}', '{"a"=>["b"]}', '{"a":["b"]}'),
        (range(1, 4), "1..3", "1..3", '"1..3"'),
        (date(2016, 7, 3), "2016-07-03", "2016-07-03", '"2016-07-03"'),
    ],
)
def test_values_are_written_as_in_ruby(value: object, text: str, source: str, json: str) -> None:
    meter = Meter()
    assert text_of(value, meter) == text
    assert inspect_text(value, meter) == source
    assert json_text(value, meter) == json


def test_equality_is_that_of_ruby() -> None:
    meter = Meter()
    assert are_equal(1, 1.0, meter)
    assert are_equal([{"a": 1}], [{"a": 1.0}], meter)
    assert not are_equal(1, True, meter)
    assert not are_equal(1, "1", meter)
    assert not are_equal({"a": 1}, {"b": 1}, meter)


def test_order_exists_between_values_of_one_kind() -> None:
    meter = Meter()
    assert order(1, 2.5, meter) == -1
    assert order("b", "a", meter) == 1
    assert order(None, None, meter) == 0
    assert order(1, "a", meter) is None
    assert order(True, False, meter) is None
    aware, naive = datetime(2016, 1, 1, tzinfo=UTC), datetime(2016, 1, 2)  # noqa: DTZ001
    assert order(aware, naive, meter) == -1
    assert order(date(2016, 1, 1), date(2016, 1, 1), meter) == 0


def test_whole_numbers_are_read_strictly() -> None:
    assert integer_of(" 1_000 ") == 1000
    for value in (True, 1.5, "1.5", None, [1]):
        with pytest.raises(LiquidValueError):
            integer_of(value)


def test_lists_in_lists_are_flattened_up_to_a_depth() -> None:
    assert list(flatten([1, [2, (3,)], []], Meter())) == [1, 2, 3]
    nested: list[object] = []
    for _ in range(60):
        nested = [nested]
    with pytest.raises(LimitError):
        list(flatten(nested, Meter()))
