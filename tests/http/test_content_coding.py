"""What clients say that they take, and what they get."""

import gzip

import brotli  # type: ignore[import-untyped]  # it comes without stubs
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.http.content_coding import Coding, acceptable, encoded

CODINGS: tuple[Coding, ...] = ("br", "zstd", "gzip", "identity")


def decoded(body: bytes, coding: Coding) -> bytes:
    match coding:
        case "br":
            whole: bytes = brotli.decompress(body)
            return whole
        case "zstd":
            return zstandard.ZstdDecompressor().decompress(body)
        case "gzip":
            return gzip.decompress(body)
        case "identity":
            return body


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        (None, ("identity",)),
        ("", ("identity",)),
        ("gzip, deflate, br, zstd", ("br", "zstd", "gzip", "identity")),
        ("gzip", ("gzip", "identity")),
        ("GZip", ("gzip", "identity")),
        ("x-gzip", ("gzip", "identity")),
        ("gzip;q=0.5, zstd;q=0.8", ("zstd", "gzip", "identity")),
        ("gzip ; q=0.5 , br;q=0", ("gzip", "identity")),
        ("gzip;q=0.5, identity", ("identity", "gzip")),
        ("*", ("br", "zstd", "gzip", "identity")),
        ("*;q=0.5, gzip", ("gzip", "br", "zstd", "identity")),
        ("identity;q=0, *", ("br", "zstd", "gzip")),
        ("identity;q=0", ()),
        ("*;q=0", ()),
        ("*;q=0, gzip", ("gzip",)),
        ("*;q=0, identity", ("identity",)),
        ("deflate", ("identity",)),
        # What is no weight is no entry.
        ("br;q=2, gzip;q=, zstd;level=3", ("identity",)),
        ("br;q=0.0001, gzip;q=1.000", ("gzip", "identity")),
    ],
)
def test_codings_are_chosen_by_weight(header: str | None, taken: tuple[Coding, ...]) -> None:
    assert acceptable(None if header is None else header.encode()) == taken


def test_two_hundred_tokens_are_read() -> None:
    tokens = ", ".join(f"coding-{number};q=0.{number}" for number in range(1, 200))
    assert acceptable(f"{tokens}, zstd;q=0.1".encode()) == ("zstd", "identity")


@given(st.text(st.sampled_from("gzipbrstd*identy,;q=01. \t-")))
def test_whatever_is_said_each_coding_is_taken_once_or_not(header: str) -> None:
    taken = acceptable(header.encode())
    assert len(set(taken)) == len(taken)
    assert set(taken) <= set(CODINGS)


@given(st.binary(max_size=5000), st.sampled_from(CODINGS))
def test_what_is_packed_is_what_is_unpacked(body: bytes, coding: Coding) -> None:
    packed = bytes(encoded(body, coding))
    assert decoded(packed, coding) == body
    assert encoded(body, coding) == packed
