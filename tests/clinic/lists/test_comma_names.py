"""The names of lines that name several by comma."""

import pytest

from app.clinic.lists.comma_names import comma_names, names_of_line, without_opening


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("neck pain, sciatica and headaches.", ("neck pain", "sciatica", "headaches")),
        ("neck pain, sciatica, and headaches", ("neck pain", "sciatica", "headaches")),
        ("gout, head and neck pain", ("gout", "head and neck pain")),
        ("Gicht, Hals- und Nackenschmerzen", ("Gicht", "Hals- und Nackenschmerzen")),
        ("lumbago, arthrose et migraines", ("lumbago", "arthrose", "migraines")),
        ("lumbalgia, ciática y vértigo", ("lumbalgia", "ciática", "vértigo")),
        ("mal de dos, maux de tête", ("mal de dos", "maux de tête")),
        ("lumbalgia, dolor de cuello y espalda", ("lumbalgia", "dolor de cuello y espalda")),
        (
            "migraine, douleurs de la nuque et des épaules",
            ("migraine", "douleurs de la nuque et des épaules"),
        ),
        ("gout, sprains and runner's knee", ("gout", "sprains", "runner's knee")),
        ("sciatica", ()),
        ("We are here, and we help all who come through our door", ()),
    ],
)
def test_a_line_names_several_by_comma(line: str, names: tuple[str, ...]) -> None:
    assert comma_names(line) == names


def test_a_comma_in_parentheses_is_part_of_a_name() -> None:
    assert comma_names("sprains (ankle, knee), gout") == ("sprains (ankle, knee)", "gout")


def test_an_adjective_belongs_to_the_next_word() -> None:
    assert comma_names("infertility, painful and heavy periods") == (
        "infertility",
        "painful and heavy periods",
    )


def test_what_stands_in_parentheses_makes_no_name_long() -> None:
    line = "rhinitis, tendinitis of the shoulder (above, below and in front of the joint)"
    assert comma_names(line) == tuple(line.split(", ", 1))


def test_of_several_conjunctions_the_last_divides_names() -> None:
    assert comma_names("tics, fobias generales y específicas y trastorno obsesivo") == (
        "tics",
        "fobias generales y específicas",
        "trastorno obsesivo",
    )


def test_a_part_of_many_words_is_no_name() -> None:
    long = "roturas del ligamento cruzado anterior de la rodilla"
    assert comma_names(f"esguinces, {long}") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We treat back pain", "back pain"),
        ("I also help with gout", "gout"),
        ("Wir behandeln Gicht", "Gicht"),
        ("We are open", "We are open"),
    ],
)
def test_the_first_name_of_a_line_may_follow_what_the_clinic_does(text: str, name: str) -> None:
    assert without_opening(text) == name


def test_labels_among_names_by_comma_are_no_part_of_them() -> None:
    texts = ("Brain: migraine", "vertigo Nerves: sciatica", "gout")
    assert names_of_line(texts, by_comma=True) == ("migraine", "sciatica", "gout")
    assert names_of_line(texts, by_comma=False) == texts
    group = ("We treat joint pain: knees", "hips")
    assert names_of_line(group, by_comma=True) == ("joint pain: knees", "hips")


@pytest.mark.parametrize("end", ["etc", "etc.", "and more", "usw."])
def test_what_only_says_that_a_line_goes_on_is_no_name(end: str) -> None:
    assert comma_names(f"gout, sprains, {end}") == ("gout", "sprains")
    # More names follow, so the last of these is not parted.
    assert comma_names(f"gout, cystite ou infection, {end}") == ("gout", "cystite ou infection")
    assert comma_names(f"gout, {end}") == ()


@pytest.mark.parametrize("lead", ["including", "especially", "insbesondere", "notamment", "como"])
def test_what_leads_into_examples_is_no_part_of_a_name(lead: str) -> None:
    assert comma_names(f"corns, {lead} soft corns, warts") == ("corns", "soft corns", "warts")
    assert names_of_line(["corns", f"{lead} soft corns"], by_comma=True) == ("corns", "soft corns")
    assert names_of_line(["corns", f"{lead} soft corns"], by_comma=False) == (
        "corns",
        f"{lead} soft corns",
    )


def test_names_with_a_description_each_are_no_labels_of_groups() -> None:
    texts = (
        "Gout: This arthritis begins in one joint",
        "Sciatica: This pain runs down",
        "Lupus: a",
    )
    assert names_of_line(texts, by_comma=True) == texts
