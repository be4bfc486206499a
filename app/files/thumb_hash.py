"""ThumbHash: a picture as about 25 bytes, from which a client paints a blurred placeholder.

Specification: https://evanw.github.io/thumbhash/
"""

from collections.abc import Sequence
from math import cos, floor, pi
from operator import mul
from typing import Final, NamedTuple

# A picture may have so many pixels a side.
MAX_SIDE: Final = 100


class _Channel(NamedTuple):
    """The mean of a channel, its other coefficients from 0 to 1, and the scale of these."""

    mean: float
    coefficients: list[float]
    scale: float


def thumb_hash(width: int, height: int, bands: Sequence[Sequence[int]]) -> bytes:
    """Return the ThumbHash of a picture of at most 100 by 100 pixels.

    `bands` are its red, green, blue and alpha, each of 0 to 255, row by row.
    """
    alphas = [value / 255 for value in bands[3]]
    total = sum(alphas)
    has_alpha = total < width * height
    reds, greens, blues = (
        _over_mean(band, alphas, total) if has_alpha else [value / 255 for value in band]
        for band in bands[:3]
    )
    lightness = [sum(color) / 3 for color in zip(reds, greens, blues, strict=True)]
    yellow_blue = [
        (red + green) / 2 - blue for red, green, blue in zip(reds, greens, blues, strict=True)
    ]
    red_green = [red - green for red, green in zip(reds, greens, strict=True)]
    most, side = 5 if has_alpha else 7, max(width, height)
    columns, rows = (max(1, _rounded(most * length / side)) for length in (width, height))
    light = _encoded(lightness, width, height, max(3, columns), max(3, rows))
    yellow = _encoded(yellow_blue, width, height, 3, 3)
    red = _encoded(red_green, width, height, 3, 3)
    is_landscape = width > height
    start = (
        _rounded(63 * light.mean)
        | _rounded(31.5 + 31.5 * yellow.mean) << 6
        | _rounded(31.5 + 31.5 * red.mean) << 12
        | _rounded(31 * light.scale) << 18
        | has_alpha << 23
    )
    end = (
        (rows if is_landscape else columns)
        | _rounded(63 * yellow.scale) << 3
        | _rounded(63 * red.scale) << 9
        | is_landscape << 15
    )
    hashed = bytearray(start.to_bytes(3, "little") + end.to_bytes(2, "little"))
    channels = [light, yellow, red]
    if has_alpha:
        alpha = _encoded(alphas, width, height, 5, 5)
        hashed.append(_rounded(15 * alpha.mean) | _rounded(15 * alpha.scale) << 4)
        channels.append(alpha)
    halves = [_rounded(15 * value) for channel in channels for value in channel.coefficients]
    halves += [0] * (len(halves) % 2)
    hashed += bytes(low | high << 4 for low, high in zip(halves[::2], halves[1::2], strict=True))
    return bytes(hashed)


def _over_mean(band: Sequence[int], alphas: Sequence[float], total: float) -> list[float]:
    """Return a band from 0 to 1 as it looks on a ground of its own mean color."""
    mean = sum(map(mul, band, alphas)) / 255 / total if total else 0.0
    return [
        mean * (1 - alpha) + alpha * value / 255 for value, alpha in zip(band, alphas, strict=True)
    ]


def _encoded(values: Sequence[float], width: int, height: int, columns: int, rows: int) -> _Channel:
    """Return the lowest frequencies of a channel: its discrete cosine transform."""
    lines = [values[start : start + width] for start in range(0, width * height, width)]
    # Along the rows, then along the columns: a seventh of the time of both at once.
    waves = [
        [cos(pi / width * column * (x + 0.5)) for x in range(width)] for column in range(columns)
    ]
    sums = [[sum(map(mul, line, wave)) for line in lines] for wave in waves]
    mean, coefficients = 0.0, []
    for row in range(rows):
        wave = [cos(pi / height * row * (y + 0.5)) for y in range(height)]
        for column in range(columns):
            if column * rows >= columns * (rows - row):
                break
            value = sum(map(mul, sums[column], wave)) / (width * height)
            if row or column:
                coefficients.append(value)
            else:
                mean = value
    scale = max(map(abs, coefficients))
    if scale:
        coefficients = [0.5 + 0.5 / scale * value for value in coefficients]
    return _Channel(mean, coefficients, scale)


def _rounded(value: float) -> int:
    """Return the nearest whole number; halves are rounded up.

    What is a half but for errors of floating point is one on every machine.
    """
    return floor(round(value, 6) + 0.5)
