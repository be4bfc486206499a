"""Counts of the requests that were answered, and their times."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.live.snapshot import SnapshotStore

# Seconds: from a cached answer to one that a person notices.
BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


@dataclass(slots=True)
class Times:
    """The histogram of one route: responses by bucket, and their seconds in all."""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0


class Metrics:
    """Counts of the responses of one service, and the store whose state `/metrics` shows.

    Counters of prometheus_client would take a lock for each response; here only the event loop's
    thread records.
    """

    def __init__(self, store: SnapshotStore) -> None:
        self.store: Final = store
        self._counts: dict[tuple[str, int, str], int] = {}
        self._times: dict[str, Times] = {}

    @property
    def counts(self) -> Mapping[tuple[str, int, str], int]:
        """The responses by route, status and coding."""
        return self._counts

    @property
    def times(self) -> Mapping[str, Times]:
        """The times of the responses by route."""
        return self._times

    def record(self, route: str, status: int, coding: str, seconds: float) -> None:
        """Count a response. `route` is a pattern of addresses, never an address."""
        key = (route, status, coding)
        self._counts[key] = self._counts.get(key, 0) + 1
        times = self._times.get(route)
        if times is None:
            times = self._times[route] = Times()
        times.buckets[bisect_left(BUCKETS, seconds)] += 1
        times.seconds += seconds
