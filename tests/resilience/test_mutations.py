"""Requests are mutated the same way with the same seed, and most differ from what they were."""

import random

from tests.resilience.mutations import head, mutated


def test_mutations_follow_the_seed() -> None:
    first, again = (
        [mutated(head(chance), chance) for _ in range(200)]
        for chance in (random.Random(7), random.Random(7))
    )
    assert first == again
    assert len(set(first)) > 190
    assert any(not data.startswith((b"GET", b"HEAD", b"OPTIONS", b"POST")) for data in first)
