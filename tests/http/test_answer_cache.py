"""What is kept of answers stays within a bound."""

import sys
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from app.http.answer_cache import Key, LruCache
from app.http.encoded_response import EncodedResponse

# What one response takes with its key, roughly, above `size`.
_KEY = 300


def variant(size: int) -> EncodedResponse:
    made = EncodedResponse.of("/r", [(b"content-type", b"image/png")], b"x" * size, ("identity",))
    assert made is not None
    return made


def key(number: int) -> Key:
    return (f"/{number}", b"", "identity", None, False)


def test_of_many_the_last_ones_are_kept() -> None:
    one = variant(1000)
    kept = LruCache((one.size + _KEY) * 10)
    for number in range(10_000):
        kept.put(key(number), one)
    held = [number for number in range(10_000) if kept.get(key(number)) is not None]
    assert held == list(range(9_990, 10_000))


def test_what_is_asked_for_stays() -> None:
    one = variant(1000)
    kept = LruCache((one.size + _KEY) * 2)
    for number in range(10):
        kept.put(key(number), one)
        assert kept.get(key(0)) is one
    assert [number for number in range(10) if kept.get(key(number))] == [0, 9]


def test_one_that_comes_again_counts_once() -> None:
    one = variant(1000)
    kept = LruCache((one.size + _KEY) * 2)
    kept.put(key(0), one)
    for _ in range(5):
        kept.put(key(1), one)
    assert kept.get(key(0)) is one


def test_one_that_is_larger_than_the_bound_is_not_kept() -> None:
    kept = LruCache(1000)
    kept.put(key(0), variant(5000))
    assert kept.get(key(0)) is None


def test_long_queries_take_memory_too() -> None:
    one = variant(0)
    kept = LruCache(10_000 + 4 * one.size)
    keys: list[Key] = [
        ("/search", b"%02d" % number * 1_000, None, None, False) for number in range(99)
    ]
    for entry in keys:
        kept.put(entry, one)
    assert [entry for entry in keys if kept.get(entry)] == keys[-4:]


def memory_of(values: Iterable[object]) -> int:
    """The memory that objects take with all that is in them, each counted once."""
    seen: dict[int, object] = {}
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if id(value) not in seen:
            seen[id(value)] = value
            waiting += value if isinstance(value, tuple | list) else ()
    return sum(map(sys.getsizeof, seen.values()))


@given(
    st.lists(
        st.tuples(st.integers(0, 60_000), st.integers(0, 8_000), st.integers(0, 30_000)),
        max_size=40,
    )
)
def test_memory_stays_within_the_bound(sizes: list[tuple[int, int, int]]) -> None:
    bound = 100_000
    cache = LruCache(bound)
    keys: list[Key] = []
    for number, (body, query, header) in enumerate(sizes):
        headers = [
            (b"content-type", b"image/png"),
            (b"etag", f'"{number}"'.encode()),
            (b"link", b"x" * header),
        ]
        response = EncodedResponse.of("/r", headers, bytes(body), ("identity",))
        assert response is not None
        keys.append((f"/{number}", b"q" * query, "identity", b"*", False))
        cache.put(keys[-1], response)
    kept = [(key, response) for key in keys if (response := cache.get(key)) is not None]
    assert memory_of(kept) <= bound
