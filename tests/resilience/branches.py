"""Branch switches below a running server: in the end it serves exactly the branch's pages."""

import asyncio
import random

from tests.resilience.client import Client
from tests.resilience.ledger import Fault, json_of
from tests.resilience.patience import PATIENCE, seconds_until
from tests.resilience.server import Server
from tests.resilience.wire import Request
from tests.resilience.worktree import BRANCHES, COMMON_PAGES, WorkTree

_FOUND = frozenset({200})
_PROBE_SECONDS = 0.05
_POLL_SECONDS = 0.25  # the lists are long


class Switcher:
    """Checks the other branch out and looks at what is served meanwhile and afterwards."""

    def __init__(self, server: Server, tree: WorkTree, chance: random.Random) -> None:
        self._server = server
        self._ledger = server.ledger
        self._tree = tree
        self._chance = chance
        self._client = Client(server)

    async def switch(self) -> None:
        """Pages of both branches are there all the time, those of the other branch in the end."""
        branch = BRANCHES[1 - BRANCHES.index(self._tree.branch)]
        probing = asyncio.create_task(self._probe())
        try:
            await self._tree.checkout(branch)
            expected = self._tree.pages(branch)

            async def is_served() -> bool:
                return await self._served() == expected

            took = await seconds_until(is_served, poll=_POLL_SECONDS)
        finally:
            probing.cancel()
            await asyncio.gather(probing, return_exceptions=True)
        if took is not None:
            self._ledger.seconds["checkout to served"].append(took)
            return
        served = await self._served() or {}
        missing = sorted(expected.keys() - served.keys())
        beyond = sorted(served.keys() - expected.keys())
        old = sum(served[slug] != expected[slug] for slug in served.keys() & expected.keys())
        found = f"{len(missing)} missing {missing[:3]}, {len(beyond)} too many {beyond[:3]}, "
        found += (
            f"{old} of the other branch; /readyz {(await self._server.readiness()).get('reload')}"
        )
        told = f"the {len(expected)} pages of {branch} within {PATIENCE:.0f} s"
        self._ledger.fail(Fault.PAGES, self._server.name, "git checkout", told, found)

    async def _probe(self) -> None:
        client = Client(self._server)
        try:
            while True:
                number = self._chance.randrange(COMMON_PAGES)
                await client.ask(Request(f"/pages/library/page-{number:04}"), _FOUND)
                await asyncio.sleep(_PROBE_SECONDS)
        finally:
            client.close()

    async def _served(self) -> dict[str, str] | None:
        """The generated pages that are served; None where a reload came between two parts."""
        found: dict[str, str] = {}
        versions = set()
        target: str | None = "/pages?section=library&fields=slug,title&limit=1000"
        while target is not None:
            answer = await self._client.ask(Request(target), _FOUND)
            if answer is None or answer.status != 200:
                return None
            versions.add(answer.header("content-version"))
            part = json_of(answer)
            found |= {item["slug"]: item["title"] for item in part["items"]}
            target = part["next"]
        if len({title.rpartition(" ")[2] for title in found.values()}) > 1:
            self._ledger.counts["lists of both branches during a checkout (allowed)"] += 1
        return found if len(versions) == 1 else None
