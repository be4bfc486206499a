"""Mappings between offsets in characters and in bytes of UTF-8."""

from collections.abc import Callable
from typing import Final

# For text that is ASCII. A method of `int` takes half the time of a function.
IDENTITY: Final[Callable[[int], int]] = (0).__add__
# Each character has one byte that does not go on with another.
_CONTINUATION_BYTES: Final = bytes(range(0x80, 0xC0))


def character_offsets(data: bytes, start: int, *, ascii_only: bool) -> Callable[[int], int]:
    """Return a mapping of bytes of the body to offsets of the document.

    It is fast for offsets that are near the one before.
    """
    if ascii_only:
        return start.__add__ if start else IDENTITY
    seen = [0, 0]

    def offset(byte: int) -> int:
        if byte < seen[0]:
            seen[1] -= len(data[byte : seen[0]].translate(None, _CONTINUATION_BYTES))
        else:
            seen[1] += len(data[seen[0] : byte].translate(None, _CONTINUATION_BYTES))
        seen[0] = byte
        return start + seen[1]

    return offset


def byte_offsets(text: str) -> Callable[[int], int]:
    """Return a mapping of offsets of a text to bytes of its UTF-8, fast for near ones in a row."""
    if text.isascii():
        return lambda offset: offset
    seen = [0, 0]

    def byte(offset: int) -> int:
        if offset < seen[0]:
            seen[1] -= len(text[offset : seen[0]].encode())
        else:
            seen[1] += len(text[seen[0] : offset].encode())
        seen[0] = offset
        return seen[1]

    return byte
