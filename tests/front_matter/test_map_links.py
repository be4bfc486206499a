"""The place that a map's URL means: a destination, a pin or a search before the view."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.front_matter.coordinates import Coordinates, GeographyError
from app.front_matter.map_links import coordinates_of_map, map_url

BOULDER = Coordinates(40.0139, -105.241006)
EMBED = (
    "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3056.1!2d-105.241006!3d40.0139"
    "!2m3!1f0!2f0!3f0!3m2!1i1024!2i768"
)


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
        ("https://www.google.com/maps?q=12+45+Main+Street", "contains no coordinates"),
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


@given(
    text=st.one_of(st.text(), st.text(alphabet="!1234d@?&qldirm=/,.-0 <iframesc\"'", max_size=80))
)
def test_any_text_is_a_place_or_refused(text: str) -> None:
    with contextlib.suppress(GeographyError):
        assert -90 <= coordinates_of_map(text).latitude <= 90


@pytest.mark.parametrize(
    "text",
    [
        # Directions: the end, not the beginning and not the view.
        "https://maps.google.com/maps?saddr=41,-106&daddr=40.0139,-105.241006&ll=40.5,-105.5",
        "https://www.google.com/maps/dir/?api=1&origin=41,-106&destination=40.0139,-105.241006",
        "https://www.google.com/maps/dir/41,-106/40.0139,-105.241006/@40.5,-105.6,10z",
        "https://www.google.com/maps/dir//Clinic/@40.5,-105.6,10z/data=!4m2!2m2!1d-105.241006!2d40.0139",
        "https://www.google.com/maps/embed?pb=!1d9!2d-105.5!3d40.5!3m2!1d41!2d-106!3m2!1d40.0139!2d-105.241006",
        "https://www.openstreetmap.org/directions?route=41,-106;40.0139,-105.241006#map=9/40.5/-105",
        # Places and searches.
        "https://www.google.com/maps/place/40.0139,-105.241006/@40.1,-105.3,17z",
        "https://www.google.com/maps/search/?api=1&query=40.0139%2C-105.241006",
        "https://www.google.com/maps/search/40.0139,+-105.241006",
        "https://maps.google.com/?q=Clinic@40.0139,-105.241006",
        "https://maps.google.com/maps?q=40.0139+-105.241006",
        "https://www.openstreetmap.org/directions?from=41%2C-106&to=40.0139%2C-105.241006",
        "https://maps.google.com/maps?saddr=41,-106&daddr=42,-107+to:40.0139,-105.241006",
        # Street View.
        "https://www.google.com/maps/embed?pb=!6m8!1m7!1sx!2m2!1d40.0139!2d-105.241006!3f90",
        "https://maps.google.com/maps?layer=c&cbll=40.0139,-105.241006&ll=40.1,-105.3",
        "https://www.google.com/maps/@40.0139,-105.241006,3a,75y,90h/data=!3m1!1e1",
        # Other maps.
        "https://www.openstreetmap.org/?mlat=40.0139&mlon=-105.241006#map=15/40.1/-105.3",
        "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4&marker=40.0139%2C-105.241006",
        "https://maps.apple.com/?ll=40.0139,-105.241006&q=Clinic",
        "https://maps.apple.com/?daddr=40.0139,-105.241006",
        "geo:40.0139,-105.241006?z=15",
        "geo:0,0?q=40.0139,-105.241006(Clinic)",
    ],
)
def test_the_place_that_is_meant_comes_before_the_view(text: str) -> None:
    assert coordinates_of_map(text) == BOULDER


def test_degrees_minutes_and_seconds_are_read() -> None:
    place = coordinates_of_map("https://maps.google.com/maps/place/40°00'50.0\"N+105°14'27.6\"W")
    assert place == Coordinates(40.0138889, -105.241)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("https://www.google.com/maps/@40.0139,-105.241006,17z", "middle of the view"),
        ("https://www.google.com/maps/embed/v1/view?center=40.0139,-105.2", "middle of the view"),
        ("https://www.google.com/maps/place/X/@40.0139,-105.241006,17z", "middle of the view"),
        ("https://www.openstreetmap.org/#map=15/40.0139/-105.241006", "middle of the view"),
        ("https://www.google.com/maps/embed?pb=!1m3!1d90000!2d-105!3d40", "middle of the view"),
        ("https://maps.google.com/?q=40,-105&query=41,-106", "two places"),
        ("https://maps.google.com/maps/data=!3d40!4d-105!8m2!3d41!4d-106", "two places"),
        ("https://maps.google.com/?daddr=Main+St,+Boulder&ll=40,-105", "destination has no"),
        ("https://www.google.com/maps/dir/40,-105/Clinic/@40,-105,9z", "destination has no"),
    ],
)
def test_a_place_that_is_not_certain_is_refused(text: str, message: str) -> None:
    with pytest.raises(GeographyError, match=message):
        coordinates_of_map(text)


@pytest.mark.parametrize("pin", ["sp=point.40.0139_-105.241006_Clinic", "pp=40.0139~-105.241006"])
def test_the_pin_of_a_bing_map_is_the_place(pin: str) -> None:
    url = f"https://www.bing.com/maps?cp=40.1~-105.3&{pin}&lvl=15"
    assert coordinates_of_map(url) == BOULDER
