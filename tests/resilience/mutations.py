"""`make mutations`: sends requests with mutated heads on raw connections, for as long as asked.

Exits with 1 if an answer is no HTTP, has a status of 500 or above other than 503, or is slow, and
if a connection is left.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.paths import ROOT
from tests.resilience.bad_requests import statuses
from tests.resilience.ledger import Ledger
from tests.resilience.patience import seconds_until
from tests.resilience.resources import sample
from tests.resilience.server import Server
from tests.resilience.wire import Connection, NoHttpError, NotConnectedError, Request

_TARGETS: Final = (
    "/",
    "/pages?limit=1000&fields=body.html,title",
    "/pages/iastm",
    "/pages/iastm?include=conditions,links.target",
    "/conditions?q=back+pain&sort=-name&letter=B",
    "/locations?near=40.0,-105.2&open_at=now",
    "/links?status=ok,broken&from=iastm",
    "/search?q=nek%20pian&limit=5",
    "/resolve?path=/iastm/",
    "/sync?since=abc",
    "/bundle?keys=page/iastm,condition/x",
    "/images/iastm.jpg?v=abc",
    "/schemas/page.json",
    "/problems?severity=error",
    "/assets?limit=3",
    "/openapi.json",
)
_HEADERS: Final = (
    "Accept: text/html, application/json;q=0.5",
    "Accept-Encoding: br;q=0.9, gzip, zstd;q=0",
    'If-None-Match: W/"abc", "def"',
    "If-Modified-Since: Tue, 24 Nov 2026 10:00:00 GMT",
    "Range: bytes=0-9,20-",
    'If-Range: "abc"',
    "Origin: https://a.example",
    "Preview-Token: a token of sixteen",
    "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "Content-Length: 5",
    "Transfer-Encoding: chunked",
    "Upgrade: websocket",
    "Expect: 100-continue",
    "Cookie: a=b",
)
_METHODS: Final = ("GET", "GET", "GET", "HEAD", "OPTIONS", "POST")
_ODD: Final = (
    *(
        b"\r\n",
        b"\n",
        b"\r",
        b"\0",
        b" ",
        b"\t",
        b":",
        b",",
        b";",
        b'"',
        b"%",
        b"%2F",
        b"%00",
        b"../",
    ),
    *(
        b"\xff",
        b"\xc3\xa9",
        b"\x7f",
        b"9" * 40,
        b"-1",
        b"HTTP/1.1",
        b"0\r\n\r\n",
        b"&",
        b"=",
        b"?",
        b"#",
    ),
    *(b"a" * 9_000, b"q=" + b"c+" * 900, b"\xf0\x9f\x98\x80", b"\r\n\r\n"),
)
_BODIES: Final = (b"", b"", b"", b"12345", b"5\r\n12345\r\n0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n")
_CLIENTS: Final = 6
# No answer follows what looks like the beginning of something longer.
_WAIT_SECONDS: Final = 0.4
_SLOW_SECONDS: Final = 10.0
_MOST_BYTES: Final = 1 << 22


@dataclass
class Result:
    """The outcome of a run."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_probe: float = 0.0
    peak: int = 0
    left: int = 0

    def lines(self) -> Iterator[str]:
        """Yield the report."""
        yield f"requests     {self.sent}"
        yield f"answers      {dict(sorted(self.statuses.items()))}"
        yield f"slowest      {self.slowest:.3f} s, of /healthz meanwhile {self.slowest_probe:.3f} s"
        yield f"peak memory  {self.peak / (1 << 20):.0f} MiB"
        yield f"connections  {self.left} left"
        yield f"failures     {len(self.failures)} {self.failures[:5]}"


