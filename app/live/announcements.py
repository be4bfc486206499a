"""Announces each new snapshot to those who wait for it, such as the streams of `/events`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress

from app.views.catalog import Catalog
from app.views.manifest import Manifest


class Announcements:
    """The waiters for new snapshots, each with an event of its own.

    An event only says that there is something new: a slow reader skips to the latest snapshot, and
    nothing is queued for it.
    """

    def __init__(self) -> None:
        self._waiters: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self.is_closed = False

    def __len__(self) -> int:
        return len(self._waiters)

    @contextmanager
    def waiter(self) -> Iterator[asyncio.Event]:
        """Yield an event that is set for each announcement. Call it in the event loop."""
        event = asyncio.Event()
        self._waiters[event] = asyncio.get_running_loop()
        try:
            yield event
        finally:
            del self._waiters[event]

    def announce(self) -> None:
        """Set all events. Any thread may call it; it never waits."""
        for event, loop in list(self._waiters.items()):
            # The loop may be closed.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """Let all who wait end."""
        self.is_closed = True
        self.announce()

    async def catalogs(self, latest: Callable[[], Catalog | None]) -> AsyncIterator[Catalog]:
        """Yield the latest catalog now and after each announcement, until this is closed."""
        with self.waiter() as event:
            while not self.is_closed:
                if (catalog := latest()) is not None:
                    yield catalog
                await event.wait()
                event.clear()


async def manifest_of(catalog: Catalog) -> Manifest:
    """Return the manifest of a catalog, made in a thread: at 10,000 pages it takes a second."""
    return await asyncio.to_thread(lambda: catalog.manifest)
