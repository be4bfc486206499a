import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.clinic.geography import distance_km
from app.front_matter.coordinates import Coordinates

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


def test_distances_are_kilometres_on_the_mean_sphere() -> None:
    one_degree = math.pi * 6371.0088 / 180
    assert distance_km(Coordinates(0, 0), Coordinates(0, 1)) == pytest.approx(one_degree)
    assert distance_km(Coordinates(0, 0), Coordinates(1, 0)) == pytest.approx(one_degree)
    assert distance_km(Coordinates(60, 0), Coordinates(60, 1)) == pytest.approx(
        one_degree / 2, rel=1e-4
    )
    assert distance_km(Coordinates(0, 179.5), Coordinates(0, -179.5)) == pytest.approx(one_degree)
    broomfield = Coordinates(39.958064, -105.030215)
    assert distance_km(BOULDER, broomfield) == pytest.approx(19.0, abs=0.01)


@given(one=PLACES, other=PLACES)
def test_distances_are_symmetric_and_at_most_half_the_earth(
    one: Coordinates, other: Coordinates
) -> None:
    assert distance_km(one, one) == 0
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    assert 0 <= distance_km(one, other) <= math.pi * 6371.0089


@given(latitude=st.floats(-90, 90))
@example(latitude=-89.92)  # rounds to a haversine above 1
def test_opposite_points_are_half_the_earth_apart(latitude: float) -> None:
    opposite = distance_km(Coordinates(latitude, 0), Coordinates(-latitude, 180))
    assert opposite == pytest.approx(math.pi * 6371.0088)
