"""Where nodes stand."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.views.explorer.graph_layout import layout

CLUSTERS = st.lists(st.lists(st.floats(1, 10), min_size=1, max_size=60), min_size=1, max_size=8)


@given(CLUSTERS)
def test_discs_are_apart_and_hold_their_nodes(clusters: list[list[float]]) -> None:
    discs = layout(clusters, 10)
    assert [len(disc.points) for disc in discs] == [*map(len, clusters)]
    for first, second in combinations(discs, 2):
        distance = math.hypot(first.x - second.x, first.y - second.y)
        assert distance >= first.radius + second.radius
    for disc in discs:
        for point in disc.points:
            assert math.hypot(point.x - disc.x, point.y - disc.y) <= disc.radius


@given(CLUSTERS)
def test_equal_input_gives_an_equal_picture(clusters: list[list[float]]) -> None:
    assert layout(clusters, 10) == layout(clusters, 10)


def test_the_first_node_is_in_the_middle_and_the_largest_disc_too() -> None:
    small, large = layout([[5.0], [5.0] * 20], 10)
    assert (large.x, large.y) == (0, 0)
    assert small.points[0] == (small.x, small.y)
