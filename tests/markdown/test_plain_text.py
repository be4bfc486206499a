"""A body's text as people read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markdown.plain_text import plain_text

TEXTS = st.lists(
    st.sampled_from(
        ["a", "to", " ", "  ", "\n", "\n\n", "\n\n\n", "\t", "\x1c", "\x85", "\u2003", "é"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        ("", "", 0),
        ("\n\n", "", 0),
        (" a b \n\n", "a b", 2),
        ("a\n\n\n\nb\nc\n\n", "a\n\nb\nc", 3),
        ("a \n  b", "a\n  b", 2),
        ("a  b", "a  b", 2),
        ("é\n\n \n\n\nb", "é\n\nb", 2),
    ],
)
def test_paragraphs_stand_apart_by_one_empty_line(written: str, text: str, words: int) -> None:
    assert plain_text(written) == (text, words)


@given(TEXTS)
def test_lines_end_in_no_white_space_and_no_word_is_lost(written: str) -> None:
    text, words = plain_text(written)
    assert text.split() == written.split()
    assert words == len(written.split())
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@given(TEXTS)
def test_lines_are_kept_as_they_are_but_for_their_ends(written: str) -> None:
    kept = [line.rstrip() for line in written.strip().split("\n") if line.strip()]
    assert [line for line in plain_text(written)[0].split("\n") if line] == kept
