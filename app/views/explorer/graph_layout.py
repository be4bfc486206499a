"""Where the nodes of a graph stand: in discs, one for each cluster. The same for equal input."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))
# The steps of the spiral on which a place for a disc is looked for.
_STEPS: Final = 3_000
_GAP: Final = 34.0
# Discs are put beside each other rather than below each other: screens are wider than high.
_WIDE: Final = 1.35
_HIGH: Final = 0.8


class Point(NamedTuple):
    """A place in the plane."""

    x: float
    y: float


class Disc(NamedTuple):
    """A cluster: its middle, its radius, and the places of its nodes."""

    x: float
    y: float
    radius: float
    points: Sequence[Point]


def layout(clusters: Sequence[Sequence[float]], gap: float) -> Sequence[Disc]:
    """Return a disc for each cluster of nodes, which are given by their radii.

    The nodes of a disc are `gap` apart, the first in the middle. No disc lies over another; the
    largest is in the middle. It takes at most 3,000 steps a disc.
    """
    flowers = [_sunflower(radii, gap) for radii in clusters]
    extent = sum(2 * radius + _GAP for radius, _ in flowers)
    placed: dict[int, Disc] = {}
    for index in sorted(range(len(flowers)), key=lambda index: (-flowers[index][0], index)):
        radius, points = flowers[index]
        x, y = _free_place(radius, list(placed.values()), extent)
        moved = [Point(round(x + point.x, 1), round(y + point.y, 1)) for point in points]
        placed[index] = Disc(round(x, 1), round(y, 1), round(radius, 1), moved)
    return [placed[index] for index in range(len(flowers))]


def _sunflower(radii: Sequence[float], gap: float) -> tuple[float, Sequence[Point]]:
    """Return the radius of a disc, and the places of its nodes around its middle."""
    area = 0.0
    points = []
    for index, radius in enumerate(radii):
        own = (radius + gap / 2) ** 2
        distance = math.sqrt(area + own * 0.3) * 1.12
        area += own
        angle = index * _GOLDEN_ANGLE
        points.append(Point(distance * math.cos(angle), distance * math.sin(angle)))
    # The spiral of few nodes is not round: its middle is that of their places.
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    x, y = (left + right) / 2, (top + bottom) / 2
    moved = [Point(point.x - x, point.y - y) for point in points]
    reach = max(math.hypot(*point) + radius for point, radius in zip(moved, radii, strict=True))
    return reach + gap / 2, moved


def _free_place(radius: float, others: Sequence[Disc], extent: float) -> tuple[float, float]:
    """Return the first place on a spiral around the middle where a disc touches no other."""
    x = y = 0.0
    for step in range(_STEPS):
        distance = extent / _HIGH * step / _STEPS
        angle = step * _GOLDEN_ANGLE
        x, y = _WIDE * distance * math.cos(angle), _HIGH * distance * math.sin(angle)
        if all(
            math.hypot(x - other.x, y - other.y) >= radius + other.radius + _GAP for other in others
        ):
            break
    return x, y
