"""The parts of a file that a Range header asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.http.ranges import MAX_PARTS, Part, parts_of


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("bytes=0-0", [(0, 1)]),
        ("bytes=2-4", [(2, 5)]),
        ("bytes=7-", [(7, 10)]),
        ("bytes=-3", [(7, 10)]),
        ("bytes=-99", [(0, 10)]),
        ("bytes=8-99", [(8, 10)]),
        ("Bytes = 0-1 ,\t3-4,", [(0, 2), (3, 5)]),
        # In the order in which they are asked for, unless some are one.
        ("bytes=8-9,0-1", [(8, 10), (0, 2)]),
        ("bytes=4-6,0-1,5-9", [(0, 2), (4, 10)]),
        ("bytes=0-1,2-3", [(0, 2), (2, 4)]),
        ("bytes=3-3,3-3", [(3, 4)]),
        # What the file does not have is left out of what it has.
        ("bytes=0-1,10-", [(0, 2)]),
        ("bytes=10-", []),
        ("bytes=-0", []),
        (f"bytes={'9' * 4000}-", []),
        (f"bytes={'0' * 3999}3-{'9' * 4000}", [(3, 10)]),
    ],
)
def test_parts(header: str, parts: list[tuple[int, int]]) -> None:
    assert parts_of(header, 10) == tuple(Part(start, end) for start, end in parts)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,5-2",
        "bytes=x-y",
        "bytes=0x1-2",
        "bytes=1_0-",
        "bytes=+1-2",
        "bytes=1--2",
        "bytes=٣-٤",
        "pages=1-2",
        "bytes 1-2",
        "bytes=" + ",".join(f"{at}-{at}" for at in range(MAX_PARTS + 1)),
    ],
)
def test_what_is_no_part_is_not_heeded(header: str) -> None:
    assert parts_of(header, 1000) is None


def test_an_empty_file_has_no_parts() -> None:
    assert parts_of("bytes=0-", 0) is None
    assert parts_of("bytes=-1", 0) is None


@given(
    size=st.integers(0, 60),
    header=st.lists(
        st.tuples(st.none() | st.integers(0, 70), st.none() | st.integers(0, 70)), max_size=8
    ).map(
        lambda pairs: (
            "bytes="
            + ",".join(
                f"{'' if first is None else first}-{'' if last is None else last}"
                for first, last in pairs
            )
        )
    )
    | st.text("bytes=0123-, \t9", max_size=20),
)
def test_all_parts_lie_in_the_file_and_apart(size: int, header: str) -> None:
    parts = parts_of(header, size) or ()
    assert all(0 <= part.start < part.end <= size for part in parts)
    places = [place for part in parts for place in range(part.start, part.end)]
    assert len(places) == len(set(places))
