"""Keys of offices on real websites, and the fields that they fill."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.front_matter.foreign_keys import is_target
from app.library.proposals.office_keys import field_of, inline_office, is_office, office_keys

EMBED = "https://www.google.com/maps/embed?pb=!1m2!2d-105.24!3d40.01"


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("street", "12 Quay Road", "address.street_address"),
        ("address-1", "12 Quay Road", "address.street_address"),
        ("address_1", "12 Quay Road", "address.street_address"),
        ("Straße", "Am Hafen 3", "address.street_address"),
        ("address-2", "Suite 4", "address.unit"),
        ("address-2", "Boulder, CO 80302", "us_city_line"),
        ("city-state-zip", "Boulder CO 80302", "us_city_line"),
        ("city", "Boulder", "address.locality"),
        ("city", "Boulder, CO 80302", "us_city_line"),
        ("clinicPostalCode", "603306", "address.postal_code"),
        ("PLZ", "20457", "address.postal_code"),
        ("phone-number", "(303) 444-2529", "phone"),
        ("Telefon", "040 123456", "phone"),
        ("map-embed", EMBED, "map_embed"),
        ("map", "https://maps.example/xyz", "map_url"),
        ("lng", "-105.24", "geo.longitude"),
        ("hours", "Mo-Fr 09:00-17:00", "opening_hours"),
        ("subtitle", "Near the harbour", None),
        ("staff", "12", None),
    ],
)
def test_a_key_and_its_value_name_a_field(key: str, value: str, field: str | None) -> None:
    assert field_of(key, value) == field


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"street": "12 Quay Road", "phone": "303 444 2529"}, True),
        ({"address": {"street": "12 Quay Road", "zip": "80302"}}, True),
        ({"map": EMBED, "email": "a@b.example"}, True),
        # A number alone is that of every page, a town alone that of a course.
        ({"phone": "303 444 2529", "email": "a@b.example"}, False),
        ({"city": "Boulder", "phone": "303 444 2529"}, False),
        ({"name": "A talk", "address": "12 Quay Road"}, False),
        ({"street": "no number here", "phone": "none"}, False),
        ("12 Quay Road", False),
        (None, False),
    ],
)
def test_an_office_has_a_place_and_another_detail(value: Any, expected: bool) -> None:
    assert is_office(value) is expected


def test_each_field_is_filled_by_the_key_that_fits_most_often() -> None:
    offices = [
        {"tel": "call us", "telephone": "303 444 2529", "street": "1 A Street"},
        {"tel": "303 444 2530", "telephone": "303 444 2530", "street": "2 A Street"},
    ]
    keys = {key.key: key for key in office_keys(offices)}
    assert list(keys) == ["telephone", "street"]
    assert (keys["telephone"].fits, keys["telephone"].total) == (2, 2)
    assert keys["telephone"].is_certain


def test_a_known_key_comes_before_a_foreign_one() -> None:
    (key,) = office_keys([{"tel": "303 444 2529", "phone": "303 444 2530"}])
    assert (key.key, key.is_known) == ("phone", True)


def test_hours_in_free_text_are_not_certain() -> None:
    (key,) = office_keys([{"hours": "weekdays, when we can"}])
    assert (key.field, key.fits, key.is_certain) == ("opening_hours", 0, False)


@pytest.mark.parametrize(
    ("address", "street", "locality"),
    [
        ("3920 Spring Road, Glen Allen VA, 23060", "3920 Spring Road", "Glen Allen"),
        ("677 B Road, Suite 201, Ashwaubenon, WI 54304", "677 B Road, Suite 201", "Ashwaubenon"),
        ("Am Hafen 3, 20457 Hamburg", "Am Hafen 3, 20457 Hamburg", None),
        ("12 Quay Road", "12 Quay Road", None),
    ],
)
def test_an_address_in_one_line_is_split_where_that_is_certain(
    address: str, street: str, locality: str | None
) -> None:
    fields = inline_office({"address_display": address, "phone": "303 444 2529"})
    assert fields["address.street_address"] == street
    assert fields.get("address.locality") == locality


def test_a_map_gives_coordinates_unless_there_are_any() -> None:
    assert inline_office({"map": EMBED})["geo.latitude"] == "40.01"
    placed = inline_office({"map": EMBED, "geo": {"lat": "41.5", "lng": "-105.5"}})
    assert (placed["geo.latitude"], placed["geo.longitude"]) == ("41.5", "-105.5")


_TEXTS = st.text(max_size=40) | st.integers() | st.floats() | st.none() | st.booleans()
_KEY_NAMES = st.sampled_from(
    ["street", "zip", "map", "city", "tel", "hours", "lat", "address", "x"]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(_KEY_NAMES, _TEXTS | st.dictionaries(_KEY_NAMES, _TEXTS)))
def test_any_mapping_gives_fields_that_exist(office: dict[str, Any]) -> None:
    for key in office_keys([office]):
        assert is_target(key.field)
    if is_office(office):
        assert all(is_target(field) for field in inline_office(office))


def test_hours_in_parts_are_named_though_they_cannot_be_read() -> None:
    office = {"street": "Main St 1", "hours": {"monday": {"open": "09:00"}}, "horaires": []}
    street, hours = office_keys([office])
    assert (street.key, hours.key, hours.field, hours.is_certain) == (
        *("street", "hours", "opening_hours"),
        False,
    )
    text = {"opening_hours": "Mo-Fr 09:00-17:00", "hours": [{"day": "Monday"}]}
    assert [key.key for key in office_keys([text])] == ["opening_hours"]
