"""Reading and merging the mappings of configuration and front matter."""

import pytest

from app.dialects.mappings import (
    is_true,
    lowered_keys,
    mapping_of,
    merged,
    merged_all,
    text_at,
    texts_of,
)
from app.front_matter import Scalar, Value

NULL = Scalar(None, "~")
UNDER: dict[str, Value] = {"a": "1", "b": {"c": "2", "d": "3"}}


def test_the_second_value_counts_and_mappings_are_joined() -> None:
    over: dict[str, Value] = {"b": {"c": "4"}, "e": "5"}
    assert merged(UNDER, over) == {"a": "1", "b": {"c": "4", "d": "3"}, "e": "5"}
    assert UNDER == {"a": "1", "b": {"c": "2", "d": "3"}}


def test_a_null_replaces_a_value_only_where_nulls_count() -> None:
    over: dict[str, Value] = {"a": NULL, "b": {"c": NULL}, "e": NULL}
    assert merged(UNDER, over) == {"a": NULL, "b": {"c": NULL, "d": "3"}, "e": NULL}
    assert merged(UNDER, over, nulls=False) == {**UNDER, "e": NULL}
    assert merged(UNDER, {"b": NULL}, nulls=False) == UNDER


def test_many_mappings_are_joined_as_two_are_and_none_is_changed() -> None:
    over: dict[str, Value] = {"b": {"c": "4", "f": {"g": "5"}}, "a": "6"}
    last: dict[str, Value] = {"b": {"f": {"h": "7"}}, "e": "8"}
    result = merged_all([UNDER, over, last])
    assert result == merged(UNDER, merged(over, last))
    assert list(result) == ["a", "b", "e"]
    assert over == {"b": {"c": "4", "f": {"g": "5"}}, "a": "6"}
    assert merged_all([{"a": {"b": "1"}}, {"a": "2"}, {"a": {"c": "3"}}]) == {"a": {"c": "3"}}
    assert merged_all([]) == {}


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (None, ()),
        ("a b", ("a b",)),
        ("", ()),
        (Scalar(7, "007"), ("007",)),
        (("a", "", {"b": "c"}, Scalar(1, "1")), ("a", "1")),
        ({"a": "b"}, ()),
    ],
)
def test_texts_are_those_of_a_list_or_of_a_scalar(
    value: Value | None, texts: tuple[str, ...]
) -> None:
    assert texts_of(value) == texts


def test_values_of_another_type_count_as_missing() -> None:
    assert text_at({"a": ("b",)}, "a") is None
    assert text_at({}, "a") is None
    assert mapping_of("a") == {}
    assert mapping_of({"a": "b"}) == {"a": "b"}
    assert is_true(Scalar(True, "true"))
    assert not is_true("true")
    assert lowered_keys({"A": {"B": "c"}}) == {"a": {"B": "c"}}
