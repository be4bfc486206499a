"""A map drawn from coordinates."""

import math

from hypothesis import given
from hypothesis import strategies as st

from app.records import Geo
from app.views.explorer.office_map import WIDTH, MappedPlace, office_map


def places(*points: tuple[float, float]) -> list[MappedPlace]:
    """Numbered places."""
    return [
        MappedPlace(number, f"Office {number}", Geo(*point), None)
        for number, point in enumerate(points)
    ]


def test_without_places_there_is_no_map() -> None:
    assert office_map([]) is None


def test_north_is_up_and_east_is_right() -> None:
    drawn = office_map(places((40.0, -105.0), (41.0, -104.0)))
    assert drawn is not None
    pins = {pin.places[0].number: pin for pin in drawn.pins}
    assert pins[0].y > pins[1].y
    assert pins[0].x < pins[1].x


def test_the_scale_is_true() -> None:
    drawn = office_map(places((0.0, 0.0), (0.0, 1.0)))
    assert drawn is not None
    first, second = sorted(drawn.pins, key=lambda pin: pin.x)
    kilometres = float(drawn.scale_text.removesuffix(" km"))
    assert math.isclose((second.x - first.x) / drawn.scale_pixels * kilometres, 111.2, rel_tol=0.01)


def test_places_that_would_lie_over_each_other_are_one_pin() -> None:
    near = places((40.0, -105.0), (40.0, -105.0), (40.001, -105.0), (42.0, -105.0))
    states = [False, True, None, None]
    drawn = office_map(
        [place._replace(is_open=state) for place, state in zip(near, states, strict=True)]
    )
    assert drawn is not None
    far, together = drawn.pins
    assert [place.number for place in together.places] == [0, 1, 2]
    assert (together.label, together.is_open) == ("Office 0 and 2 more", True)
    assert (far.label, far.is_open) == ("Office 3", None)


def test_a_label_stands_on_the_left_or_is_left_out_where_there_is_no_room() -> None:
    drawn = office_map(places((40.0, -105.0), (40.0, -104.96), (40.0, -104.92), (40.0, -104.0)))
    assert drawn is not None
    assert [(pin.label, pin.is_left) for pin in drawn.pins[:3]] == [
        ("", False),
        ("", False),
        ("Office 2", False),
    ]


def test_many_places_above_each_other_have_a_higher_map() -> None:
    few, many = (
        office_map(places(*((30.0 + number, -105.0) for number in range(count))))
        for count in (4, 12)
    )
    assert few is not None
    assert many is not None
    assert (few.height, few.is_crowded) == (340, False)
    assert (many.height, many.is_crowded) == (540, True)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=8))
def test_all_pins_are_on_the_map(points: list[tuple[float, float]]) -> None:
    drawn = office_map(places(*points))
    assert drawn is not None
    numbers = sorted(place.number for pin in drawn.pins for place in pin.places)
    assert numbers == [*range(len(points))]
    assert all(0 <= pin.x <= WIDTH and 0 <= pin.y <= drawn.height for pin in drawn.pins)
    assert 0 < drawn.scale_pixels < WIDTH
    assert len(drawn.columns) + len(drawn.rows) < 100
