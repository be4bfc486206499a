"""New snapshots are announced to all who wait, from any thread."""

import asyncio
import threading

from app.library.library import Library
from app.live.announcements import Announcements
from app.views.catalog import Catalog


def test_who_is_slow_finds_the_latest_and_nothing_is_queued(library: Library) -> None:
    async def scenario() -> list[int]:
        announcements = Announcements()
        catalogs = [Catalog(library) for _ in range(4)]
        served = [catalogs[0]]
        seen: list[int] = []
        async for catalog in announcements.catalogs(lambda: served[-1]):
            seen.append(catalogs.index(catalog))
            if len(seen) == 1:
                for replacement in catalogs[1:3]:
                    served.append(replacement)
                    thread = threading.Thread(target=announcements.announce)
                    thread.start()
                    thread.join()
            elif len(seen) == 2:
                announcements.close()
        assert len(announcements) == 0
        return seen

    assert asyncio.run(scenario()) == [0, 2]


def test_before_there_is_content_nothing_is_announced(library: Library) -> None:
    async def scenario() -> int:
        announcements = Announcements()
        served: list[Catalog] = []
        count = 0

        async def follow() -> None:
            nonlocal count
            async for _ in announcements.catalogs(lambda: served[0] if served else None):
                count += 1
                announcements.close()

        following = asyncio.create_task(follow())
        await asyncio.sleep(0)
        assert len(announcements) == 1
        served.append(Catalog(library))
        announcements.announce()
        await following
        return count

    assert asyncio.run(scenario()) == 1


def test_a_loop_that_has_ended_stops_no_announcement() -> None:
    announcements = Announcements()

    async def leave() -> None:
        announcements._waiters[asyncio.Event()] = asyncio.get_running_loop()

    asyncio.run(leave())
    announcements.announce()
