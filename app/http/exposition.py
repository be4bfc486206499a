"""The metrics as Prometheus reads them: requests, reloads, and the content that is served."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, get_args

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from app.http.metrics import BUCKETS, Metrics
from app.library.library import Library
from app.library.search.lazy_index import LazyIndex
from app.live.snapshot import Outcome, SnapshotStore


def exposition(metrics: Metrics) -> bytes:
    """Return all metrics. Specification: Prometheus, text-based exposition format, 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_Service(metrics))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    return generate_latest(registry)


class _Service(Collector):
    """The metrics of requests, of reloads and of the content."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics: Final = metrics

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        yield from _requests(self._metrics)
        store = self._metrics.store
        yield from _reloads(store)
        if store.snapshot is not None:
            yield from _content(store.snapshot.published.library)
            yield from _search_index(store.snapshot.published.search)


def _requests(metrics: Metrics) -> Iterator[Metric]:
    requests = CounterMetricFamily(
        "bodywise_http_requests", "Requests answered.", labels=("route", "status", "encoding")
    )
    for (route, status, encoding), number in sorted(metrics.counts.items()):
        requests.add_metric((route, str(status), encoding), number)
    yield requests
    seconds = HistogramMetricFamily(
        "bodywise_http_request_seconds",
        "Seconds from a request to the end of its answer.",
        labels=("route",),
    )
    for route, times in sorted(metrics.times.items()):
        bounds = [*(str(bound) for bound in BUCKETS), "+Inf"]
        below = list(zip(bounds, accumulate(times.buckets), strict=True))
        seconds.add_metric((route,), below, times.seconds)
    yield seconds


def _reloads(store: SnapshotStore) -> Iterator[Metric]:
    reloads = CounterMetricFamily(
        "bodywise_reloads", "Attempts to read the content.", labels=("outcome",)
    )
    for outcome in get_args(Outcome):
        reloads.add_metric((outcome,), store.outcomes[outcome])
    yield reloads
    gauge = GaugeMetricFamily(
        "bodywise_problems",
        "Problems in the content that was read last.",
        labels=("code", "severity"),
    )
    problems = store.reload.problems if store.reload is not None else ()
    numbers = Counter((problem.code, problem.severity.value) for problem in problems)
    for key, number in sorted(numbers.items()):
        gauge.add_metric(key, number)
    yield gauge
    if store.accepted is not None:
        yield GaugeMetricFamily(
            "bodywise_library_load_seconds",
            "Seconds that reading and linking the served content took.",
            value=store.accepted.seconds,
        )
        yield GaugeMetricFamily(
            "bodywise_last_successful_reload_timestamp_seconds",
            "When content was last accepted, in seconds since 1970.",
            value=store.accepted.at.timestamp(),
        )


def _search_index(search: LazyIndex) -> Iterator[Metric]:
    if search.ready is None or search.seconds is None:
        return
    yield GaugeMetricFamily(
        "bodywise_search_index_seconds",
        "Seconds that building the search index took.",
        value=search.seconds,
    )
    yield GaugeMetricFamily(
        "bodywise_search_index_rows",
        "Number of sections, and of conditions and offices without a page, that are searched.",
        value=len(search.ready.rows),
    )


def _content(library: Library) -> Iterator[Metric]:
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
