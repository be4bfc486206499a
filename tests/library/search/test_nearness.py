"""How near words stand to each other."""

import pytest

from app.library.search.nearness import forms_of, nearness
from app.library.search.terms import Alternative, MatchKind, Term

WORDS = ((b"numb",), (b"heel",), (b"toe",))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"the heel and the toe are numb", 1.0),
        (b"a numb heel", 0.5),
        (b"numb" + b" " * 80 + b"heel toe", 0.5),
        (b"numb" + b" " * 80 + b"heel", 0.0),
        (b"a heel, a heel, a heel", 0.0),
        # Only beginnings of words count.
        (b"wheel, numb", 0.0),
        (b"", 0.0),
    ],
)
def test_words_count_that_stand_together(text: bytes, value: float) -> None:
    assert nearness(WORDS, text) == value


def test_a_single_word_is_near_to_nothing() -> None:
    assert nearness(WORDS[:1], b"numb") == 0.0


@pytest.mark.parametrize(
    ("written", "stem", "by", "form"),
    [
        ("muscles", "muscl", "exact", ((b"muscl",),)),
        ("injury", "injuri", "typo", ((b"injur",),)),
        ("r\u00fccken", "ruck", "stem", (("r\u00fcck".encode(),),)),
        ("sofa", "sofa", "synonym", ()),
    ],
)
def test_a_word_is_found_by_the_beginning_of_all_its_forms(
    written: str, stem: str, by: MatchKind, form: tuple[tuple[bytes, ...], ...]
) -> None:
    assert forms_of([Term("x", (Alternative((stem,), written, by, 1.0),), 1.0, 1)]) == form
