"""A small map of places, drawn from their coordinates alone."""

import math
from collections.abc import Sequence
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from app.records import Geo

WIDTH: Final = 960
_HEIGHT: Final = 340
_MOST_HEIGHT: Final = 540
_MARGIN: Final = 62
_KM_A_DEGREE: Final = 111.2
# In degrees: places that lie closer are not spread over the whole map.
_LEAST_SPAN: Final = 0.02
# Places that would lie over each other are one pin.
_PIN_GAP: Final = 24
_PIN_RADIUS: Final = 13
_LABEL_OFFSET: Final = 21
_LABEL_HEIGHT: Final = 20
_LABEL_WIDTH: Final = 8.8
# With more pins a phone shows a part of the map.
_FEW: Final = 6

_Box: TypeAlias = tuple[float, float, float, float]


class MappedPlace(NamedTuple):
    """A place with its number and name; `is_open` is None if that is not known."""

    number: int
    name: str
    geo: Geo
    is_open: bool | None


class Pin(NamedTuple):
    """The places at a point of the map. `label` is empty if there is no room for it."""

    places: Sequence[MappedPlace]
    is_open: bool | None
    x: float
    y: float
    label: str
    label_x: float
    is_left: bool


class OfficeMap(NamedTuple):
    """Pins, the lines of a grid, and a scale of so many pixels."""

    pins: Sequence[Pin]
    columns: Sequence[float]
    rows: Sequence[float]
    scale_pixels: float
    scale_text: str
    height: int
    width: int = WIDTH

    @property
    def is_crowded(self) -> bool:
        """Return True if the labels need a wide window."""
        return len(self.pins) > _FEW


def office_map(places: Sequence[MappedPlace]) -> OfficeMap | None:
    """Return the map of places; None if there are none."""
    if not places:
        return None
    latitudes = [place.geo.latitude for place in places]
    longitudes = [place.geo.longitude for place in places]
    middle = (max(latitudes) + min(latitudes)) / 2
    centre = (max(longitudes) + min(longitudes)) / 2
    # One degree of longitude is shorter away from the equator.
    shrink = max(math.cos(math.radians(middle)), 0.01)
    span_x = max((max(longitudes) - min(longitudes)) * shrink, _LEAST_SPAN)
    span_y = max(max(latitudes) - min(latitudes), _LEAST_SPAN)
    room = WIDTH - 2 * _MARGIN
    # Many places need a higher map if they lie above each other.
    highest = _MOST_HEIGHT if len(places) > _FEW else _HEIGHT
    height = round(min(max(room / span_x * span_y + 2 * _MARGIN, _HEIGHT), highest))
    pixels = min(room / span_x, (height - 2 * _MARGIN) / span_y)
    points = [
        (
            WIDTH / 2 + (place.geo.longitude - centre) * shrink * pixels,
            height / 2 - (place.geo.latitude - middle) * pixels,
        )
        for place in places
    ]
    kilometres = _round_number(110 / pixels * _KM_A_DEGREE)
    step = kilometres / _KM_A_DEGREE * pixels
    return OfficeMap(
        _pins(places, points),
        _lines(WIDTH, step),
        # A phone shows the map in a higher frame.
        _lines(height, step, height),
        round(step, 1),
        f"{kilometres:g} km" if kilometres >= 1 else f"{kilometres * 1000:g} m",
        height,
    )


def _pins(places: Sequence[MappedPlace], points: Sequence[tuple[float, float]]) -> Sequence[Pin]:
    """Return the pins, with labels where they lie over no other label or pin."""
    groups: dict[tuple[float, float], list[MappedPlace]] = {}
    for place, point in zip(places, points, strict=True):
        near = (other for other in groups if math.dist(point, other) < _PIN_GAP)
        groups.setdefault(next(near, point), []).append(place)
    taken = [
        (x - _PIN_RADIUS, y - _PIN_RADIUS, x + _PIN_RADIUS, y + _PIN_RADIUS) for x, y in groups
    ]
    pins = []
    # Where most places are there is a label first.
    for (x, y), members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0][::-1])):
        label, box, is_left = _placed_label(members, x, y, taken)
        if label:
            taken.append(box)
        states = {place.is_open for place in members}
        is_open = True if True in states else False if states == {False} else None
        label_x = round(x - _LABEL_OFFSET if is_left else x + _LABEL_OFFSET, 1)
        pins.append(Pin(members, is_open, round(x, 1), round(y, 1), label, label_x, is_left))
    return sorted(pins, key=lambda pin: (pin.y, pin.x))


def _placed_label(
    members: Sequence[MappedPlace], x: float, y: float, taken: Sequence[_Box]
) -> tuple[str, _Box, bool]:
    """Return the label of a pin, its box, and True if it stands on the left; "" without room."""
    labels = [members[0].name]
    if len(members) > 1:
        labels = [f"{members[0].name} and {len(members) - 1} more", f"{len(members)} offices"]
    for label, is_left in product(labels, (False, True)):
        width = len(label) * _LABEL_WIDTH
        start = x - _LABEL_OFFSET - width if is_left else x + _LABEL_OFFSET
        box = (start, y - _LABEL_HEIGHT / 2, start + width, y + _LABEL_HEIGHT / 2)
        if start >= 0 and start + width <= WIDTH and not any(_overlap(box, b) for b in taken):
            return label, box, is_left
    return "", (x, y, x, y), False


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lines(length: int, step: float, beyond: int = 0) -> Sequence[float]:
    """Return the places of lines that are one step apart, from the middle and so far beyond."""
    number = int((length / 2 + beyond) / step)
    return [round(length / 2 + index * step, 1) for index in range(-number, number + 1)]


def _round_number(value: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is not above a value."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(power * factor for factor in (1, 2, 5) if power * factor <= value)
