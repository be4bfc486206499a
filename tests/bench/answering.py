"""Rows about answers: requests a second and latency, under load by wrk."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import Final

from tests.bench.bench import Bench, Server, page_of
from tests.bench.client import Answer
from tests.bench.processes import MeasurementError
from tests.bench.rounds import in_turn
from tests.bench.table import Row, Target
from tests.bench.tree import slug
from tests.bench.wrk import CONNECTIONS, Load, load

PAGE: Final = f"/pages/{slug(1)}"
CONDITIONS: Final = f"/conditions?treatment={slug(1)}"

_RATE: Final = "{:,.0f}/s"
_BARE: Final = "bare ASGI app"


def hot(bench: Bench) -> Iterator[Row]:
    """A page, again and again."""
    with ExitStack() as stack:
        ours = stack.enter_context(_service(bench))
        answer = page_of(ours, PAGE)
        bare = stack.enter_context(bench.peer("bare", PAGE, answer))
        model = stack.enter_context(bench.peer("model", PAGE, answer))
        nginx = stack.enter_context(bench.nginx(PAGE, answer))
        _same(answer, page_of(bare, PAGE))
        _same_content(answer, page_of(model, PAGE))
        _same_content(answer, page_of(nginx, PAGE))
        sides = {"ours": ours, "bare": bare, "model": model, "nginx": nginx}
        rates = {name: _rates(loads) for name, loads in _loads(bench, sides, PAGE).items()}
    measure = f"GET /pages/{{slug}}, {len(answer.body):,} bytes"
    mine = rates["ours"]
    yield Row(measure, _RATE, mine, _BARE, rates["bare"], Target(0.9, at_least=True))
    against = "FastAPI with response_model"
    yield Row(measure, _RATE, mine, against, rates["model"], Target(4, at_least=True))
    yield Row(measure, _RATE, mine, "nginx, static file", rates["nginx"])


def not_modified(bench: Bench) -> Iterator[Row]:
    """A page that the client has."""
    with ExitStack() as stack:
        ours = stack.enter_context(_service(bench))
        tag = page_of(ours, PAGE).header("etag")
        answer = page_of(ours, PAGE, 304, If_None_Match=tag)
        bare = stack.enter_context(bench.peer("bare", PAGE, answer))
        _same(answer, page_of(bare, PAGE, 304))
        sides = {"ours": ours, "bare": bare}
        loads = _loads(bench, sides, PAGE, {"If-None-Match": tag})
    target = Target(0.9, at_least=True)
    mine, other = _rates(loads["ours"]), _rates(loads["bare"])
    yield Row("GET /pages/{slug} with If-None-Match: 304", _RATE, mine, _BARE, other, target)


def conditions(bench: Bench) -> Iterator[Row]:
    """The conditions that a page treats."""
    with ExitStack() as stack:
        ours = stack.enter_context(_service(bench))
        answer = page_of(ours, CONDITIONS)
        if not json.loads(answer.body)["items"]:
            raise MeasurementError(f"GET {CONDITIONS} finds nothing")
        prebuilt = stack.enter_context(bench.peer("bytes", CONDITIONS, answer))
        _same_content(answer, page_of(prebuilt, CONDITIONS))
        loads = _loads(bench, {"ours": ours, "theirs": prebuilt}, CONDITIONS)
    measure = f"GET /conditions?treatment=, {len(answer.body):,} bytes"
    mine, other = _rates(loads["ours"]), _rates(loads["theirs"])
    target = Target(0.8, at_least=True)
    yield Row(measure, _RATE, mine, "FastAPI, prebuilt bytes", other, target)


def latency(bench: Bench) -> Iterator[Row]:
    """How long the slowest of a hundred waits, where the server has all that it can do."""
    with ExitStack() as stack:
        ours = stack.enter_context(_service(bench))
        answer = page_of(ours, PAGE)
        bare = stack.enter_context(bench.peer("bare", PAGE, answer))
        _same(answer, page_of(bare, PAGE))
        loads = _loads(bench, {"ours": ours, "bare": bare}, PAGE)
    mine, other = ([each.p99 * 1000 for each in loads[side]] for side in ("ours", "bare"))
    measure = f"p99 latency of GET /pages/{{slug}}, {CONNECTIONS} connections"
    yield Row(measure, "{:.1f} ms", mine, _BARE, other, Target(2))


def _service(bench: Bench) -> AbstractContextManager[Server]:
    return bench.service(bench.tree(bench.extent.served), cpu=bench.server_cpu)


def _loads(
    bench: Bench,
    sides: Mapping[str, Server],
    path: str,
    headers: Mapping[str, str] | None = None,
) -> dict[str, tuple[Load, ...]]:
    """Load on each side in turn, after a second on each that is not counted."""

    def measure(server: Server, seconds: int) -> Load:
        log = bench.folder / "wrk.log"
        return load(server.url(path), seconds, log, bench.client_cpu, headers)

    def measuring(server: Server) -> Callable[[], Load]:
        return lambda: measure(server, bench.extent.seconds)

    for server in sides.values():
        measure(server, 1)
    return in_turn(bench.extent.rounds, {name: measuring(server) for name, server in sides.items()})


def _rates(loads: tuple[Load, ...]) -> list[float]:
    return [each.rate for each in loads]


def _same(ours: Answer, theirs: Answer) -> None:
    """The bare app sends what we send, header by header."""
    if ours != theirs:
        raise MeasurementError(f"the bare app does not send what we send: {theirs.headers}")


def _same_content(ours: Answer, theirs: Answer) -> None:
    if json.loads(ours.body) != json.loads(theirs.body):
        raise MeasurementError("what we are held against does not send the same content")
