"""Distances between places."""

import math
from typing import Final

from app.front_matter.coordinates import Coordinates

# The mean radius R1 of the GRS 80 ellipsoid, (2a + b) / 3.
_EARTH_RADIUS_KM: Final = 6371.0088


def distance_km(one: Coordinates, other: Coordinates) -> float:
    """Kilometres along the great circle, by the haversine formula.

    The Earth is taken as a sphere of its mean radius, 6371.0088 km, which is within 0.6 % of the
    distance on the ellipsoid.
    """
    latitude, other_latitude = math.radians(one.latitude), math.radians(other.latitude)
    half_north = math.sin((other_latitude - latitude) / 2)
    half_east = math.sin(math.radians(other.longitude - one.longitude) / 2)
    haversine = half_north**2 + math.cos(latitude) * math.cos(other_latitude) * half_east**2
    # Rounding can lift the haversine of opposite points above 1.
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, haversine)))
