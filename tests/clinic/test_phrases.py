"""Phrases in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinic.phrases import PhraseTable, PhraseTables, Words, split_words

A = PhraseTable("a")


def looked_up(entries: list[str], text: str) -> Words:
    return PhraseTables({"a": entries}).words_of(text)


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
    assert A.find(looked_up([entry], text)) == phrase


def test_phrases_are_compared_with_the_whole_the_beginning_and_the_end() -> None:
    entries = ["and more", "more", "call*"]
    assert A.equals(looked_up(entries, "and more"))
    assert not A.equals(looked_up(entries, "and more pain"))
    assert A.starts(looked_up(entries, "calling us"))
    assert not A.starts(looked_up(entries, "please call"))
    assert A.at_end(looked_up(entries, "pain and more")) == "and more"
    assert A.at_end(looked_up(entries, "and more pain")) is None
    none = looked_up(entries, "")
    assert not A.equals(none)
    assert not A.starts(none)
    assert A.at_end(none) is None


def test_the_places_of_phrases_of_one_word_are_listed() -> None:
    assert A.places(looked_up(["pain", "neck pain", "ache*"], "neck pain and aches")) == [1, 3]


def test_phrases_can_be_taken_out() -> None:
    words = looked_up(["not limited to", "including but"], "including but not limited to pain")
    assert list(A.without(words)) == ["pain"]


def test_phrases_are_looked_up_anew_in_words_that_others_stood_between() -> None:
    tables = PhraseTables({"a": ["very"], "b": ["neck pain"]})
    words = tables.words_of("neck very pain")
    assert PhraseTable("b").find(words) is None
    assert PhraseTable("b").find(A.without(words)) == "neck pain"


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
    assert split_words(text) == words


def test_each_table_has_its_own_phrases() -> None:
    tables = PhraseTables({"a": ["neck pain", "pain*"], "b": ["pain", "ache"], "c": ["hip"]})
    words = tables.words_of("painful neck pain")
    found = {name: PhraseTable(name).find(words) for name in "abc"}
    assert found == {"a": "painful", "b": "pain", "c": None}


_ENTRIES = st.lists(st.sampled_from(["a", "a b", "a .. b", "b c a", "c*"]), unique=True)


@given(st.lists(st.sampled_from(["a", "b", "c", "cde"])), _ENTRIES)
def test_what_is_found_is_taken_out(words: list[str], entries: list[str]) -> None:
    text = looked_up(entries, " ".join(words))
    assert (A.find(text) is None) == (list(A.without(text)) == words)


@given(st.lists(st.sampled_from(["a", "b", "c", "cde"])), _ENTRIES, st.data())
def test_a_slice_has_the_phrases_of_its_words(
    words: list[str], entries: list[str], data: st.DataObject
) -> None:
    bounds = st.integers(0, len(words))
    start, stop = sorted((data.draw(bounds), data.draw(bounds)))
    part = looked_up(entries, " ".join(words))[start:stop]
    alone = looked_up(entries, " ".join(words[start:stop]))
    assert list(part) == list(alone)
    assert list(part.spans("a")) == list(alone.spans("a"))
    assert list(part[1:].spans("a")) == list(alone[1:].spans("a"))
