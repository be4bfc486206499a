"""Trees that change in one step, through a symbolic link, and what is served of them."""

import asyncio
import random
import re
import shutil
import time
from pathlib import Path
from typing import Final, Protocol

from tests.resilience.client import Client
from tests.resilience.ledger import Fault, json_of
from tests.resilience.patience import PATIENCE, seconds_until
from tests.resilience.server import Server
from tests.resilience.wire import Answer, Request

SHEETS: Final = 150
_BURST_SECONDS: Final = 0.3  # at most, between the switches of a row
_FOUND: Final = frozenset({200, 304})
_LIST: Final = Request("/pages?fields=slug,title,description&limit=1000")
_MARK: Final = re.compile(rb"generation (\d+)")


class SwitchedTree(Protocol):
    """A content folder whose files all change at once."""

    @property
    def content(self) -> Path:
        """The folder that is served."""

    def switch(self, generation: int) -> None:
        """Bring all files to a generation in one atomic step, and take the old ones away."""


class ConfigMapTree:
    """A volume as Kubernetes lays it: `..data` leads to the files, and links lead through it."""

    def __init__(self, folder: Path) -> None:
        self.content = folder
        folder.mkdir()
        self.switch(0)
        # A key of a ConfigMap has no folder: every file is a link of its own.
        for name in sorted(file.name for file in (folder / "..data").iterdir()):
            (folder / name).symlink_to(f"..data/{name}")

    def switch(self, generation: int) -> None:
        """A new folder, `..data` renamed over, the old folder removed, as the kubelet does."""
        data = self.content / "..data"
        fresh = self.content / f"..2026_11_24_{generation:06}"
        _write_generation(fresh, generation)
        _point(data, fresh.name)
        # Every other old folder stays until the next switch, as with a busy kubelet.
        if generation % 2:
            for folder in self.content.glob("..2026_*"):
                if folder != fresh:
                    shutil.rmtree(folder)


class GitSyncTree:
    """A checkout as git-sync lays it: the content path itself is a link to a work tree."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self.content = folder / "current"
        self.switch(0)

    def switch(self, generation: int) -> None:
        """A new work tree, the link renamed over, the old work tree removed."""
        old = self.content.resolve() if self.content.is_symlink() else None
        fresh = self._folder / "worktrees" / f"{generation:040x}"
        _write_generation(fresh, generation)
        _point(self.content, str(fresh.relative_to(self._folder)))
        if old is not None:
            shutil.rmtree(old)


class Publisher:
    """Switches a tree again and again, and asks its server all the while."""

    def __init__(self, server: Server, tree: SwitchedTree, chance: random.Random) -> None:
        self._server = server
        self._ledger = server.ledger
        self._tree = tree
        self._chance = chance
        self._generation = 0

    async def run(self, pause: float, rate: float) -> None:
        """Until cancelled: a switch every `pause` seconds or so, `rate` requests a second."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._publish(pause))
            group.create_task(self._ask_on(1 / rate))

    async def _publish(self, pause: float) -> None:
        client = Client(self._server)
        while True:
            await asyncio.sleep(pause * self._chance.uniform(0.5, 1.5))
            # Now and then several in a row, so that some come while one is read: only the last
            # has to be seen.
            for _ in range(self._chance.choice((1, 1, 4))):
                await asyncio.sleep(self._chance.uniform(0.0, _BURST_SECONDS))
                self._generation += 1
                self._ledger.during[self._server.name] = f"switch to {self._generation}"
                await asyncio.to_thread(self._tree.switch, self._generation)
            self._ledger.counts[f"switches of the {self._server.name} tree"] += 1
            began = time.monotonic()

            async def is_served() -> bool:
                answer = await client.ask(_LIST, _FOUND)
                if answer is None:
                    return False
                self._marks(_LIST, answer)
                return f"generation {self._generation}".encode() in answer.body

            if await seconds_until(is_served) is None:
                expected = f"generation {self._generation} within {PATIENCE:.0f} s"
                readiness = await self._server.readiness()
                told = f"an older one; {readiness.get('status')}, {readiness.get('reload')}"
                self._ledger.fail(Fault.EDIT, self._server.name, str(_LIST), expected, told)
            else:
                took = time.monotonic() - began
                self._ledger.seconds[f"switch of {self._server.name} to visible"].append(took)

    async def _ask_on(self, pause: float) -> None:
        client = Client(self._server)
        try:
            while True:
                await asyncio.sleep(self._chance.expovariate(1 / pause))
                sort = self._chance.random()
                if sort < 0.2:
                    # A file that every generation has is there at every moment.
                    await client.ask(Request("/lasting.txt"), _FOUND)
                    continue
                number = self._chance.randrange(SHEETS)
                page = Request(f"/pages/sheet-{number:03}?fields=title,description,body.html")
                request = _LIST if sort < 0.5 else page
                answer = await client.ask(request, _FOUND)
                if answer is not None and answer.status == 200:
                    self._marks(request, answer)
                    self._complete(request, answer)
        finally:
            client.close()

    def _marks(self, request: Request, answer: Answer) -> None:
        found = tuple(int(mark) for mark in _MARK.findall(answer.body))
        version = answer.header("content-version")
        self._ledger.generations(self._server.name, request, version, found)

    def _complete(self, request: Request, answer: Answer) -> None:
        if request is _LIST and (total := json_of(answer)["total"]) != SHEETS + 1:
            expected = f"all {SHEETS + 1} pages, which every generation has"
            self._ledger.fail(Fault.PAGES, self._server.name, str(request), expected, str(total))


def _write_generation(folder: Path, generation: int) -> None:
    folder.mkdir(parents=True)
    links = "".join(f"- [{n}](/sheet-{n:03}/)\n" for n in range(SHEETS))
    (folder / "index.md").write_text(
        f"---\ntitle: Home of generation {generation}\n---\n{links}", encoding="utf-8"
    )
    (folder / "lasting.txt").write_text("The same in all generations.\n", encoding="utf-8")
    for number in range(SHEETS):
        text = (
            f"---\ntitle: Sheet {number} of generation {generation}\n"
            f"description: Of generation {generation}.\n---\nText of generation {generation}.\n"
        )
        (folder / f"sheet-{number:03}.md").write_text(text, encoding="utf-8")


def _point(link: Path, target: str) -> None:
    """A link that leads elsewhere from one moment to the next."""
    fresh = link.with_name(f"{link.name}_tmp")
    fresh.symlink_to(target)
    fresh.replace(link)
