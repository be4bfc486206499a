"""Keys of another system under the names of fields."""

import pytest

from app.front_matter import plain, read_front_matter
from app.front_matter.foreign_keys import is_target, translate


@pytest.mark.parametrize("target", ["title", "address.unit", "geo.latitude", "us_city_line"])
def test_fields_and_their_parts_are_targets(target: str) -> None:
    assert is_target(target)


@pytest.mark.parametrize("target", ["titel", "address.zip", "title.part", ""])
def test_all_else_is_no_target(target: str) -> None:
    assert not is_target(target)


def test_a_value_moves_to_its_field_with_its_place() -> None:
    front_matter, _ = read_front_matter("---\nzip: 80303\ncity: Boulder, CO\n---\n")
    fields = {"zip": "address.postal_code", "city": "us_city_line"}
    translated, faults = translate(front_matter, fields)
    assert faults == ()
    assert {key: plain(value) for key, value in translated.values.items()} == {
        "address": {"postal_code": 80303, "locality": "Boulder", "region": "CO", "country": "US"}
    }
    assert translated.marks["address", "postal_code"] == front_matter.marks["zip",]


def test_a_field_that_is_there_stays_and_a_value_that_does_not_parse_keeps_its_key() -> None:
    front_matter, _ = read_front_matter("---\nname: A\nlabel: B\ncity: nowhere\n---\n")
    translated, faults = translate(front_matter, {"label": "name", "city": "us_city_line"})
    assert translated.values == front_matter.values
    assert [fault.code for fault in faults] == ["duplicate-key", "unparsed-value"]
