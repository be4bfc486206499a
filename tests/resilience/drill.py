"""The drill: servers, trees, load, hostiles and editors, all at once, for as long as asked."""

import asyncio
import platform
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from tests.resilience.branches import Switcher
from tests.resilience.breaks import BREAKS
from tests.resilience.editors import WAYS
from tests.resilience.edits import Editor
from tests.resilience.flip_tree import FlipTree
from tests.resilience.flips import Result, flip_on
from tests.resilience.hostiles import Hostiles
from tests.resilience.ledger import Fault, Ledger
from tests.resilience.life import Fate
from tests.resilience.load import Load, known_in
from tests.resilience.report import Outcome
from tests.resilience.resources import Sample, judge, sample
from tests.resilience.server import Server, StartError
from tests.resilience.symlinks import ConfigMapTree, GitSyncTree, Publisher, SwitchedTree
from tests.resilience.worktree import WorkTree

Action = Callable[[], Awaitable[None]]

CLIENTS: Final = 4
BAD_REQUESTS: Final = 10_000  # over half an hour or more; fewer in a shorter run
_FEWEST_BAD: Final = 500
_SYMLINK_RATE: Final = 8.0  # requests a second to each of those servers
_SWITCH_SECONDS: Final = 4.0
_ACTION_SECONDS: Final = 150.0
_FLIP_SECONDS: Final = 20.0  # of a round
_FLIP_RATE: Final = 50.0  # swaps a second; `make flips` has more
_SAMPLE_SECONDS: Final = 2.0
_SETTLE_SECONDS: Final = 2.0
_RELOADS: Final = re.compile(r'bodywise_reloads_total\{outcome="(\w+)"\}')
_LIBRARIES: Final = ("fastapi", "starlette", "uvicorn", "pydantic", "watchfiles")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for: `seconds` the run lasts, `rate` requests a second of the load."""

    seconds: float
    seed: int
    rate: float
    content: Path
    program: Path
    logs: Path


class Drill:
    """One run."""

    def __init__(self, options: Options, folder: Path) -> None:
        """All trees are made in the folder, which is the drill's alone."""
        self._options = options
        self.ledger = Ledger()
        self._tree = WorkTree(folder / "clinic")
        self._tree.make(options.content)
        trees: Mapping[str, SwitchedTree] = {
            "config-map": ConfigMapTree(folder / "config-map"),
            "git-sync": GitSyncTree(folder / "git-sync"),
        }
        self._trees = trees
        self._flip_tree = FlipTree(folder / "flips")
        self._flip_tree.make()
        self._flips = Result()
        self._server = self._serving("clinic", self._tree.folder)
        self._followers = {name: self._serving(name, tree.content) for name, tree in trees.items()}
        self._flipped = self._serving("flips", self._flip_tree.content)
        self._samples: dict[str, list[Sample]] = {}
        self._reloads: dict[tuple[str, int], dict[str, int]] = {}
        self._actions: Counter[str] = Counter()
        self._left_out: set[str] = set()
        self._hostiles = Hostiles(self._server, str(options.seed))

    def _serving(self, name: str, content: Path) -> Server:
        return Server(name, content, self._options.program, self._options.logs, self.ledger)

    @property
    def _servers(self) -> tuple[Server, ...]:
        return (self._server, *self._followers.values(), self._flipped)

    async def run(self) -> Outcome:
        """Everything at once; the outcome. No process is left, whatever happens."""
        try:
            for server in self._servers:
                took = await server.start()
                self.ledger.seconds["start to ready"].append(took)
            # The trees and the first starts are not part of the time that is asked for.
            self.ledger.began = time.monotonic()
            await self._under_fire()
            await asyncio.sleep(_SETTLE_SECONDS)
            await self._look()
            lasted = self.ledger.moment
            for server in self._servers:
                await server.stop()
        except StartError as error:
            self.ledger.fail(
                Fault.LIFE, self._server.name, "a start", "a server that is ready", str(error)
            )
            lasted = self.ledger.moment
        finally:
            for server in self._servers:
                await server.end()
        self._read_logs()
        return self._outcome(lasted)

    async def _under_fire(self) -> None:
        options, seed = self._options, str(self._options.seed)
        share = min(1.0, options.seconds / 1800)
        bad = max(_FEWEST_BAD, round(BAD_REQUESTS * share))
        load = Load(self._server, known_in(options.content), seed, options.rate)
        around: list[Coroutine[Any, Any, None]] = [
            load.run(CLIENTS),
            self._hostiles.run(bad, options.seconds),
            self._look_on(),
        ]
        for name, tree in self._trees.items():
            chance = random.Random(f"{seed}/{name}")
            publisher = Publisher(self._followers[name], tree, chance)
            around.append(publisher.run(_SWITCH_SECONDS, _SYMLINK_RATE))
        around.append(self._flip_on())
        tasks = [asyncio.create_task(each) for each in around]
        try:
            await self._act_on()
        finally:
            for task in tasks:
                task.cancel()
            for ended in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(ended, Exception):
                    self._harness_fault("a task beside", ended)

    async def _flip_on(self) -> None:
        """Until cancelled: swap files with links, pipes, folders and devices, all read at once."""
        rounds = 0
        while True:
            rounds += 1
            self.ledger.during[self._flipped.name] = f"round {rounds} of swaps"
            seed = self._options.seed * 1_000 + rounds
            await flip_on(
                self._flipped, self._flip_tree, self._flips, _FLIP_SECONDS, seed, _FLIP_RATE
            )

    async def _act_on(self) -> None:
        """Each action once, whatever the time; then by chance until the time is over.

        Restarts belong to the first third, so that one process lives on and shows its memory.
        """
        chance = random.Random(f"{self._options.seed}/actions")
        everyday, restarts = self._everyday(chance), self._restarts(chance)
        order = self._first_round(chance, list(everyday), list(restarts))
        actions = {**everyday, **restarts}
        self._left_out = set(actions)
        seconds = self._options.seconds
        while True:
            for name in order:
                if (
                    name in restarts
                    and name not in self._left_out
                    and self.ledger.moment > seconds / 3
                ):
                    continue
                if self.ledger.moment > seconds and not self._left_out:
                    return
                await self._act(name, actions[name])
                await asyncio.sleep(chance.uniform(0.1, 0.5))
            order = [*everyday, *restarts]
            chance.shuffle(order)
            if self.ledger.moment > seconds:
                return

    @staticmethod
    def _first_round(chance: random.Random, everyday: list[str], restarts: list[str]) -> list[str]:
        chance.shuffle(everyday)
        for place, name in enumerate(restarts):
            everyday.insert(1 + 2 * place, name)
        return everyday

    def _everyday(self, chance: random.Random) -> dict[str, Action]:
        editor = self._editor = Editor(self._server, self._tree, chance)
        switcher = Switcher(self._server, self._tree, chance)
        fate = self._fate = Fate(self._server, self._tree, editor)
        ways = list(WAYS.values())
        return {
            **{f"edit, {way}": partial(editor.edit, write) for way, write in WAYS.items()},
            "edit, appended": editor.append,
            "edit, deleted and created again": editor.delete_and_create,
            "edit, renamed": editor.rename,
            "edit of a picture": editor.picture,
            "edit of the site file": editor.site_file,
            **{
                f"broken edit, {each.name}": partial(
                    editor.break_and_mend, each, ways[n % len(ways)]
                )
                for n, each in enumerate(BREAKS)
            },
            "branch switch": switcher.switch,
            "branch switch and back": partial(_twice, switcher.switch),
            "folder away for a second": fate.folder_away,
            "folder replaced by a copy": fate.folder_replaced,
            "SIGHUP": partial(fate.hang_up, 1),
            "five SIGHUPs at once": partial(fate.hang_up, 5),
        }

    def _restarts(self, _: random.Random) -> dict[str, Action]:
        return {
            "restart with requests in flight": self._fate.restart,
            "restart with a broken edit": self._fate.restart_broken,
            "kill -9 and start": self._fate.kill,
        }

    async def _act(self, name: str, action: Action) -> None:
        self.ledger.during[self._server.name] = name
        sys.stderr.write(f"{self.ledger.moment:8.1f} s  {name}\n")
        try:
            async with asyncio.timeout(_ACTION_SECONDS):
                await action()
        except StartError:
            raise
        except Exception as error:  # noqa: BLE001 - the run goes on, and the report tells of it
            self._harness_fault(name, error)
        self._actions[name] += 1
        self._left_out.discard(name)

    def _harness_fault(self, name: str, error: BaseException) -> None:
        errors = error.exceptions if isinstance(error, BaseExceptionGroup) else (error,)
        for each in errors:
            told = f"{type(each).__name__}: {each}"
            self.ledger.fail(Fault.HARNESS, "harness", name, "to go through", told)

    async def _look_on(self) -> None:
        while True:
            await self._look()
            await asyncio.sleep(_SAMPLE_SECONDS)

    async def _look(self) -> None:
        """Take a sample of every process, and what it counts of its reloads."""
        for server in self._servers:
            life = server.lives
            try:
                seen = sample(server.pid, self.ledger.moment, life)
            except OSError:
                continue  # between two lives
            self._samples.setdefault(server.name, []).append(seen)
            counted = {
                found[1]: int(value)
                for name, value in (await server.metrics()).items()
                if (found := _RELOADS.match(name))
            }
            if counted and life == server.lives:
                self._reloads[server.name, life] = counted

    def _read_logs(self) -> None:
        for server in self._servers:
            odd, tracebacks = [], []
            for line, held in server.read_log():
                if held is None:
                    odd.append(line)
                if "Traceback" in line:
                    tracebacks.append(line)
            where = str(server.log)
            if odd:
                found = f"{len(odd)} others, the first: {odd[0][:300]}"
                self.ledger.fail(Fault.LOG, server.name, where, "lines of JSON", found)
            if tracebacks:
                found = f"{len(tracebacks)}, the first: {tracebacks[0][:2000]}"
                self.ledger.fail(Fault.LOG, server.name, where, "no traceback", found)

    def _judge_flips(self) -> None:
        """Write what became of the swapped files into the ledger."""
        flips, name = self._flips, self._flipped.name
        self.ledger.counts["swaps of files, in whole rounds"] = flips.flips.total()
        if flips.visible:
            self.ledger.seconds["edit to visible beside swaps"] += flips.visible
        for status, number in flips.statuses.items():
            self.ledger.statuses[name][f"{status // 100}xx"] += number
        for place in flips.leaks:
            self.ledger.fail(Fault.LEAK, name, place, "nothing from outside", "a mark of it")
        for failure in flips.failures:
            self.ledger.fail(Fault.FLIPS, name, "swapped files", "answers and reloads", failure)

    def _outcome(self, lasted: float) -> Outcome:
        self._judge_flips()
        verdicts = {name: judge(samples) for name, samples in self._samples.items()}
        for name, verdict in verdicts.items():
            for fault in verdict.faults if verdict is not None else ():
                self.ledger.fail(Fault.RESOURCES, name, "its process", "to stay bounded", fault)
        reloads: dict[str, Counter[str]] = {server.name: Counter() for server in self._servers}
        for (name, _), counted in self._reloads.items():
            reloads[name].update(counted)
        return Outcome(
            seed=self._options.seed,
            planned=self._options.seconds,
            lasted=lasted,
            actions=dict(sorted(self._actions.items())),
            left_out=tuple(sorted(self._left_out)),
            reloads=reloads,
            lives={server.name: server.lives for server in self._servers},
            held=tuple(self._hostiles.held),
            verdicts=verdicts,
            versions={
                "Versions": ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
                "Python": f"{platform.python_version()} on {platform.system()}",
                "Service": version("bodywise-content-api"),
            },
        )


async def _twice(action: Action) -> None:
    await action()
    await action()
