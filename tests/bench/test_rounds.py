"""Sides take turns, and figures are held against those of the same round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.rounds import growth, in_turn, ratios


def test_each_round_takes_each_side_once() -> None:
    taken: list[str] = []

    def measure(side: str) -> int:
        taken.append(side)
        return len(taken)

    figures = in_turn(3, {"a": lambda: measure("a"), "b": lambda: measure("b")})
    assert taken == ["a", "b", "a", "b", "a", "b"]
    assert figures == {"a": (1, 3, 5), "b": (2, 4, 6)}


def test_ratios_are_of_one_round_each() -> None:
    assert ratios((1.0, 9.0), (2.0, 3.0)) == (0.5, 3.0)
    with pytest.raises(ValueError, match="argument 2"):
        ratios((1.0, 2.0), (1.0,))


@given(
    st.floats(0, 3),
    st.floats(0.001, 1_000),
    st.integers(1, 1_000),
    st.integers(2, 1_000),
)
def test_the_exponent_is_that_of_the_power(
    exponent: float, each: float, size: int, times: int
) -> None:
    sizes = (size, size * times)
    small, large = (each * n**exponent for n in sizes)
    assert growth(sizes, [small], [large])[0] == pytest.approx(exponent, abs=1e-6)
