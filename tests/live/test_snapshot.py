"""The store holds one snapshot and counts reloads; a snapshot ends at the first moment of two."""

import datetime as dt
from pathlib import Path

from app.library.load import load
from app.live.snapshot import Outcome, Reload, Snapshot, SnapshotStore
from app.views.catalog import Catalog
from tests.conftest import site_at

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def catalog(folder: Path, front_matter: str = "") -> Catalog:
    """Return the catalog of a tree of one page."""
    return Catalog(load(site_at(folder, {"a.md": f"---\n{front_matter}\n---\n"}), at=NOW))


def reload(outcome: Outcome) -> Reload:
    return Reload(outcome, NOW, 0.1, "", ())


def test_a_snapshot_is_valid_until_the_first_change_of_either_catalog(tmp_path: Path) -> None:
    for_ever = catalog(tmp_path / "a")
    until_december = catalog(tmp_path / "b", "expiry_date: 2026-12-01")
    until_january = catalog(tmp_path / "c", "expiry_date: 2027-01-01")
    assert Snapshot(for_ever).valid_until is None
    first = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    assert Snapshot(until_january, until_december).valid_until == first
    assert Snapshot(until_december, for_ever).valid_until == first


def test_a_snapshot_is_valid_from_the_last_change_of_either_catalog(tmp_path: Path) -> None:
    for_ever = catalog(tmp_path / "a")
    from_monday = catalog(tmp_path / "b", "publish_date: 2026-11-23")
    from_sunday = catalog(tmp_path / "c", "publish_date: 2026-11-22")
    assert Snapshot(for_ever).valid_from is None
    last = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert Snapshot(from_monday, from_sunday).valid_from == last
    assert Snapshot(for_ever, from_monday).valid_from == last


def test_a_store_serves_the_last_snapshot(tmp_path: Path) -> None:
    store = SnapshotStore()
    assert store.snapshot is None
    snapshot = Snapshot(catalog(tmp_path))
    store.snapshot = snapshot
    assert store.snapshot is snapshot


def test_a_store_counts_reloads_and_remembers_the_last_accepted_one() -> None:
    store = SnapshotStore()
    for outcome in ("accepted", "refused", "failed", "refused"):
        store.record(reload(outcome))
    assert store.outcomes == {"accepted": 1, "refused": 2, "failed": 1}
    assert store.reload is not None
    assert store.accepted is not None
    assert (store.reload.outcome, store.accepted.outcome) == ("refused", "accepted")
