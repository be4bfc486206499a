"""Character references of HTML, of any length."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.character_references import bound_references, unescape


@given(st.text(st.sampled_from("&#xX0123456789;aAmp ")))
def test_references_are_replaced_as_by_the_standard_library(text: str) -> None:
    expected = html.unescape(text)  # noqa: TID251 - it raises only beyond 4,300 digits
    assert unescape(text) == unescape(bound_references(text)) == expected
    assert len(bound_references(text)) == len(text)


@pytest.mark.parametrize("digits", [9, 4_300, 4_301, 100_000])
def test_a_number_beyond_unicode_is_the_replacement_character(digits: int) -> None:
    assert unescape(f"a &#{'9' * digits}; b") == "a \ufffd b"
