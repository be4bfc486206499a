"""Measuring in turn, and what to make of the figures."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Figure = TypeVar("Figure")


def in_turn(
    rounds: int, measures: Mapping[str, Callable[[], Figure]]
) -> dict[str, tuple[Figure, ...]]:
    """The figures of each measure, one a round; a round takes each measure once, in order.

    What else the machine does then troubles all sides alike.
    """
    taken: dict[str, list[Figure]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            taken[name].append(measure())
    return {name: tuple(figures) for name, figures in taken.items()}


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, ...]:
    """Our figure by theirs, round by round."""
    return tuple(mine / other for mine, other in zip(ours, theirs, strict=True))


def growth(
    sizes: tuple[int, int], small: Sequence[float], large: Sequence[float]
) -> tuple[float, ...]:
    """The exponent by which a figure grows between two sizes, round by round.

    1 is in proportion to the size, 2 to its square.
    """
    steps = math.log(sizes[1] / sizes[0])
    return tuple(math.log(ratio) / steps for ratio in ratios(large, small))
