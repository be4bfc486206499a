"""Rows about content: reading it, an edit, a first answer, what it takes of memory."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.bench import LIMIT, READY, Bench, Server, page_of, starting
from tests.bench.client import Client, answers, wait_until
from tests.bench.hugo import build
from tests.bench.memory import Peak, held
from tests.bench.processes import Ended, MeasurementError, run
from tests.bench.rounds import growth, in_turn
from tests.bench.table import Row, Target
from tests.bench.tree import file_of, slug
from tests.paths import ROOT

_SECONDS: Final = "{:.2f} s"
_MEBIBYTES: Final = "{:,.0f} MiB"
_MEBIBYTE: Final = 1 << 20
_HOME: Final = "/pages/index"


def load(bench: Bench) -> Iterator[Row]:
    """Start to ready, and how it grows."""
    taken = {pages: _loaded(bench, pages) for pages in bench.extent.sizes}
    for pages, sides in taken.items():
        judged = pages == bench.extent.target_size
        for what, form, bound in (("time", _SECONDS, 0.6), ("memory", _MEBIBYTES, 0.4)):
            yield Row(
                f"start to ready, {pages:,} pages: {'peak memory' if what == 'memory' else what}",
                form,
                sides[f"our {what}"],
                "Hugo, the same tree to JSON",
                sides[f"their {what}"],
                Target(bound) if judged else None,
            )
    small, large = min(taken), max(taken)
    for what in ("time", "memory"):
        for name, side in (("", "our"), (" of Hugo", "their")):
            figures = (taken[size][f"{side} {what}"] for size in (small, large))
            measure = f"growth exponent of {what}{name}, {small:,} to {large:,} pages"
            target = Target(1) if side == "our" else None
            yield Row(measure, "{:.2f}", growth((small, large), *figures), target=target)


def edit(bench: Bench) -> Iterator[Row]:
    """From the end of an edit to its first answer."""
    pages = bench.extent.target_size
    content = bench.tree(pages)
    file, path = file_of(content, 1), f"/pages/{slug(1)}"
    text = file.read_text(encoding="utf-8")
    seconds = []
    try:
        with bench.service(content, "--watch") as server, Client(server.port) as client:
            for number in range(bench.extent.rounds):
                tag = client.ask(path).header("etag")
                file.write_text(f"{text}\nEdited {number + 1} times.\n", encoding="utf-8")
                seconds.append(_seconds_to_another(server, client, path, tag))
    finally:
        file.write_text(text, encoding="utf-8")
    measure = f"edit to visible, {pages:,} pages"
    yield Row(measure, "{:.0f} ms", [each * 1000 for each in seconds], target=Target(500))


def first(bench: Bench) -> Iterator[Row]:
    """From the start of a process to its first answer, on the clinic's own content."""

    def ours() -> float:
        return _seconds_to(bench, ROOT / "content", _HOME)

    def theirs() -> float:
        return run([sys.executable, "-c", "import fastapi, uvicorn"], bench.log, LIMIT).seconds

    sides = {"ours": ours, "theirs": theirs}
    # The first time it is the disk that is measured.
    in_turn(1, sides)
    taken = in_turn(bench.extent.rounds, sides)
    against = "Python that imports fastapi and uvicorn"
    measure = "start to first answer, the clinic's content"
    yield Row(measure, _SECONDS, taken["ours"], against, taken["theirs"], Target(1.5))


def memory(bench: Bench) -> Iterator[Row]:
    """What each page adds to a service that is ready."""
    pages = bench.extent.target_size

    def of(size: int) -> float:
        with bench.service(bench.tree(size)) as server:
            page_of(server, _HOME)
            return held(server.process.pid)

    taken = in_turn(bench.extent.rounds, {"full": lambda: of(pages), "empty": lambda: of(0)})
    each = [
        (full - empty) / pages / 1024
        for full, empty in zip(taken["full"], taken["empty"], strict=True)
    ]
    yield Row(f"resident memory a page, {pages:,} pages", "{:.1f} KiB", each)


def _loaded(bench: Bench, pages: int) -> dict[str, tuple[float, ...]]:
    """Time and memory of both sides, in seconds and MiB."""
    content = bench.tree(pages)

    def seconds() -> Ended:
        # To look takes a part of the processors that are to be busy with reading.
        return Ended(_seconds_to(bench, content, READY, poll=0.02), 0)

    def peak() -> Ended:
        # In a run of its own: to look at the memory of a process takes time from it.
        with starting(bench, content) as server:
            most = Peak(server.process.pid)

            def is_ready() -> bool:
                most.look()
                return answers(server.port, READY)

            wait_until(server.process, is_ready, LIMIT, poll=0.02)
            most.look()
        return Ended(0.0, most.bytes)

    sides = {"seconds": seconds, "hugo": lambda: build(bench, pages), "peak": peak}
    taken = in_turn(bench.extent.rounds, sides)
    return {
        "our time": tuple(each.seconds for each in taken["seconds"]),
        "our memory": tuple(each.peak / _MEBIBYTE for each in taken["peak"]),
        "their time": tuple(each.seconds for each in taken["hugo"]),
        "their memory": tuple(each.peak / _MEBIBYTE for each in taken["hugo"]),
    }


def _seconds_to(bench: Bench, content: Path, path: str, poll: float = 0.005) -> float:
    """From the start of the process until a path is answered, asked for every `poll` seconds."""
    with starting(bench, content) as server:
        ready = wait_until(server.process, lambda: answers(server.port, path), LIMIT, poll)
        return ready - server.process.began


def _seconds_to_another(server: Server, client: Client, path: str, tag: str) -> float:
    """From now until the answer has another ETag."""
    began = time.perf_counter()

    def is_new() -> bool:
        answer = client.ask(path)
        if answer.status != 200:
            raise MeasurementError(f"GET {path} answers {answer.status} after an edit")
        return answer.header("etag") != tag

    return wait_until(server.process, is_new, LIMIT) - began