def head(chance: random.Random) -> bytes:
    """Return a request as a client might send it."""
    target, method = chance.choice(_TARGETS), chance.choice(_METHODS)
    headers = chance.sample(_HEADERS, chance.randrange(5))
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + chance.choice(_BODIES)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few changes."""
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        place = chance.randrange(len(data) + 1)
        end = min(place + chance.choice((1, 1, 2, 8, 60)), len(data))
        middle = data[place:end]
        changes = (
            chance.choice(_ODD),
            chance.randbytes(chance.randrange(1, 5)),
            b"",
            middle * chance.choice((2, 3, 50)),
            middle.swapcase(),
            head(chance),
        )
        data = data[:place] + chance.choice(changes) + data[chance.choice((place, end)) :]
    return data


async def run(server: Server, seconds: float, seed: int) -> Result:
    """Send mutated requests to a server that is started, and return what came of them."""
    result = Result()
    before = sample(server.pid, 0.0, 1).sockets
    end = time.monotonic() + seconds
    async with asyncio.TaskGroup() as tasks:
        for number in range(_CLIENTS):
            tasks.create_task(_send(server, result, random.Random(f"{seed}:{number}"), end))
        tasks.create_task(_probe(server, result, end))

    async def are_closed() -> bool:
        result.left = max(sample(server.pid, 0.0, 1).sockets - before, 0)
        return result.left == 0

    if await seconds_until(are_closed, 30.0) is None:
        result.failures.append(f"{result.left} connections left")
    return result


async def _send(server: Server, result: Result, chance: random.Random, end: float) -> None:
    while time.monotonic() < end:
        data = mutated(head(chance), chance)
        try:
            connection = await Connection.open(server.port)
        except NotConnectedError as error:
            result.failures.append(f"no connection: {error}")
            continue
        start = time.monotonic()
        try:
            split = chance.randrange(len(data) + 1) if chance.random() < 0.2 else len(data)
            connection.writer.write(data[:split])
            await connection.writer.drain()
            connection.writer.write(data[split:])
            if chance.random() < 0.3:
                connection.writer.write_eof()
            received = await _received(connection, result, start)
        except OSError:
            received = b""
        finally:
            connection.close()
        result.sent += 1
        try:
            answered = statuses(received) if not data.startswith(b"HEAD") else ()
        except (NoHttpError, ValueError) as error:
            # The answer to a HEAD in the middle has a length and no body.
            answered = ()
            if b"HEAD" not in data and len(received) < _MOST_BYTES and b"chunked" not in received:
                result.failures.append(f"{data[:200]!r}: {error}")
        result.statuses.update(answered)
        if wrong := [status for status in answered if status >= 500 and status != 503]:
            result.failures.append(f"{data[:300]!r}: {wrong}")


async def _received(connection: Connection, result: Result, start: float) -> bytes:
    """Return what comes until the connection ends or nothing more comes."""
    received = b""
    while len(received) < _MOST_BYTES:
        wait = _WAIT_SECONDS
        try:
            async with asyncio.timeout(wait):
                piece = await connection.reader.read(1 << 16)
        except TimeoutError:
            break
        if not piece:
            break
        if not received:
            result.slowest = max(result.slowest, time.monotonic() - start)
        received += piece
    return received


async def _probe(server: Server, result: Result, end: float) -> None:
    while time.monotonic() < end:
        start = time.monotonic()
        answer = await server.ask(Request("/healthz", headers=(("Connection", "close"),)))
        seconds = time.monotonic() - start
        result.slowest_probe = max(result.slowest_probe, seconds)
        if answer is None or answer.status != 200 or seconds > _SLOW_SECONDS:
            result.failures.append(f"/healthz: {answer and answer.status} in {seconds:.1f} s")
        result.peak = max(result.peak, sample(server.pid, 0.0, 1).resident)
        await asyncio.sleep(0.2)


async def _drill(seconds: float, seed: int) -> Result:
    logs = ROOT / ".cache/resilience"
    logs.mkdir(parents=True, exist_ok=True)
    program = Path(sys.executable).with_name("bodywise")
    server = Server("mutations", ROOT / "content", program, logs, Ledger())
    try:
        await server.start()
        result = await run(server, seconds, seed)
        await server.stop()
    finally:
        await server.end()
    for line, values in server.read_log():
        if values is None or "Traceback" in line:
            result.failures.append(f"log: {line[:300]}")
    return result


def main() -> int:
    """Return the exit code of a run."""
    parser = argparse.ArgumentParser(prog="make mutations", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = asyncio.run(_drill(options.minutes * 60, options.seed))
    sys.stdout.write("\n".join((*result.lines(), "")))
    return int(bool(result.failures))


if __name__ == "__main__":
    sys.exit(main())
