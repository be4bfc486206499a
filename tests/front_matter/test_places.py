import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.front_matter.places import (
    CityLine,
    Coordinates,
    GeographyError,
    coordinates_of_map,
    map_url,
    parse_us_city_line,
)

BOULDER = Coordinates(40.0139, -105.241006)
EMBED = (
    "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3056.1!2d-105.241006!3d40.0139"
    "!2m3!1f0!2f0!3f0!3m2!1i1024!2i768"
)
PLACES = st.builds(
    Coordinates,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90.1, 0), (-91, 0), (0, 180.1), (-105.2, 40), (math.nan, 0)]
)
def test_coordinates_off_the_globe_are_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(GeographyError, match="are not coordinates"):
        Coordinates(latitude, longitude)


@pytest.mark.parametrize(
    "text",
    [
        EMBED,
        f'<iframe src="{EMBED}" width="600" height="450" allowfullscreen></iframe>',
        f"<IFRAME width=600 data-src='x' src='{EMBED}'></IFRAME>",
        f"<iframe src={EMBED}></iframe>",
        "https://maps.google.com/maps?q=40.0139,-105.241006&z=15&output=embed",
        "https://maps.google.com/maps?z=15&amp;q=loc:40.0139%2C+-105.241006",
        "https://maps.google.com/maps?ll=40.0139,-105.241006&q=Bodywise+Physical+Therapy",
        "https://www.google.com/maps/embed/v1/view?key=x&center=40.0139,-105.241006",
        "https://www.google.com/maps/@40.0139,-105.241006,17z",
        # The pin, not the middle of the map.
        "https://www.google.com/maps/place/X/@40.1,-105.3,17z/data=!4m5!3m4!8m2!3d40.0139!4d-105.241006",
        "https://maps.google.com/maps?center=40.1,-105.3&q=40.0139,-105.241006",
    ],
)
def test_coordinates_of_a_google_map(text: str) -> None:
    assert coordinates_of_map(text) == BOULDER


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("https://www.google.com/maps?q=4440+Arapahoe+Ave,+Boulder", "contains no coordinates"),
        ("https://www.google.com/maps?q=4440,+12345", "contains no coordinates"),
        ("", "contains no coordinates"),
        ("<iframe width='600'></iframe>", "has no src"),
        ("https://www.google.com/maps?q=95.0,-105.2", "are not coordinates"),
    ],
)
def test_maps_without_coordinates_are_told(text: str, message: str) -> None:
    with pytest.raises(GeographyError, match=message) as caught:
        coordinates_of_map(text)
    assert not caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


def test_the_url_of_a_map() -> None:
    assert map_url('<iframe src="https://maps.example/?a=1&amp;b=2">') == (
        "https://maps.example/?a=1&b=2"
    )
    assert map_url(" https://maps.example/?a=1&amp;b=2\n") == "https://maps.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boulder, CO 80303", CityLine("Boulder", "CO", "80303")),
        ("Boulder CO 80303", CityLine("Boulder", "CO", "80303")),
        ("Boulder, Colorado 80303-1234", CityLine("Boulder", "CO", "80303-1234")),
        ("  Boulder ,\N{NO-BREAK SPACE} co,\n80303 ", CityLine("Boulder", "CO", "80303")),
        ("Boulder, CO 80303, USA", CityLine("Boulder", "CO", "80303")),
        ("Boulder, CO", CityLine("Boulder", "CO", None)),
        ("St. Louis, MO 63101", CityLine("St. Louis", "MO", "63101")),
        ("Washington, D.C. 20001", CityLine("Washington", "DC", "20001")),
        ("Washington, District of Columbia", CityLine("Washington", "DC", None)),
        ("New York, New York 10001", CityLine("New York", "NY", "10001")),
        ("Kansas City Kansas 66101", CityLine("Kansas City", "KS", "66101")),
        ("Charleston West Virginia 25301", CityLine("Charleston", "WV", "25301")),
        ("Virginia, MN 55792", CityLine("Virginia", "MN", "55792")),
        ("San Juan, Puerto Rico 00901", CityLine("San Juan", "PR", "00901")),
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


@given(text=st.one_of(st.text(), st.text(alphabet="!234d@?q=l,.-0 <iframesc\"'CO", max_size=80)))
def test_any_text_is_a_place_or_refused(text: str) -> None:
    with contextlib.suppress(GeographyError):
        assert parse_us_city_line(text).locality
    with contextlib.suppress(GeographyError):
        assert -90 <= coordinates_of_map(text).latitude <= 90
