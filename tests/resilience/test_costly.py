"""Costly requests are right in form, differ by chance and are the same for the same seed."""

import random

import pytest

from app.http.middleware.limits import MAX_PATH, MAX_QUERY
from tests.resilience.costly import COSTLY, costly_request


def test_a_seed_asks_for_the_same_again() -> None:
    first, second = random.Random(7), random.Random(7)
    assert [costly_request(first) for _ in range(50)] == [costly_request(second) for _ in range(50)]


@pytest.mark.parametrize("name", COSTLY)
def test_each_sort_is_within_the_limits_of_a_request(name: str) -> None:
    path, _, query = COSTLY[name](random.Random(1)).partition("?")
    assert path.startswith("/")
    assert len(path) <= MAX_PATH
    assert len(query) <= MAX_QUERY
