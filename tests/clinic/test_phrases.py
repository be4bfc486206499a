"""Phrases in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinic.phrases import Endings, Patterns, PhraseTables, words_of


@pytest.mark.parametrize(
    ("entry", "text", "phrase"),
    [
        ("we treat", "What we treat here", "we treat"),
        ("we treat", "We often treat", None),
        ("arthr*", "Osteoarthritis and arthrosis", "arthrosis"),
        ("what can .. help", "What can osteopathy really help?", "what can osteopathy really help"),
        ("what can .. help", "What can it do, one two three four, to help?", None),
        ("behandelt", "Wir behandeln", None),
        ("domaines d'intervention", "Mes domaines d’intervention", "domaines d intervention"),
        ("afección", "AFECCION", "afeccion"),
        ("don't treat", "What we don’t treat", "dont treat"),
    ],
)
def test_a_phrase_is_a_run_of_words(entry: str, text: str, phrase: str | None) -> None:
    assert Patterns([entry]).find(words_of(text)) == phrase


def test_patterns_compare_the_whole_and_the_beginning() -> None:
    patterns = Patterns(["and more", "call*"])
    assert patterns.are(["and", "more"])
    assert not patterns.are(["and", "more", "pain"])
    assert patterns.begin(["calling", "us"])
    assert not patterns.begin(["please", "call"])
    assert not patterns.are([])
    assert not patterns.begin([])


def test_phrases_can_be_taken_out() -> None:
    words = ["including", "but", "not", "limited", "to", "pain"]
    assert Patterns(["not limited to"]).without(words) == ["including", "but", "pain"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’arthrose d'Anne", ["l", "arthrose", "d", "anne"]),
        ("qu'est-ce", ["qu", "est", "ce"]),
        ("I don't, it's", ["i", "dont", "its"]),
        ("Füße & Straße", ["fusse", "and", "strasse"]),
    ],
)
def test_words_have_no_case_accents_or_elisions(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_tables_give_the_first_phrase_of_each() -> None:
    tables = PhraseTables({"a": ["neck pain", "pain*"], "b": ["pain", "ache"], "c": ["hip"]})
    assert tables.first(["painful", "neck", "pain"]) == {"a": "painful", "b": "pain"}


@given(st.lists(st.sampled_from(["a", "b", "c"])), st.sampled_from(["a", "a b", "a .. b", "b c a"]))
def test_what_is_found_is_taken_out(words: list[str], entry: str) -> None:
    patterns = Patterns([entry])
    assert (patterns.find(words) is None) == (patterns.without(words) == words)


def test_an_ending_is_looked_up_by_its_last_word() -> None:
    endings = Endings(["to treat", "treat", "para tratar"])
    assert endings.find(["used", "to", "treat"]) == "to treat"
    assert endings.find(["we", "treat"]) == "treat"
    assert endings.find(["to", "treat", "pain"]) is None
    assert endings.find([]) is None
