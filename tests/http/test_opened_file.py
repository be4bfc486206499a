"""A static file opened to be sent: versions that name its bytes and no others."""

import asyncio
import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.dialects.native import NativeDialect
from app.files.assets import Asset, read_asset
from app.files.stamps import Stamp, fingerprint
from app.files.tree import walk
from app.http.opened_file import READ_WHOLE, FileChangedError, OpenedFile, open_asset
from app.library.load import load
from app.site.schema import Site
from tests.conftest import site_at

SMALL = b"small"
LARGE = b"large" * 1_000_000


def asset_of(folder: Path, data: bytes, *, settled: bool = True) -> Asset:
    """The file `a.zip` of these bytes, read; settled is one that had this stamp for a while."""
    (file,) = walk(site_at(folder, {"a.zip": data}), NativeDialect(Site()).role).assets
    asset, _ = read_asset(file)
    assert asset is not None
    # It was written just now, so nothing vouches for its stamp yet.
    assert asset.stamp is None
    if not settled:
        return asset
    return Asset(
        asset.path,
        asset.location,
        asset.type,
        asset.fingerprint,
        asset.size,
        None,
        None,
        file.stamp,
    )


def sent(opened: OpenedFile, between: Callable[[], object] = lambda: None) -> bytes:
    """All that is sent of a file, where something happens after the first piece."""

    if opened.whole is not None:
        return opened.whole

    async def sending() -> bytes:
        held = b""
        async for piece in opened.read(0, opened.size):
            if not held:
                between()
            held += piece
        return held

    return asyncio.run(sending())


@pytest.mark.parametrize("data", [SMALL, LARGE, b"x" * READ_WHOLE, b"x" * (READ_WHOLE + 1), b""])
def test_an_untouched_file_has_the_version_that_its_bytes_had(tmp_path: Path, data: bytes) -> None:
    with closing(open_asset(asset_of(tmp_path, data), tmp_path)) as opened:
        assert opened.etag == f'"{fingerprint(data)}"'
        assert opened.size == len(data)
        assert sent(opened) == data


def test_a_small_file_is_named_by_its_bytes_even_where_nothing_vouches_for_it(
    tmp_path: Path,
) -> None:
    asset = asset_of(tmp_path, SMALL, settled=False)
    asset.location.write_bytes(b"other")
    with closing(open_asset(asset, tmp_path)) as opened:
        assert (opened.etag, sent(opened)) == (f'"{fingerprint(b"other")}"', b"other")


def test_a_large_file_written_a_moment_ago_has_a_weak_version(tmp_path: Path) -> None:
    asset = asset_of(tmp_path, LARGE, settled=False)
    with closing(open_asset(asset, tmp_path)) as opened:
        assert opened.etag.startswith('W/"')


def test_a_large_file_written_since_has_a_version_of_its_own_once_it_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = asset_of(tmp_path, LARGE)
    asset.location.write_bytes(LARGE[::-1])
    later = time.time_ns() + 3_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    with (
        closing(open_asset(asset, tmp_path)) as opened,
        closing(open_asset(asset, tmp_path)) as again,
    ):
        assert opened.etag.startswith('"')
        assert opened.etag == again.etag != f'"{asset.fingerprint}"'


@pytest.mark.parametrize("change", ["cut", "longer", "other bytes"])
def test_a_large_file_written_while_it_is_sent_is_not_sent_to_its_end(
    tmp_path: Path, change: str
) -> None:
    asset = asset_of(tmp_path, LARGE)

    def changing() -> None:
        if change == "cut":
            os.truncate(asset.location, 1000)
        elif change == "longer":
            os.truncate(asset.location, len(LARGE) + 1)
        else:
            asset.location.write_bytes(LARGE[::-1])
        os.utime(asset.location, ns=(0, 0))

    with (
        closing(open_asset(asset, tmp_path)) as opened,
        pytest.raises(FileChangedError, match=r"a\.zip"),
    ):
        sent(opened, changing)


@pytest.mark.parametrize("change", ["replaced", "taken away"])
def test_another_file_in_its_place_does_not_disturb_the_one_that_is_sent(
    tmp_path: Path, change: str
) -> None:
    asset = asset_of(tmp_path, LARGE)

    def changing() -> None:
        if change == "replaced":
            (tmp_path / "b").write_bytes(b"b" * len(LARGE))
            (tmp_path / "b").replace(asset.location)
        else:
            asset.location.unlink()

    with closing(open_asset(asset, tmp_path)) as opened:
        assert sent(opened, changing) == LARGE


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    assets = [asset_of(tmp_path / name, data) for name, data in (("s", SMALL), ("l", LARGE))]
    before = sorted(Path("/dev/fd").iterdir())
    for asset in assets:
        with closing(open_asset(asset, tmp_path)):
            pass
        asset.location.unlink()
        asset.location.mkdir()
        with pytest.raises(OSError, match=r"a\.zip"):
            open_asset(asset, tmp_path)
    assert sorted(Path("/dev/fd").iterdir()) == before


def test_a_stamp_is_kept_once_it_vouches_for_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = walk(site_at(tmp_path, {"a.zip": SMALL}), NativeDialect(Site()).role).assets
    later = time.time_ns() + 3_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    asset, _ = read_asset(file)
    assert asset is not None
    assert asset.stamp == file.stamp == Stamp.of(file.location.stat())


def test_a_file_whose_folder_was_switched_is_read_where_it_is_now(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(name)
    content = tmp_path / "content"
    content.symlink_to("one")
    asset = load(content).assets["/a.txt"]
    content.unlink()
    content.symlink_to("two")
    shutil.rmtree(tmp_path / "one")
    with closing(open_asset(asset, content)) as opened:
        assert opened.whole == b"two"
        assert opened.etag != f'"{asset.fingerprint}"'


def test_a_file_that_is_a_link_out_of_the_folder_now_is_not_read(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.txt").write_text("in")
    asset = load(content).assets["/a.txt"]
    (content / "a.txt").unlink()
    (tmp_path / "secret.txt").write_text("out")
    (content / "a.txt").symlink_to("../secret.txt")
    with pytest.raises(OSError, match=r"Not in the content folder"):
        open_asset(asset, content)
