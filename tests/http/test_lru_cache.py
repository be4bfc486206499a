"""What is kept of answers stays within a bound."""

from app.http.encoded_response import EncodedResponse
from app.http.lru_cache import Key, LruCache


def variant(size: int) -> EncodedResponse:
    made = EncodedResponse.of("/r", [(b"content-type", b"image/png")], b"x" * size, ("identity",))
    assert made is not None
    return made


def key(number: int) -> Key:
    return (f"/{number}", b"", "identity", None)


def test_of_many_the_last_ones_are_kept() -> None:
    one = variant(1000)
    kept = LruCache(one.size * 10)
    for number in range(10_000):
        kept.put(key(number), one)
    held = [number for number in range(10_000) if kept.get(key(number)) is not None]
    assert held == list(range(9_990, 10_000))


def test_what_is_asked_for_stays() -> None:
    one = variant(1000)
    kept = LruCache(one.size * 2)
    for number in range(10):
        kept.put(key(number), one)
        assert kept.get(key(0)) is one
    assert [number for number in range(10) if kept.get(key(number))] == [0, 9]


def test_one_that_comes_again_counts_once() -> None:
    one = variant(1000)
    kept = LruCache(one.size * 2)
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
    keys: list[Key] = [("/search", b"%02d" % number * 1_000, None, None) for number in range(99)]
    for entry in keys:
        kept.put(entry, one)
    assert [entry for entry in keys if kept.get(entry)] == keys[-4:]
