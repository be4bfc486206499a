"""Mappings between offsets in characters and in bytes of UTF-8."""

from collections.abc import Callable
from typing import Final

# For text that is ASCII. A method of `int` takes half the time of a function.
IDENTITY: Final[Callable[[int], int]] = (0).__add__
# Each character has one byte that does not go on with another.
_CONTINUATION_BYTES: Final = bytes(range(0x80, 0xC0))


def character_offsets(data: bytes) -> Callable[[int], int]:
    """Return a mapping of bytes of UTF-8 to offsets of the text, fast for near ones in a row."""
    if data.isascii():
        return IDENTITY
    return _counted(lambda start, end: len(data[start:end].translate(None, _CONTINUATION_BYTES)))


def byte_offsets(text: str) -> Callable[[int], int]:
    """Return a mapping of offsets of a text to bytes of its UTF-8, fast for near ones in a row."""
    if text.isascii():
        return IDENTITY
    return _counted(lambda start, end: len(text[start:end].encode()))


def _counted(size: Callable[[int, int], int]) -> Callable[[int], int]:
    """Return a mapping of places to what is before them, by the size of what is between two."""
    place = before = 0

    def size_before(new: int) -> int:
        nonlocal place, before
        before += size(place, new) if new >= place else -size(new, place)
        place = new
        return before

    return size_before
