"""Keys by which names are compared and searched."""

import pytest

from app.clinic.names import alphabetical, name_key, search_key, without_parentheses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neck Pain & Whiplash", "neck pain and whiplash"),
        ("Golfer’s Elbow", "golfers elbow"),
        ("Heel-Pain", "Heel Pain"),
        ("  IT   Band ", "IT band"),
        ("ﬁbromyalgia", "Fibromyalgia"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_that_differ_only_in_form_are_equal(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hip Pain", "Hip Pains"), ("Épaule", "Epaule"), ("C3", "C4")]
)
def test_names_that_differ_in_letters_are_not_equal(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_accents_count_among_equal_names_only() -> None:
    names = ["zona", "Épaule", "epaule", "elbow", "Ärzte", "arm", "Łódź"]
    ordered = ["arm", "Ärzte", "elbow", "epaule", "Épaule", "zona", "Łódź"]
    assert sorted(names, key=alphabetical) == ordered


def test_accents_do_not_matter_to_a_search() -> None:
    assert search_key("Épaule gelée") == "epaule gelee"
    assert search_key("Rückenschmerzen") == "ruckenschmerzen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pain (of the back) at night", "Pain  at night"),
        ("Pain", "Pain"),
        ("Pain (of", "Pain (of"),
    ],
)
def test_what_stands_in_parentheses_can_be_left_out(text: str, expected: str) -> None:
    assert without_parentheses(text) == expected
