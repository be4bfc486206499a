"""Words that make a name medical."""

import pytest

from app.clinic.lists.medical_words import has_ending, medical_share, medical_words
from app.clinic.lists.vocabulary import vocabulary, words_of


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("Sciatica", 1.0),
        ("Tendinitis", 1.0),
        ("Skin issues", 1.0),
        ("Memory issues", 0.2),
        ("Problem 1", 0.0),
        ("Knee", 0.5),
        ("Parking", 0.0),
    ],
)
def test_a_name_is_medical_by_its_words(name: str, share: float) -> None:
    assert medical_share(words_of(name), vocabulary().items) == share


def test_a_word_is_medical_by_its_ending() -> None:
    assert has_ending("tendinitis")
    assert not has_ending("itis")  # that alone is no word
    assert not has_ending("parking")


def test_the_words_that_are_medical_alone_are_listed() -> None:
    assert medical_words(words_of("stiff neck and tendinitis"), vocabulary().items) == {0, 3}
