"""Metrics for Prometheus: requests, reloads, and the content that is served."""

from collections.abc import Iterator
from itertools import accumulate
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from app.http.metrics import BUCKETS, Metrics
from app.live.snapshot import Outcome, SnapshotStore
from app.problems import Problem


def exposition(metrics: Metrics) -> bytes:
    """Return all metrics. Specification: Prometheus, the text-based exposition format, 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_RequestsCollector(metrics))
    registry.register(_ContentCollector(metrics.store))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    return generate_latest(registry)


class _RequestsCollector(Collector):
    """Counts of requests. Counters of prometheus_client would take a lock for each of them."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        """Yield the counter and the histogram of requests."""
        counter = CounterMetricFamily(
            "bodywise_http_requests",
            "Requests answered.",
            labels=("route", "status", "encoding"),
        )
        for (route, status, encoding), number in sorted(self._metrics.counts.items()):
            counter.add_metric((route, str(status), encoding), number)
        yield counter
        histogram = HistogramMetricFamily(
            "bodywise_http_request_seconds",
            "Seconds from a request to the end of its answer.",
            labels=("route",),
        )
        for route, times in sorted(self._metrics.times.items()):
            bounds = [*(str(bound) for bound in BUCKETS), "+Inf"]
            below = list(zip(bounds, accumulate(times.buckets), strict=True))
            histogram.add_metric((route,), below, times.seconds)
        yield histogram


class _ContentCollector(Collector):
    """State of the store, read when the metrics are requested."""

    def __init__(self, store: SnapshotStore) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """Yield metrics of the content and of the last attempt to read it."""
        yield self._reloads()
        reload = self._store.reload
        yield _problems(reload.problems if reload is not None else ())
        accepted = self._store.accepted
        snapshot = self._store.snapshot
        if accepted is not None:
            yield GaugeMetricFamily(
                "bodywise_library_load_seconds",
                "Seconds that reading and linking the served content took.",
                value=accepted.seconds,
            )
            yield GaugeMetricFamily(
                "bodywise_last_successful_reload_timestamp_seconds",
                "When content was last accepted, in seconds since 1970.",
                value=accepted.at.timestamp(),
            )
        if snapshot is None:
            return
        library = snapshot.published.library
        info = GaugeMetricFamily(
            "bodywise_library_info", "The served content.", labels=("version", "tree")
        )
        info.add_metric((library.version, library.tree), 1)
        yield info
        records = GaugeMetricFamily(
            "bodywise_library_records", "Number of records by kind.", labels=("kind",)
        )
        for name, number in library.counts.items():
            records.add_metric((name,), number)
        yield records
        yield GaugeMetricFamily(
            "bodywise_library_loaded_timestamp_seconds",
            "When the served files were read, in seconds since 1970.",
            value=library.loaded_at.timestamp(),
        )

    def _reloads(self) -> Metric:
        reloads = CounterMetricFamily(
            "bodywise_reloads", "Attempts to read the content.", labels=("outcome",)
        )
        for outcome in get_args(Outcome):
            reloads.add_metric((outcome,), self._store.outcomes.get(outcome, 0))
        return reloads


def _problems(problems: tuple[Problem, ...]) -> Metric:
    numbers: dict[tuple[str, str], int] = {}
    for problem in problems:
        key = (problem.code, problem.severity.value)
        numbers[key] = numbers.get(key, 0) + 1
    gauge = GaugeMetricFamily(
        "bodywise_problems",
        "Problems in the content that was read last.",
        labels=("code", "severity"),
    )
    for key, number in sorted(numbers.items()):
        gauge.add_metric(key, number)
    return gauge
