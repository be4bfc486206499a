"""Versions of answers, and what a client may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.views.answers import encode, entity_tag, is_fresh, json_answer

TAG = '"5f0c"'


@pytest.mark.parametrize(
    "value", [TAG, f"W/{TAG}", "*", " * ", f'"a",{TAG}', f'"a" ,\t{TAG} , "b"', f'"a,b",{TAG}']
)
def test_a_list_that_holds_the_tag_is_fresh(value: str) -> None:
    assert is_fresh(value, TAG)


@pytest.mark.parametrize(
    "value", ["", '"a"', "5f0c", f"w/{TAG}", "W/*", f'"a", *{TAG}', '"5f0c', '"a,5f0c,b"', '"*"']
)
def test_a_list_without_the_tag_is_not(value: str) -> None:
    assert not is_fresh(value, TAG)


opaque = st.text(st.characters(min_codepoint=0x23, max_codepoint=0x7E), max_size=8)


@given(st.lists(opaque), st.booleans())
def test_a_tag_is_found_among_any_others_commas_within_them_included(
    others: list[str], weak: bool
) -> None:
    tags = [f'"{item}"' for item in others if f'"{item}"' != TAG]
    assert not is_fresh(", ".join(tags), TAG)
    assert is_fresh(", ".join([*tags, f"W/{TAG}" if weak else TAG]), TAG)


def test_equal_views_are_equal_bytes_with_equal_tags() -> None:
    first, second = json_answer({"a": "ü", "b": [1]}), json_answer({"a": "ü", "b": [1]})
    assert first == second
    assert first.body == '{"a":"ü","b":[1]}'.encode()
    assert first.etag == entity_tag(encode({"a": "ü", "b": [1]}))
    assert json_answer({"b": [1], "a": "ü"}).etag != first.etag


def test_a_tag_is_strong_and_holds_nothing_that_a_list_could_trip_over() -> None:
    tag = entity_tag(b"")
    assert tag.startswith('"')
    assert tag.endswith('"')
    assert tag[1:-1].isalnum()
