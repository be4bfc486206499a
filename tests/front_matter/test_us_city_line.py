import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.front_matter.coordinates import GeographyError
from app.front_matter.us_city_line import CityLine, parse_us_city_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boulder, CO 80303", CityLine("Boulder", "CO", "80303", "US")),
        ("Boulder CO 80303", CityLine("Boulder", "CO", "80303", "US")),
        ("Boulder, Colorado 80303-1234", CityLine("Boulder", "CO", "80303-1234", "US")),
        ("  Boulder ,\N{NO-BREAK SPACE} co,\n80303 ", CityLine("Boulder", "CO", "80303", "US")),
        ("Boulder, CO 80303, USA", CityLine("Boulder", "CO", "80303", "US")),
        ("Jersey City, NJ-07310", CityLine("Jersey City", "NJ", "07310", "US")),
        ("Boulder, Colo.", CityLine("Boulder", "CO", None, "US")),
        ("Boulder, CO80202", CityLine("Boulder", "CO", "80202", "US")),
        ("Boulder CO", CityLine("Boulder", "CO", None, "US")),
        ("Boulder, CO. 80303", CityLine("Boulder", "CO", "80303", "US")),
        ("Boulder (CO) 80303", CityLine("Boulder", "CO", "80303", "US")),
        ("Raleigh N.C. 27601-1234", CityLine("Raleigh", "NC", "27601-1234", "US")),
        ("Boulder, Colorado, U.S.", CityLine("Boulder", "CO", None, "US")),
        ("Boulder, CO 80303 (USA)", CityLine("Boulder", "CO", "80303", "US")),
        ("Boulder - CO - 80303", CityLine("Boulder", "CO", "80303", "US")),
        ("Fargo, N. Dak.", CityLine("Fargo", "ND", None, "US")),
        ("Boulder, CO", CityLine("Boulder", "CO", None, "US")),
        ("St. Louis, MO 63101", CityLine("St. Louis", "MO", "63101", "US")),
        ("Washington, D.C. 20001", CityLine("Washington", "DC", "20001", "US")),
        ("Washington, District of Columbia", CityLine("Washington", "DC", None, "US")),
        ("New York, New York 10001", CityLine("New York", "NY", "10001", "US")),
        ("Kansas City Kansas 66101", CityLine("Kansas City", "KS", "66101", "US")),
        ("Charleston West Virginia 25301", CityLine("Charleston", "WV", "25301", "US")),
        ("Virginia, MN 55792", CityLine("Virginia", "MN", "55792", "US")),
        ("San Juan, Puerto Rico 00901", CityLine("San Juan", "PR", "00901", "US")),
    ],
)
def test_us_city_lines(text: str, expected: CityLine) -> None:
    assert parse_us_city_line(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Boulder",
        "Colorado",
        "80303",
        "CO 80303",
        "Boulder, XX 80303",
        "Boulder, CO 8030",
        "Boulder, CO 80303 Suite 101",
        "x, CO " * 100,
        "\ud800",
    ],
)
def test_other_lines_are_told(text: str) -> None:
    with pytest.raises(GeographyError, match="is not a city and state") as caught:
        parse_us_city_line(text)
    assert len(caught.value.message.encode()) < 150
    assert caught.value.hint == 'Write it like "Boulder, CO 80303".'


@given(text=st.one_of(st.text(), st.text(alphabet="BoulderCO ,.-80(/", max_size=40)))
def test_any_text_has_a_city_or_is_refused(text: str) -> None:
    with contextlib.suppress(GeographyError):
        assert parse_us_city_line(text).locality


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("80303 Boulder, CO", ("Boulder", "CO", "80303", "US")),
        ("Boulder 80303-1234 CO", ("Boulder", "CO", "80303-1234", "US")),
        ("Portland | OR | 97201", ("Portland", "OR", "97201", "US")),
        ("Boulder, CO • 80303", ("Boulder", "CO", "80303", "US")),
        ("Boulder, CO 80303-", ("Boulder", "CO", "80303", "US")),
        ("Honolulu, Hawai'i 96813", ("Honolulu", "HI", "96813", "US")),
        # No ZIP code of Colorado.
        ("10303 Boulder, CO", ("10303 Boulder", "CO", None, "US")),
    ],
)
def test_a_zip_code_may_stand_before_the_city_or_the_state(
    line: str, parts: tuple[str | None, ...]
) -> None:
    assert tuple(parse_us_city_line(line)) == parts
