"""Stamps, and when they can be trusted."""

import os
from pathlib import Path

import pytest

from app.dialects.native import NativeDialect
from app.files.stamps import Stamp
from app.files.tree import walk
from app.site.schema import Site
from tests.conftest import site_at


@pytest.mark.parametrize("change", ["written", "replaced", "dated back"])
def test_a_changed_file_has_another_stamp(tmp_path: Path, change: str) -> None:
    file = site_at(tmp_path, {"a.md": "one"}) / "a.md"
    hour = 3_600_000_000_000
    os.utime(file, ns=(0, Stamp.of(file.stat()).mtime_ns - hour))
    before = Stamp.of(file.stat())
    if change == "replaced":
        (tmp_path / "b").write_text("two")
        (tmp_path / "b").replace(file)
    else:
        file.write_text("two")
    if change == "dated back":
        os.utime(file, ns=(0, before.mtime_ns - hour))
    (found,) = walk(tmp_path, NativeDialect(Site()).role).documents
    assert found.stamp is not None
    assert found.stamp != before
    assert found.stamp.size == before.size


def test_a_stamp_is_trusted_only_once_the_clock_of_the_file_system_has_ticked() -> None:
    second = 1_000_000_000
    for stamp in (Stamp(1, 2, 3, 10 * second, 5), Stamp(1, 2, 3, 5, 10 * second)):
        assert stamp.is_racy(10 * second)
        assert stamp.is_racy(12 * second - 1)
        assert not stamp.is_racy(12 * second)
