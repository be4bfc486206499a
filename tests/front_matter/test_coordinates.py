import math

import pytest

from app.front_matter.coordinates import Coordinates, GeographyError


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90.1, 0), (-91, 0), (0, 180.1), (-105.2, 40), (math.nan, 0)]
)
def test_coordinates_off_the_globe_are_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(GeographyError, match="are not coordinates"):
        Coordinates(latitude, longitude)
