"""A client that reads its answer slowly keeps the bytes of it, not the content of that time."""

import asyncio
import gc
import time
import weakref
from pathlib import Path

import pytest
from starlette.types import Message

from app.http.application import Application
from app.library.load import load
from app.live.snapshot import Snapshot
from app.main import create_app
from app.views.catalog import Catalog
from tests.conftest import PATIENCE, site_at
from tests.http.scopes import scope_of


async def receive() -> Message:
    """Wait for ever: the request has no body, and the client stays."""
    await asyncio.Event().wait()
    raise AssertionError


async def ask(service: Application, target: str) -> None:
    """Ask and take the answer at once."""

    async def send(message: Message) -> None:
        del message

    await service(scope_of(target), receive, send)


def goes(catalog: "weakref.ref[Catalog]") -> bool:
    """Return True as soon as a catalog is gone, False if it stays."""
    # A thread of the pool drops its last call a moment after that call is answered.
    end = time.monotonic() + PATIENCE
    while catalog() is not None and time.monotonic() < end:
        pass
    return catalog() is None


async def keeps_catalog(service: Application, target: str, following: Catalog) -> bool:
    """Return True if the catalog of an answer is in memory while it is sent and is replaced."""
    store = service.state.store
    catalog = weakref.ref(store.snapshot.published)
    kept: list[bool] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body" and not kept:
            store.snapshot = Snapshot(following)
            kept.append(not goes(catalog))

    await service(scope_of(target), receive, send)
    return kept[0]


@pytest.mark.parametrize("is_cached", [False, True])
@pytest.mark.parametrize(
    "target", ["/pages/index", "/pages?limit=1", "/large.txt", "/bundle.sqlite"]
)
def test_a_catalog_that_is_replaced_while_it_is_answered_from_goes(
    tmp_path: Path, target: str, is_cached: bool
) -> None:
    # A file of this size is read while it is sent.
    root = site_at(tmp_path, {"index.md": "# A\n", "large.txt": "a" * 1_100_000})
    service = create_app(library=load(root))
    following = Catalog(load(root))

    async def run() -> bool:
        if is_cached:
            await ask(service, target)
        return await keeps_catalog(service, target, following)

    gc.collect()
    gc.disable()
    try:
        assert not asyncio.run(run())
    finally:
        gc.enable()


def test_the_answer_cache_keeps_no_catalog_that_was_replaced(tmp_path: Path) -> None:
    root = site_at(tmp_path, {"index.md": "# A\n"})
    service = create_app(library=load(root))
    asyncio.run(ask(service, "/pages/index"))
    catalog = weakref.ref(service.state.store.snapshot.published)
    service.state.store.snapshot = None
    gc.collect()
    assert goes(catalog)
