"""Headings that are themselves the conditions."""

import pytest

from app.clinic.heading_lists import heading_lists
from tests.markdown.bodies import parse

ANNOUNCED = (
    "# Conditions we treat\n\n## Gout\n\nToes.\n\n## Croup\n\nCough.\n\n## Colic\n\nBabies.\n"
)


def test_headings_below_one_that_announces_them_are_a_list() -> None:
    (listed,) = heading_lists(parse(ANNOUNCED), "Care", frozenset())
    assert (listed.kind, listed.labels) == ("headings", ("Conditions we treat",))
    assert listed.texts == ("Gout", "Croup", "Colic")
    assert listed.lines == (3, 7, 11)


def test_the_title_of_the_page_announces_too() -> None:
    body = parse(ANNOUNCED.partition("\n\n")[2])
    (listed,) = heading_lists(body, "Conditions we treat", frozenset())
    assert listed.texts == ("Gout", "Croup", "Colic")
    assert not listed.labels


@pytest.mark.parametrize("title", ["Care", "Conditions we do not treat", "How we treat", "Causes"])
def test_other_headings_announce_nothing(title: str) -> None:
    body = parse(ANNOUNCED.replace("Conditions we treat", title))
    assert heading_lists(body, title, frozenset()) == []


def test_headings_that_hold_lists_of_names_are_groups() -> None:
    assert heading_lists(parse(ANNOUNCED), "Care", {"Gout"}) == []
    more = parse(ANNOUNCED + "\n## Spine\n\n- Sciatica\n")
    (listed,) = heading_lists(more, "Care", {"Spine"})
    assert listed.texts == ("Gout", "Croup", "Colic")
