"""Synonyms of the site, of its conditions and of daily language."""

from pathlib import Path

import pytest

from app.library.search.synonyms import (
    Synonyms,
    foreign_synonyms,
    lay_synonyms,
    site_synonyms,
    spelled_out,
)
from tests.library.search.site import index_of


def test_the_site_file_and_the_names_of_conditions_give_synonyms(tmp_path: Path) -> None:
    synonyms = site_synonyms(index_of(tmp_path).library, ["en"])
    assert {entry.written for entry in synonyms.by_first["loft"]} == {"attic room"}
    assert {entry.written for entry in synonyms.by_first["whiplash"]} == {"Neck Pain"}
    assert synonyms.words["attic"] == "attic"


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_daily_language_has_words_in_four_languages(language: str) -> None:
    synonyms = lay_synonyms(language)
    assert len(synonyms.by_first) > 30
    for entries in synonyms.by_first.values():
        for entry in entries:
            assert entry.phrase
            assert entry.meaning
            assert 0 < entry.weight < 1


def test_a_phrase_is_found_where_it_begins() -> None:
    synonyms = lay_synonyms("en")
    stems = [frozenset({word}) for word in ("my", "pin", "and", "needl")]
    assert synonyms.at(stems, 0) == []
    assert {entry.is_whole for entry in synonyms.at(stems, 1)} == {True}
    assert synonyms.at(stems[:3], 1) == []


def test_a_language_without_data_has_no_synonyms() -> None:
    assert lay_synonyms("tlh").by_first == {}


def test_words_of_other_languages_stand_for_those_of_the_site() -> None:
    synonyms = foreign_synonyms("en", frozenset({"en"}))
    assert written(synonyms, "rodilla") == {"knee"}
    assert "rodilla" not in foreign_synonyms("en", frozenset({"en", "es"})).by_first
    # They are never what a misspelt word was meant to be.
    assert synonyms.words == {}


def written(synonyms: Synonyms, *phrase: str) -> set[str]:
    """Return what a phrase of stems stands for."""
    return {entry.written for entry in synonyms.of(phrase)}


def test_doctors_names_and_everyday_names_stand_for_each_other() -> None:
    synonyms = lay_synonyms("en")
    assert "tennis elbow" in written(synonyms, "lateral", "epicondyl")
    assert "lateral epicondylitis" in written(synonyms, "tenni", "elbow")


def test_what_patients_say_stands_for_names_and_is_meant_by_none() -> None:
    synonyms = lay_synonyms("en")
    # "hurt all over"
    assert "fibromyalgia" in written(synonyms, "hurt", "all", "over")
    assert "hurt all over" not in written(synonyms, "fibromyalgia")


def test_a_phrase_has_no_articles() -> None:
    assert "stiff neck" in written(lay_synonyms("en"), "crick", "in", "neck")


def test_foreign_words_stand_for_the_synonyms_of_what_they_mean_too() -> None:
    meant = written(foreign_synonyms("en", frozenset({"en"})), "kreuz")
    assert {"low back", "lower back"} <= meant


def test_words_are_found_by_their_length() -> None:
    synonyms = lay_synonyms("en")
    assert "bruxism" in synonyms.by_length["b", 7]
    assert all(word in synonyms.words for word in synonyms.by_length["", 7])


def test_a_phrase_stands_for_what_others_of_its_group_stand_for_too() -> None:
    # "crick in the neck" is "stiff neck", which is "neck pain" in a wider sense.
    (entry,) = (
        entry
        for entry in lay_synonyms("en").of(("crick", "in", "neck"))
        if entry.written == "neck pain"
    )
    (wider,) = (
        entry for entry in lay_synonyms("en").of(("stiff", "neck")) if entry.written == "neck pain"
    )
    assert entry.is_whole
    assert 0 < entry.weight < wider.weight


def test_phrases_may_lack_the_small_words_of_names() -> None:
    synonyms = lay_synonyms("en")
    assert "tinnitus" in written(synonyms, "ring", "in", "ear")
    assert "tinnitus" in written(synonyms, "ring", "ear")


def test_what_patients_say_of_their_own_is_meant_by_no_other_phrase() -> None:
    meanings = written(lay_synonyms("en"), "lumbago")
    assert "lower back pain" in meanings
    assert "threw my back out" not in meanings


@pytest.mark.parametrize(
    ("language", "phrase", "meaning"),
    [
        ("en", ("gua", "sha"), "iastm"),
        ("en", ("marriag",), "relationships"),
        ("de", ("zahnweh",), "Zahnschmerzen"),
        ("es", ("muel", "pic"), "caries"),
        ("fr", ("durillon",), "cors"),
    ],
)
def test_there_are_words_of_all_fields_of_clinics(
    language: str, phrase: tuple[str, ...], meaning: str
) -> None:
    assert meaning in written(lay_synonyms(language), *phrase)


@pytest.mark.parametrize(
    ("language", "phrase", "meaning"),
    [
        ("en", ("knacker", "shoulder"), "shoulder pain"),
        ("en", ("mtss",), "shin splints"),
        ("en", ("out", "of", "network"), "insurance plans"),
        ("de", ("hausfrauendaum",), "Handydaumen"),
        ("es", ("ventosaterapi",), "ventosas"),
        ("fr", ("pubalg",), "hanche"),
    ],
)
def test_there_are_words_for_parts_of_the_body_and_for_visits(
    language: str, phrase: tuple[str, ...], meaning: str
) -> None:
    assert meaning in written(lay_synonyms(language), *phrase)


def test_an_entry_stands_for_all_its_spellings() -> None:
    assert spelled_out("bad/dodgy knee") == ["bad knee", "dodgy knee"]
    assert spelled_out("goes dead/to_sleep") == ["goes dead", "goes to sleep"]
    assert spelled_out("knee") == ["knee"]
