"""Hostile clients: slow, silent, many and wrong ones, all of a bounded number."""

import asyncio
import random
import time
from typing import Final

from tests.resilience.bad_requests import bad_request, statuses
from tests.resilience.ledger import Fault
from tests.resilience.server import Server
from tests.resilience.wire import (
    Connection,
    NoHttpError,
    NotConnectedError,
    Request,
    UnansweredError,
)

_AWAY: Final = frozenset({"stopping", "starting", "killed", "down"})
_SLOW_READERS: Final = 10
_HALF_OPEN: Final = 50
_IDLE: Final = 1_000
_OPENED_A_SECOND: Final = 100  # idle connections that are opened again where they were closed
_LARGE: Final = Request("/pages?limit=1000&fields=slug,title,body,links,seo,source")
_RECEIVE_BUFFER: Final = 2_048  # bytes
_SECONDS: Final = 5.0  # in which a bad request has been answered or hung up
_HALVES: Final = (
    b"",
    b"GET /pa",
    b"GET /pages HTTP/1.1\r\n",
    b"GET /pages HTTP/1.1\r\nHost: loc",
    b"GET /pages HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n",
    b"POST /pages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf",
)


class Hostiles:
    """All of them on one server."""

    def __init__(self, server: Server, seed: str) -> None:
        self._server = server
        self._ledger = server.ledger
        self._seed = seed
        self._idle: list[Connection] = []
        self.held: list[int] = []

    async def run(self, bad_requests: int, seconds: float) -> None:
        """Until cancelled; so many bad requests, spread over so many seconds."""
        async with asyncio.TaskGroup() as group:
            for number in range(_SLOW_READERS):
                group.create_task(self._read_slowly(self._chance(f"slow/{number}")))
            for number in range(_HALF_OPEN):
                group.create_task(self._stay_half_open(self._chance(f"half/{number}")))
            group.create_task(self._hold())
            group.create_task(self._send_bad(bad_requests, seconds))

    def _chance(self, name: str) -> random.Random:
        return random.Random(f"{self._seed}/hostile/{name}")

    async def _open(self, receive_buffer: int | None = None) -> Connection:
        """A connection; while the server is away, wait for it."""
        while True:
            try:
                return await Connection.open(self._server.port, receive_buffer)
            except NotConnectedError:
                await asyncio.sleep(0.2)

    async def _read_slowly(self, chance: random.Random) -> None:
        """Ask for much, read a byte now and then, give up after a while."""
        while True:
            connection = await self._open(_RECEIVE_BUFFER)
            try:
                await connection.send(_LARGE.encode())
                end = time.monotonic() + chance.uniform(5, 60)
                while time.monotonic() < end:
                    if not await connection.reader.read(1):
                        break
                    await asyncio.sleep(0.3)
            except (OSError, UnansweredError):
                pass
            finally:
                connection.close()
            self._ledger.counts["slow readers"] += 1
            await asyncio.sleep(0.5)

    async def _stay_half_open(self, chance: random.Random) -> None:
        """Send a part of a request, then nothing, until the server hangs up."""
        while True:
            connection = await self._open()
            try:
                await connection.send(chance.choice(_HALVES))
                self._ledger.counts["half-open connections"] += 1
                await connection.reader.read()
                self._ledger.counts["half-open connections that the server ended"] += 1
            except (OSError, UnansweredError):
                pass
            finally:
                connection.close()
            await asyncio.sleep(1)

    async def _hold(self) -> None:
        """Many kept connections on which nothing is asked any more."""
        try:
            while True:
                self._idle = [each for each in self._idle if not each.reader.at_eof()]
                self.held.append(len(self._idle))
                for _ in range(min(_OPENED_A_SECOND, _IDLE - len(self._idle))):
                    self._idle.append(await self._kept(len(self._idle) % 2 == 0))
                await asyncio.sleep(1)
        finally:
            for each in self._idle:
                each.close()

    async def _kept(self, has_asked: bool) -> Connection:
        connection = await self._open()
        if has_asked:
            try:
                await connection.ask(Request("/healthz"))
            except Exception as error:  # noqa: BLE001 - a restart may end it in any way; it then counts as closed
                self._ledger.counts[f"idle connections lost ({type(error).__name__})"] += 1
                connection.reader.feed_eof()
        return connection

    async def _send_bad(self, number: int, seconds: float) -> None:
        chance = self._chance("bad")
        pause = seconds / number
        async with asyncio.TaskGroup() as group:
            for _ in range(number):
                group.create_task(self._bad(random.Random(chance.random())))
                await asyncio.sleep(pause)

    async def _bad(self, chance: random.Random) -> None:
        bad = bad_request(chance)
        began = time.monotonic()
        shown = f"{bad.name}: {bad.data[:100]!r}"
        try:
            connection = await Connection.open(self._server.port)
        except NotConnectedError as error:
            if not self._server.was(_AWAY, began, time.monotonic()):
                told = str(error)
                self._ledger.fail(Fault.UNANSWERED, self._server.name, shown, "a connection", told)
            return
        received = b""
        is_silent = False
        try:
            connection.writer.write(bad.data)
            async with asyncio.timeout(_SECONDS):
                while part := await connection.reader.read(65_536):
                    received += part
        except TimeoutError:
            is_silent = not received
        except OSError:
            pass  # hung up in the middle of what it would not read: that is an answer
        finally:
            connection.close()
        self._ledger.counts["bad requests"] += 1
        if self._server.was(_AWAY, began, time.monotonic()):
            return
        self._judge(bad.name, shown, received, is_silent and bad.is_whole)

    def _judge(self, name: str, shown: str, received: bytes, is_silent: bool) -> None:
        server = self._server.name
        if is_silent:
            expected = f"an answer or an end within {_SECONDS:.0f} s"
            self._ledger.fail(Fault.UNANSWERED, server, shown, expected, "silence")
            return
        try:
            found = statuses(received)
        except (NoHttpError, ValueError) as error:
            if name not in {"old HTTP", "upgrade"}:
                # A connection that is reset loses the end of what was on its way.
                self._ledger.counts["bad requests whose answer was cut by a reset"] += 1
                self._ledger.counts[f"  of them {name}: {str(error)[:40]}"] += 1
            return
        if not found:
            self._ledger.statuses["hostiles"]["hung up"] += 1
        for status in found:
            self._ledger.statuses["hostiles"][f"{status // 100}xx"] += 1
            if status >= 500:
                told = f"{status}: {received[:600]!r}"
                self._ledger.fail(Fault.SERVER_ERROR, server, shown, "no 5xx", told)
