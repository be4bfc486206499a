"""ThumbHashes are those of the reference implementation."""

from base64 import b64encode
from collections.abc import Callable

import pytest

from app.files.thumb_hash import thumb_hash

Pixel = tuple[int, int, int, int]


def opaque(x: int, y: int) -> Pixel:
    return (x * x * 31 + y * 7) % 256, (x * 13 + y * y * 3) % 256, (x * y * 17 + 5) % 256, 255


def translucent(x: int, y: int) -> Pixel:
    color = (x * 25) % 256, (255 - y * 12) % 256, (x * 7 + y * y * 5) % 256
    return *color, (x * x * y + 8 * y + 40 * x) % 256


def clear(x: int, y: int) -> Pixel:
    del x, y
    return 10, 200, 30, 0


# Printed by version 0.1.1 of the package thumbhash for JavaScript.
@pytest.mark.parametrize(
    ("width", "height", "pixel", "hashed"),
    [
        (16, 12, opaque, "XfgJHYZgZ0Zldoh2eGeIl3QvSLrP"),
        (7, 90, opaque, "XvgFKQIAYzl4Y4KRz3ho/Bo="),
        (9, 20, translucent, "XbiFIgoHcI5Zd1lzjxsJiSIiBDBzlTc="),
        (30, 11, translucent, "JXmFEoYHYmRfh2Ztz1sFeAVUR1qGhXo="),
        (5, 5, clear, "AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="),
    ],
)
def test_a_thumb_hash_is_that_of_the_reference(
    width: int, height: int, pixel: Callable[[int, int], Pixel], hashed: str
) -> None:
    pixels = [pixel(x, y) for y in range(height) for x in range(width)]
    bands = list(zip(*pixels, strict=True))
    assert b64encode(thumb_hash(width, height, bands)).decode() == hashed
