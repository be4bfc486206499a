"""Parts are packed while they are made, and unpack to the same bytes."""

import gzip
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]  # it comes without stubs
import pytest
import zstandard

from app.http.content_coding import Coding
from app.http.streaming import packed

PARTS = [f"line {number} with some words\n".encode() * 40 for number in range(400)]


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(data)


@pytest.mark.parametrize(
    ("coding", "unpacked"),
    [
        ("identity", bytes),
        ("br", brotli.decompress),
        ("gzip", gzip.decompress),
        ("zstd", zstd),
    ],
)
def test_what_is_packed_unpacks_to_the_same(
    coding: Coding, unpacked: Callable[[bytes], bytes]
) -> None:
    pieces = list(packed(PARTS, coding))
    whole = b"".join(PARTS)
    assert unpacked(b"".join(pieces)) == whole
    assert b"".join(packed(PARTS, coding)) == b"".join(pieces)
    assert coding == "identity" or len(b"".join(pieces)) < len(whole) / 10
    assert unpacked(b"".join(packed([], coding))) == b""


def test_pieces_are_sent_before_the_last_part_is_made() -> None:
    made = 0

    def parts() -> Iterator[bytes]:
        nonlocal made
        for part in PARTS:
            made += 1
            yield part

    pieces = packed(parts(), "identity")
    assert len(next(pieces)) < 2 * 64 * 1024
    assert made < len(PARTS) / 4
