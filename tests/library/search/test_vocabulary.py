"""The words of a site and their numbers of rows."""

from collections import Counter

from app.library.search.vocabulary import EMPTY, Vocabulary
from app.library.search.words import Word, words_in


def vocabulary(text: str) -> Vocabulary:
    """Return the vocabulary of a text; each time that a word occurs counts as a row."""
    return EMPTY.changed(Counter(words_in(text)), lambda written: written.rstrip("s"))


def test_words_are_found_by_form_stem_and_beginning() -> None:
    words = vocabulary("knees knee knee needle Épaule")
    assert words.by_folded["epaule"][0].written == "épaule"
    assert [word.written for word in words.by_stem["knee"]] == ["knee", "knees"]
    assert words.stem_rows["knee"] == 3
    assert words.rows("knee") == 2
    assert list(words.starting_with("kn")) == ["knee", "knees"]
    assert list(words.of_length("k", 4, 5)) == ["knee", "knees"]
    assert list(words.of_length("", 6, 6)) == ["epaule", "needle"]


def test_what_is_taken_out_is_as_if_it_had_never_been_there() -> None:
    before = vocabulary("knee hip")
    word = Word("knee", "knee")
    more = before.changed({word: 2, Word("toe", "toe"): 1}, str)
    assert more.rows("knee") == 3
    less = more.changed({word: -2, Word("toe", "toe"): -1}, str)
    assert less == before
    assert list(less.starting_with("t")) == []
