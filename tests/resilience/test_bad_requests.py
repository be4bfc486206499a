"""Bad requests are the same for the same seed, and the answers to them are read right."""

import random

import pytest

from tests.resilience.bad_requests import MAKERS, bad_request, statuses
from tests.resilience.wire import NoHttpError


def test_a_seed_makes_the_same_requests_again() -> None:
    first, second = random.Random(7), random.Random(7)
    assert [bad_request(first) for _ in range(50)] == [bad_request(second) for _ in range(50)]


@pytest.mark.parametrize("name", MAKERS)
def test_each_sort_has_something_to_send(name: str) -> None:
    assert MAKERS[name](random.Random(1))


def test_all_answers_of_a_connection_are_seen() -> None:
    received = (
        b"HTTP/1.1 100 Continue\r\n\r\n"
        b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nHTTP"
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n"
        b"HTTP/1.1 500 Internal Server Error\r\n\r\nto the end"
    )
    assert statuses(received) == (100, 200, 304, 500)
    assert statuses(b"") == ()


@pytest.mark.parametrize("received", [b"HTTP/1.1 200 OK\r\n", b"nonsense\r\n\r\n"])
def test_what_is_no_answer(received: bytes) -> None:
    with pytest.raises(NoHttpError):
        statuses(received)
