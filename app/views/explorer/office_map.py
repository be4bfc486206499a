"""A small map of places, drawn from their coordinates alone."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.records import Geo

WIDTH: Final = 960
HEIGHT: Final = 340
_MARGIN: Final = 62
_KM_A_DEGREE: Final = 111.2
# In degrees: places that lie closer are not spread over the whole map.
_LEAST_SPAN: Final = 0.02
_LABEL_OFFSET: Final = 21
_LABEL_HEIGHT: Final = 20
_LABEL_WIDTH: Final = 8.2


class Pin(NamedTuple):
    """A place on the map, its label to the right or to the left of it."""

    number: int
    name: str
    is_open: bool | None
    x: float
    y: float
    label_x: float
    label_y: float
    is_left: bool


class OfficeMap(NamedTuple):
    """Pins, the lines of a grid, and a scale of so many pixels."""

    pins: Sequence[Pin]
    columns: Sequence[float]
    rows: Sequence[float]
    scale_pixels: float
    scale_text: str
    width: int = WIDTH
    height: int = HEIGHT


def office_map(places: Sequence[tuple[int, str, Geo, bool | None]]) -> OfficeMap | None:
    """Return the map of numbered and named places; None if there are none."""
    if not places:
        return None
    latitudes = [geo.latitude for _, _, geo, _ in places]
    longitudes = [geo.longitude for _, _, geo, _ in places]
    middle = (max(latitudes) + min(latitudes)) / 2
    centre = (max(longitudes) + min(longitudes)) / 2
    # One degree of longitude is shorter away from the equator.
    shrink = max(math.cos(math.radians(middle)), 0.01)
    span_x = max((max(longitudes) - min(longitudes)) * shrink, _LEAST_SPAN)
    span_y = max(max(latitudes) - min(latitudes), _LEAST_SPAN)
    pixels = min((WIDTH - 2 * _MARGIN) / span_x, (HEIGHT - 2 * _MARGIN) / span_y)
    points = [
        (
            WIDTH / 2 + (geo.longitude - centre) * shrink * pixels,
            HEIGHT / 2 - (geo.latitude - middle) * pixels,
        )
        for _, _, geo, _ in places
    ]
    kilometres = _round_number(110 / pixels * _KM_A_DEGREE)
    step = kilometres / _KM_A_DEGREE * pixels
    return OfficeMap(
        _pins(places, points),
        _lines(WIDTH, step),
        _lines(HEIGHT, step),
        round(step, 1),
        f"{kilometres:g} km" if kilometres >= 1 else f"{kilometres * 1000:g} m",
    )


def _pins(
    places: Sequence[tuple[int, str, Geo, bool | None]], points: Sequence[tuple[float, float]]
) -> Sequence[Pin]:
    """Return the pins, their labels moved apart from the top down."""
    pins = []
    taken: list[tuple[float, float, float]] = []
    order = sorted(range(len(places)), key=lambda index: (points[index][1], points[index][0]))
    for index in order:
        number, name, _, is_open = places[index]
        x, y = points[index]
        width = len(name) * _LABEL_WIDTH
        is_left = x + _LABEL_OFFSET + width > WIDTH
        start = x - _LABEL_OFFSET - width if is_left else x + _LABEL_OFFSET
        label_y = y
        while any(
            abs(label_y - other_y) < _LABEL_HEIGHT
            and start < other_end
            and other_start < start + width
            for other_start, other_end, other_y in taken
        ):
            label_y += _LABEL_HEIGHT / 2
        taken.append((start, start + width, label_y))
        label_x = x - _LABEL_OFFSET if is_left else x + _LABEL_OFFSET
        pins.append(
            Pin(
                number,
                name,
                is_open,
                round(x, 1),
                round(y, 1),
                round(label_x, 1),
                round(label_y, 1),
                is_left,
            )
        )
    return pins


def _lines(length: int, step: float) -> Sequence[float]:
    """Return the places of lines that are one step apart, from the middle."""
    number = int(length / 2 / step)
    return [round(length / 2 + index * step, 1) for index in range(-number, number + 1)]


def _round_number(value: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is not above a value."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(power * factor for factor in (1, 2, 5) if power * factor <= value)
