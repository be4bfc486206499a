"""An index is built once, in a thread, and builds on the one before it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.library.load import load
from app.library.search.lazy_index import LazyIndex
from tests.conftest import PATIENCE, site_at
from tests.library.search.site import FILES


def test_an_index_is_built_when_it_is_wanted(tmp_path: Path) -> None:
    lazy = LazyIndex(load(site_at(tmp_path, FILES)))
    assert (lazy.ready, lazy.seconds, lazy.latest) == (None, None, None)
    assert not lazy.start().cancel()
    index = lazy.start().result(PATIENCE)
    assert lazy.ready is index
    assert lazy.get() is index
    assert lazy.start().result(PATIENCE) is index
    assert lazy.seconds is not None


def test_threads_that_want_an_index_get_the_same_one(tmp_path: Path) -> None:
    lazy = LazyIndex(load(site_at(tmp_path, FILES)))
    with ThreadPoolExecutor(8) as threads:
        indexes = list(threads.map(lambda _: lazy.get(), range(16)))
    assert all(index is indexes[0] for index in indexes)


def test_an_index_builds_on_the_last_that_was_wanted(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, FILES))
    first = LazyIndex(library)
    first.get()
    unwanted = LazyIndex(library, first)
    last = LazyIndex(library, unwanted)
    assert last.latest is first
    assert last.get().full_text is first.get().full_text


def test_a_build_that_fails_is_told_to_all_who_wait_and_not_handed_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        """No library at all."""

    lazy = LazyIndex(Broken())  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        lazy.get()
    assert lazy.ready is None
    assert "could not be built" in caplog.text
    assert LazyIndex(load(site_at(tmp_path, FILES)), lazy).get().rows
