"""Words of texts, folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.search.words import distinct_tokens, fold, phrase_key, words_in, words_of_token


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Runner’s knee", ["runners", "knee"]),
        ("RUNNER'S knee", ["runners", "knee"]),
        ("Rückenschmerzen", ["ruckenschmerzen"]),
        ("Fuß", ["fuss"]),
        ("self-care", ["self", "care", "selfcare"]),
        ("d’arthrose de l'épaule", ["arthrose", "de", "epaule"]),
        ("can't", ["cant"]),
        ("C5/C6, 40%", ["c5", "c6", "40"]),
        ("??? … 😀", []),
        ("", []),
    ],
)
def test_a_word_is_folded(text: str, words: list[str]) -> None:
    assert [word.folded for word in words_in(text)] == words


def test_a_word_keeps_how_it_is_written_in_small_letters() -> None:
    assert [word.written for word in words_in("Rücken RUNNER’S")] == ["rücken", "runner’s"]


def test_names_are_equal_by_their_words() -> None:
    assert phrase_key("Headaches & TMJ") == phrase_key("headaches, tmj!")


@given(st.text())
def test_any_text_has_words_of_letters_and_digits(text: str) -> None:
    words = list(words_in(text))
    assert all(word.folded for word in words)
    assert '"' not in "".join(word.folded for word in words)
    assert {word.folded for token in distinct_tokens(text) for word in words_of_token(token)} == {
        word.folded for word in words
    }


@given(st.text())
def test_a_folded_word_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
