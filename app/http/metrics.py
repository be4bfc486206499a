"""What is counted of answers as they end."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from app.live.snapshot import SnapshotStore

# Seconds: from an answer that lies ready to one that somebody notices.
BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


@dataclass(slots=True)
class Times:
    """How many answers of one route took how long, by the bucket that each falls into."""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    seconds: float = 0.0


class Metrics:
    """Counts the answers of one service, in one thread: the one that answers."""

    def __init__(self, shelf: SnapshotStore) -> None:
        self.shelf = shelf
        # By route, status and coding; and by route.
        self.counts: dict[tuple[str, int, str], int] = {}
        self.times: dict[str, Times] = {}

    def answered(self, route: str, status: int, encoding: str, seconds: float) -> None:
        """Count an answer. `route` is a pattern of addresses, never an address."""
        key = (route, status, encoding)
        self.counts[key] = self.counts.get(key, 0) + 1
        times = self.times.get(route)
        if times is None:
            times = self.times[route] = Times()
        times.buckets[bisect_left(BUCKETS, seconds)] += 1
        times.seconds += seconds
