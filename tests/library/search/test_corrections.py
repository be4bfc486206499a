"""The words that a misspelt word most likely means."""

from collections import Counter

import pytest

from app.library.search.corrections import (
    corrections,
    mistakes_allowed,
    part_of,
    parts_of,
    sound_of,
    unfinished,
)
from app.library.search.vocabulary import EMPTY
from app.library.search.words import words_in

WORDS = EMPTY.changed(
    Counter(
        words_in("tennis elbow sciatica knee knee knees heel back pain lash whip carpaltunnel")
    ),
    str,
)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("tenis", ("tennis",)),
        ("sciatca", ("sciatica",)),
        ("kneee", ("knee", "knees")),
        ("ebow", ("elbow",)),
        ("lebow", ("elbow",)),
        ("carpltunel", ("carpaltunnel",)),
        # One mistake more, but it sounds the same.
        ("siattica", ("sciatica",)),
        # Too short, too far, or a number.
        ("nee", ()),
        ("tnnes", ()),
        ("12345", ()),
    ],
)
def test_the_nearest_words_come_the_most_frequent_first(word: str, right: tuple[str, ...]) -> None:
    assert corrections(word, (WORDS,), ()) == right


def test_other_words_are_known_too() -> None:
    assert corrections("kneecp", (WORDS,), ({("k", 7): ("kneecap",)},)) == ("kneecap",)


@pytest.mark.parametrize(
    ("word", "number"), [("abc", 0), ("abcd", 1), ("abcdefgh", 1), ("abcdefghi", 2)]
)
def test_longer_words_may_have_more_mistakes(word: str, number: int) -> None:
    assert mistakes_allowed(word) == number


def test_the_beginning_of_a_word_may_be_misspelt() -> None:
    assert unfinished("carpla", (WORDS,)) == ("carpaltunnel",)
    assert unfinished("crp", (WORDS,)) == ()


def test_two_words_may_be_written_as_one() -> None:
    assert parts_of("backpain", WORDS.rows, 3) == ("back", "pain")
    assert parts_of("backache", WORDS.rows, 3) is None


def test_a_word_is_taken_apart_up_to_forty_letters() -> None:
    known = {"pain": 1, "p" * 36: 1, "p" * 37: 1}
    assert parts_of("p" * 36 + "pain", lambda word: known.get(word, 0), 3) == ("p" * 36, "pain")
    assert parts_of("p" * 37 + "pain", lambda word: known.get(word, 0), 3) is None


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("dizyness", "dizziness"),
        ("rumatism", "rheumatism"),
        ("diarea", "diarrhea"),
        ("fysical", "physical"),
        ("ankel", "ankle"),
    ],
)
def test_words_that_sound_alike_have_the_same_sound(word: str, sound: str) -> None:
    assert (sound_of(word) == sound_of(sound)) is (word != "ankel")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("plattfuss", "fuss"),
        ("kniebeschwerden", "knie"),
        ("fussknie", "fuss"),
        ("xxfuss", None),
        ("fuss" + "x" * 37, None),
    ],
)
def test_the_rarer_known_part_of_a_compound_is_looked_for(word: str, part: str | None) -> None:
    assert part_of(word, lambda known: {"fuss": 1, "knie": 2}.get(known, 0)) == part
