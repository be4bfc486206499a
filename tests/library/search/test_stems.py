"""Stems by language."""

import pytest

from app.library.search.stems import base_language, stemmer_of


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "injuries", "injury"),
        ("en", "numbness", "numb"),
        ("en", "runner’s", "runners"),
        ("de", "rücken", "rucken"),
        ("de", "verletzungen", "verletzung"),
        ("es", "lesiones", "lesión"),
        ("fr", "entorses", "entorse"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    stem = stemmer_of(language)
    assert stem(one) == stem(other)


def test_a_language_without_a_stemmer_has_folded_words() -> None:
    assert stemmer_of("tlh")("Qapla’") == "qapla"


@pytest.mark.parametrize("code", ["de", "de-AT", "DE_ch"])
def test_a_code_has_its_language(code: str) -> None:
    assert base_language(code) == "de"


def test_no_code_has_no_language() -> None:
    assert base_language(None) == ""
