"""A map drawn from coordinates."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.records import Geo
from app.views.explorer.office_map import HEIGHT, WIDTH, office_map


def places(*points: tuple[float, float]) -> list[tuple[int, str, Geo, bool | None]]:
    """Numbered places."""
    return [(number, f"Office {number}", Geo(*point), None) for number, point in enumerate(points)]


def test_without_places_there_is_no_map() -> None:
    assert office_map([]) is None


def test_north_is_up_and_east_is_right() -> None:
    drawn = office_map(places((40.0, -105.0), (41.0, -104.0)))
    assert drawn is not None
    pins = {pin.number: pin for pin in drawn.pins}
    assert pins[0].y > pins[1].y
    assert pins[0].x < pins[1].x


def test_the_scale_is_true() -> None:
    drawn = office_map(places((0.0, 0.0), (0.0, 1.0)))
    assert drawn is not None
    first, second = sorted(drawn.pins, key=lambda pin: pin.x)
    kilometres = float(drawn.scale_text.removesuffix(" km"))
    assert math.isclose((second.x - first.x) / drawn.scale_pixels * kilometres, 111.2, rel_tol=0.01)


def test_labels_of_near_places_do_not_lie_over_each_other() -> None:
    drawn = office_map(places(*[(40.0, -105.0)] * 4))
    assert drawn is not None
    heights = sorted(pin.label_y for pin in drawn.pins)
    assert all(second - first >= 20 for first, second in pairwise(heights))


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=8))
def test_all_pins_are_on_the_map(points: list[tuple[float, float]]) -> None:
    drawn = office_map(places(*points))
    assert drawn is not None
    assert all(0 <= pin.x <= WIDTH and 0 <= pin.y <= HEIGHT for pin in drawn.pins)
    assert 0 < drawn.scale_pixels < WIDTH
    assert len(drawn.columns) + len(drawn.rows) < 100
