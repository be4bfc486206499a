"""`make flips`: swaps files with links, pipes, folders and devices while they are read and served.

Exits with 1 if anything outside the tree was read, an answer failed, or reloads stopped.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from app.documents.reader import ParsedTree, Reader
from app.files.data_files import TextFiles
from app.files.text import SourceText
from app.files.tree import is_failure
from app.library.build import LibraryBuilder
from tests.paths import ROOT
from tests.resilience.flip_tree import (
    MARKED,
    PAGES,
    SECRET,
    SECRET_SIZE,
    FlipTree,
    Swaps,
    flip_in_process,
)
from tests.resilience.ledger import Ledger
from tests.resilience.patience import seconds_until
from tests.resilience.resources import sample
from tests.resilience.server import Server
from tests.resilience.wire import Request

RATE: Final = 250.0
_MARKS: Final = (SECRET.encode(), b"root:x:0:")
_TARGETS: Final = (
    "/pages?limit=1000&fields=*",
    "/links?limit=1000",
    "/search?q=hunter2",
    "/problems?limit=1000",
    "/readyz",
    "/assets?limit=1000",
    "/bundle",
)
_LISTS_SHARE: Final = 0.2
_READS_PER_BUILD: Final = 4
# An edit waits for the end of a round, and the reloader for a quiet tree.
_PATIENCE: Final = 25.0
_SLOWEST_SECONDS: Final = 10.0
# Of the rate. A busy machine swaps less often than it is asked to, but not so much less.
_LEAST_SHARE: Final = 0.2
# Where a file that replaces another has not to be on a disk first, as ext4 has it.
_MEMORY_FOLDER: Final = Path("/dev/shm")


@dataclass
class Result:
    """The outcome of a run: `leaks` and `failures` have to be empty."""

    flips: Counter[str] = field(default_factory=Counter)
    # Swaps a second, as asked for and as reached.
    rate: float = 0.0
    pace: float = 0.0
    leaks: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    # Seconds of each reading of the tree in this process, and of each edit until it is served.
    reads: list[float] = field(default_factory=list)
    visible: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    peak: int = 0
    reloads: dict[str, float] = field(default_factory=dict)
    # The last edit of the page that is never swapped.
    generation: int = 0

    def swapped(self, swaps: Swaps, rate: float) -> None:
        """Note swaps that were to come at this rate."""
        self.flips += swaps.kinds
        self.rate, self.pace = rate, swaps.kinds.total() / swaps.seconds
        if self.pace < rate * _LEAST_SHARE:
            self.failures.append(f"{self.pace:.0f} swaps a second are too few to show anything")

    def lines(self) -> Iterator[str]:
        """Yield the report."""
        yield f"swaps        {self.flips.total()}: {dict(sorted(self.flips.items()))}"
        yield f"pace         {self.pace:.0f} swaps a second, of {self.rate:.0f} asked for"
        yield f"leaks        {len(self.leaks)} {self.leaks[:3]}"
        yield f"failures     {len(self.failures)} {self.failures[:3]}"
        for name, seconds in (("readings", self.reads), ("edits seen", self.visible)):
            if seconds:
                times = f"median {median(seconds):.3f} s, slowest {max(seconds):.3f} s"
                yield f"{name:12} {len(seconds)}, {times}"
        if self.statuses:
            statuses = dict(sorted(self.statuses.items()))
            yield f"answers      {statuses}, slowest {self.slowest:.3f} s"
            yield f"reloads      {self.reloads}"
            yield f"peak memory  {self.peak / (1 << 20):.0f} MiB"


def leaks_of(tree: ParsedTree) -> Iterator[str]:
    """Yield what was read from outside of the tree."""
    for document in tree.documents:
        if SECRET in f"{document.fields.title}{document.template_source}":
            yield f"document {document.file}"
    texts: TextFiles = {**tree.data_files, **tree.includes}
    for name, file in texts.items():
        if isinstance(file.text, SourceText) and SECRET in file.text.text:
            yield f"text {name}"
    for asset in tree.assets:
        if (asset.width, asset.height) == SECRET_SIZE:
            yield f"asset {asset.file}"
    if SECRET in str(tree.problems) + str(tree.site.settings):
        yield "a problem or the site"


def read_while_flipped(folder: Path, seconds: float, seed: int, rate: float = RATE) -> Result:
    """Read a tree again and again in this process while another swaps its files."""
    tree, result = FlipTree(folder), Result()
    tree.make()
    context = multiprocessing.get_context("spawn")
    swaps = context.Queue()
    flipper = context.Process(target=flip_in_process, args=(folder, seed, seconds, rate, swaps))
    flipper.start()
    reader, builder = Reader(tree.content), LibraryBuilder()
    while flipper.is_alive() or not result.reads:
        start = time.monotonic()
        # Every other time nothing is known of the tree.
        if len(result.reads) % 2:
            reader = Reader(tree.content)
        parsed = reader.read(reader.listing())
        result.leaks += leaks_of(parsed)
        if len(result.reads) % _READS_PER_BUILD == 0:
            for page in builder.build(parsed, parsed.read_at).pages:
                if SECRET in f"{page.title}{page.body.content.unpack().text}":
                    result.leaks.append(f"page {page.slug}")
        result.reads.append(time.monotonic() - start)
    result.swapped(swaps.get(), rate)
    flipper.join()
    parsed = reader.read(reader.listing())
    if len(parsed.documents) < PAGES or any(map(is_failure, parsed.problems)):
        found = f"{len(parsed.documents)} documents, {parsed.problems[:3]}"
        result.failures.append(f"in the end: {found}")
    return result


async def serve_while_flipped(
    folder: Path, seconds: float, seed: int, rate: float = RATE
) -> Result:
    """Serve a tree while its files are swapped; ask for all of it, and edit one page."""
    tree, result = FlipTree(folder), Result()
    tree.make()
    program = Path(sys.executable).with_name("bodywise")
    logs = ROOT / ".cache/resilience"
    logs.mkdir(parents=True, exist_ok=True)
    server = Server("flips", tree.content, program, logs, Ledger())
    try:
        await server.start()
        await flip_on(server, tree, result, seconds, seed, rate)
        ready = await server.readiness()
        if ready.get("status") != "ok":
            result.failures.append(f"in the end: {ready}")
        result.reloads = {
            name: value
            for name, value in (await server.metrics()).items()
            if "reloads_total" in name
        }
        await server.stop()
    finally:
        await server.end()
    for line, values in server.read_log():
        if values is None or "Traceback" in line:
            result.failures.append(f"log: {line[:300]}")
    return result


async def flip_on(
    server: Server, tree: FlipTree, result: Result, seconds: float, seed: int, rate: float = RATE
) -> None:
    """Swap the files of a tree that is served for so long, ask for all of it, and edit one page.

    If it is cancelled, the swapping process ends, and some files stay swapped.
    """
    chance = random.Random(seed)
    context = multiprocessing.get_context("spawn")
    swaps = context.Queue()
    arguments = (tree.folder, seed, seconds, rate, swaps)
    flipper = context.Process(target=flip_in_process, args=arguments)
    flipper.start()
    try:
        async with asyncio.TaskGroup() as tasks:
            asking = tasks.create_task(_ask_on(server, tree, result, chance))
            while flipper.is_alive():
                result.generation += 1
                await _edit(server, tree, result.generation, result)
            # All files are back: the tree is served whole.
            result.generation += 1
            await _edit(server, tree, result.generation, result)
            asking.cancel()
        result.swapped(swaps.get(), rate)
    finally:
        flipper.terminate()
        flipper.join()


async def _edit(server: Server, tree: FlipTree, generation: int, result: Result) -> None:
    tree.mark(generation)

    async def is_served() -> bool:
        answer = await server.ask(Request(f"/pages/{MARKED}?fields=title"))
        result.peak = max(result.peak, sample(server.pid, 0.0, 1).resident)
        return answer is not None and f"Generation {generation}".encode() in answer.body

    seconds = await seconds_until(is_served, _PATIENCE)
    if seconds is None:
        ready = await server.readiness()
        result.failures.append(f"generation {generation} not served: {ready}")
    else:
        result.visible.append(seconds)


async def _ask_on(server: Server, tree: FlipTree, result: Result, chance: random.Random) -> None:
    names = tuple(tree.files())
    targets = [f"/pages/{name.removesuffix('.md')}" for name in names if name.endswith(".md")]
    targets += [f"/{name}" for name in names]
    while True:
        targets_of = _TARGETS if chance.random() < _LISTS_SHARE else targets
        target = chance.choice(targets_of)
        start = time.monotonic()
        answer = await server.ask(Request(target))
        seconds = time.monotonic() - start
        result.slowest = max(result.slowest, seconds)
        if answer is None:
            result.failures.append(f"{target}: no answer")
            continue
        result.statuses[answer.status] += 1
        if answer.status >= 500 or seconds > _SLOWEST_SECONDS:
            result.failures.append(f"{target}: {answer.status} in {seconds:.1f} s")
        if any(mark in answer.body for mark in _MARKS):
            result.leaks.append(target)


def quick_folder() -> Path | None:
    """Return a folder in memory where devices can be opened; None if there is none."""
    if not os.access(_MEMORY_FOLDER, os.W_OK):
        return None
    return None if os.statvfs(_MEMORY_FOLDER).f_flag & os.ST_NODEV else _MEMORY_FOLDER


def main() -> int:
    """Return the exit code of a run."""
    parser = argparse.ArgumentParser(prog="make flips", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # The larger part is served, the rest is read again and again without a pause.
    seconds = options.minutes * 60
    failed = False
    with tempfile.TemporaryDirectory(prefix="flips-", dir=quick_folder()) as folder:
        for name, result in (
            ("read", read_while_flipped(Path(folder, "read"), seconds * 0.4, options.seed)),
            (
                "served",
                asyncio.run(
                    serve_while_flipped(Path(folder, "served"), seconds * 0.6, options.seed)
                ),
            ),
        ):
            sys.stdout.write("\n".join((name, *result.lines(), "")))
            failed = failed or bool(result.leaks or result.failures)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
