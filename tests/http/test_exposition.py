"""Metrics as Prometheus reads them."""

from app.http.exposition import exposition
from app.http.metrics import Metrics
from app.library.library import Library
from app.live.snapshot import Snapshot, SnapshotStore
from app.views.catalog import Catalog


def lines_of(metrics: Metrics) -> list[str]:
    return exposition(metrics).decode().splitlines()


def test_requests_are_counted_and_timed_by_route() -> None:
    metrics = Metrics(SnapshotStore())
    metrics.record("/pages", 200, "br", 0.0007)
    metrics.record("/pages", 304, "identity", 3.0)
    lines = lines_of(metrics)
    counter = 'bodywise_http_requests_total{encoding="%s",route="/pages",status="%d"} 1.0'
    assert {counter % ("br", 200), counter % ("identity", 304)} <= set(lines)
    bucket = 'bodywise_http_request_seconds_bucket{le="%s",route="/pages"} %d.0'
    assert {bucket % ("0.0005", 0), bucket % ("0.001", 1), bucket % ("+Inf", 2)} <= set(lines)
    assert 'bodywise_http_request_seconds_sum{route="/pages"} 3.0007' in lines


def test_without_content_there_are_no_records(library: Library) -> None:
    assert not any("library_records{" in line for line in lines_of(Metrics(SnapshotStore())))
    store = SnapshotStore(Snapshot(Catalog(library)))
    assert 'bodywise_library_records{kind="pages"} 9.0' in lines_of(Metrics(store))


def test_the_search_index_is_measured_once_it_is_built(library: Library) -> None:
    catalog = Catalog(library)
    store = SnapshotStore(Snapshot(catalog))
    assert not any("search_index" in line for line in lines_of(Metrics(store)))
    rows = len(catalog.search.get().rows)
    assert f"bodywise_search_index_rows {float(rows)}" in lines_of(Metrics(store))
    assert any(
        line.startswith("bodywise_search_index_seconds ") for line in lines_of(Metrics(store))
    )
