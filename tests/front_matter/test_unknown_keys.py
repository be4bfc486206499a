"""Keys inside known mappings: read under their right name, or reported and kept."""

from typing import Any

import pytest

from app.front_matter import read_front_matter
from app.front_matter.foreign_keys import translate
from app.front_matter.schema import LocationFields, read_fields


def read(block: str) -> tuple[LocationFields, dict[str, Any], list[tuple[str, str]]]:
    """The fields of an office, its other values, and the code and hint of each fault."""
    front_matter, _ = read_front_matter(f"---\n{block}\n---\n")
    translated, foreign = translate(front_matter, {}, is_location=True)
    fields, params, faults, _ = read_fields(translated, "location")
    assert isinstance(fields, LocationFields)
    return fields, params, [(fault.code, fault.hint) for fault in (*foreign, *faults)]


@pytest.mark.parametrize(
    ("key", "field"),
    [
        *[
            ("city", "locality"),
            ("state", "region"),
            ("zip", "postal_code"),
            ("Zip", "postal_code"),
        ],
        *[("street", "street_address"), ("streetAddress", "street_address")],
        *[("postcode", "postal_code"), ("addressCountry", "country"), ("suite", "unit")],
    ],
)
def test_a_foreign_key_of_an_address_is_read(key: str, field: str) -> None:
    fields, params, faults = read(f"address: {{{key}: a}}")
    assert getattr(fields.address, field) == "a"
    assert params == {}
    assert faults == [("foreign-key", f"Write {field}.")]


@pytest.mark.parametrize("keys", [("lat", "lng"), ("lat", "lon"), ("Lat", "Long")])
def test_foreign_coordinates_are_read(keys: tuple[str, str]) -> None:
    fields, _, faults = read(f"geo: {{{keys[0]}: 40, {keys[1]}: -105}}")
    assert fields.geo is not None
    assert (fields.geo.latitude, fields.geo.longitude) == (40, -105)
    assert [code for code, _ in faults] == ["foreign-key"] * 2


def test_a_mapped_key_has_no_warning() -> None:
    front_matter, _ = read_front_matter("---\naddress: {zip: 1, town: B}\n---\n")
    fields = {"address.zip": "address.postal_code", "town": "address.locality"}
    translated, faults = translate(front_matter, fields, is_location=True)
    assert faults == ()
    typed, params, faults, _ = read_fields(translated, "location")
    assert isinstance(typed, LocationFields)
    assert typed.address is not None
    assert (typed.address.postal_code, typed.address.locality) == ("1", "B")
    assert (params, faults) == ({}, ())


def test_an_unknown_key_stays_in_params_with_a_suggestion() -> None:
    fields, params, faults = read("address: {localty: Boulder, zone: 3}")
    assert fields.address is not None
    assert fields.address.locality is None
    assert params == {"address": {"localty": "Boulder", "zone": 3}}
    assert faults[0] == ("unknown-key", 'Did you mean "locality"?')
    assert faults[1][0] == "unknown-key"


def test_other_keys_of_a_picture_stay_in_params() -> None:
    fields, params, faults = read("image: {src: a.png, caption: A door, credit: {by: B}}")
    assert fields.image is not None
    assert fields.image.src == "a.png"
    assert params == {"image": {"caption": "A door", "credit": {"by": "B"}}}
    assert faults == []


def test_a_foreign_key_beside_the_right_one_is_unknown() -> None:
    fields, params, faults = read("address: {city: A, locality: B}")
    assert fields.address is not None
    assert fields.address.locality == "B"
    assert params == {"address": {"city": "A"}}
    assert [code for code, _ in faults] == ["unknown-key"]


@pytest.mark.parametrize(
    ("geo", "remedy"),
    [
        ("{latitude: 40,0139, longitude: -105,241}", "with points"),
        ("{latitude: '40,0139', longitude: 1}", "Correct the value"),
    ],
)
def test_decimal_commas_are_reported(geo: str, remedy: str) -> None:
    fields, _, ((code, hint),) = read(f"geo: {geo}")
    assert fields.geo is None
    assert code == "invalid-value"
    assert remedy in hint


@pytest.mark.parametrize(
    "entry",
    [
        "{date: 2026-12-24, hours: 9-12}",
        "{date: 2026-12-24, closed: false}",
        "{date: soon}",
        '{date: 2026-12-24, opens: "09:00", closes: "12:00", closed: true}',
    ],
)
def test_an_exception_that_cannot_be_read_is_left_out(entry: str) -> None:
    fields, _, ((code, _),) = read(f"exceptions: [{entry}]")
    assert fields.exceptions == ()
    assert code == "invalid-entry"


def test_foreign_keys_of_an_exception_are_read() -> None:
    entry = '{date: 2026-12-24, open: "09:00", close: "12:00", reason: Holiday}'
    fields, _, faults = read(f"exceptions: [{entry}]")
    (exception,) = fields.exceptions
    assert (exception.opens, exception.closes, exception.note) == ("09:00", "12:00", "Holiday")
    assert [code for code, _ in faults] == ["foreign-key"] * 3


def test_a_day_that_is_said_to_be_closed_is_closed() -> None:
    fields, _, faults = read("exceptions: [{date: 2026-12-24, closed: true}]")
    assert len(fields.exceptions) == 1
    assert faults == []


def test_keys_of_menus_that_hugo_knows_are_no_mistakes() -> None:
    _, _, faults = read("menus: {main: {weight: 1, pre: x, pageRef: /a}}")
    assert faults == []
