"""Hostile clients: slow, silent, many and wrong ones, all of a bounded number."""

import asyncio
import random
import time
from typing import Final

from tests.resilience.bad_requests import BadRequest, bad_request, statuses
from tests.resilience.costly import costly_request
from tests.resilience.ledger import Fault
from tests.resilience.mutations import head, mutated
from tests.resilience.server import Server
from tests.resilience.wire import (
    Connection,
    CutError,
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
_MUTATED_SHARE: Final = 0.3  # of the bad requests
_MUTATED: Final = "mutated head"
_COSTLY: Final = 2  # clients that ask for much, one request after the other
_ENDLESS: Final = 8
# The service gives a client 20 seconds to send a request.
_ENDLESS_SECONDS: Final = 45.0
_PROBE_SECONDS: Final = 5.0
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
            for number in range(_COSTLY):
                group.create_task(self._ask_much(self._chance(f"costly/{number}")))
            for number in range(_ENDLESS):
                group.create_task(self._send_without_end(self._chance(f"endless/{number}")))
            group.create_task(self._probe())
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

    async def _ask_much(self, chance: random.Random) -> None:
        """Ask for as much as can be asked for, and expect an answer soon enough."""
        while True:
            name, request = costly_request(chance)
            shown = f"{name}: {str(request)[:200]}"
            connection = await self._open()
            began = time.monotonic()
            status, error = 0, ""
            try:
                answer = await connection.ask(request)
                status, error = answer.status, answer.body[:300].decode(errors="replace")
                is_busy = status == 503 and bool(answer.header("retry-after"))
            except (UnansweredError, CutError, NoHttpError) as failure:
                is_busy, error = False, str(failure)
            finally:
                connection.close()
            ended = time.monotonic()
            if not self._server.was(_AWAY, began, ended):
                self._ledger.seconds["costly requests"].append(ended - began)
                self._ledger.statuses["costly requests"][f"{status // 100}xx"] += 1
                if is_busy:
                    self._ledger.counts["costly requests put off by a 503"] += 1
                elif status == 0:
                    self._fail(Fault.CUT, shown, "a whole answer", error)
                elif status >= 500:
                    self._fail(Fault.SERVER_ERROR, shown, "no 5xx", f"{status}: {error}")
            await asyncio.sleep(chance.uniform(0.5, 2.0))

    async def _send_without_end(self, chance: random.Random) -> None:
        """Send a body byte by byte, and more than was announced, until the server hangs up."""
        while True:
            connection = await self._open()
            began = time.monotonic()
            size = chance.choice((3, 40, 1_000_000))
            encoding = chance.choice((f"Content-Length: {size}", "Transfer-Encoding: chunked"))
            request = f"GET /site HTTP/1.1\r\nHost: localhost\r\n{encoding}\r\n\r\n"
            try:
                await connection.send(request.encode())
                while not connection.reader.at_eof():
                    if time.monotonic() - began > _ENDLESS_SECONDS:
                        expected = f"an end within {_ENDLESS_SECONDS:.0f} s"
                        self._fail(
                            Fault.UNANSWERED, f"a body without end, {encoding}", expected, "none"
                        )
                        break
                    await connection.send(b"1\r\na\r\n" if "chunked" in encoding else b"a")
                    try:
                        async with asyncio.timeout(chance.uniform(0.2, 1.0)):
                            await connection.reader.read(65_536)
                    except TimeoutError:
                        continue
            except (OSError, UnansweredError):
                pass
            finally:
                connection.close()
            self._ledger.counts["bodies without end"] += 1
            await asyncio.sleep(1)

    async def _probe(self) -> None:
        """Ask for the health again and again: it is answered, whatever the others do."""
        while True:
            began = time.monotonic()
            answer = await self._server.ask(Request("/healthz", headers=(("Connection", "close"),)))
            ended = time.monotonic()
            if not self._server.was(_AWAY, began, ended):
                self._ledger.seconds["/healthz beside the hostiles"].append(ended - began)
                if answer is None or answer.status != 200 or ended - began > _PROBE_SECONDS:
                    status = "nothing" if answer is None else str(answer.status)
                    expected = f"200 within {_PROBE_SECONDS:.0f} s"
                    self._fail(
                        Fault.UNANSWERED,
                        "GET /healthz",
                        expected,
                        f"{status}, {ended - began:.1f} s",
                    )
            await asyncio.sleep(0.5)

    def _fail(self, fault: Fault, request: str, expected: str, found: str) -> None:
        self._ledger.fail(fault, self._server.name, request, expected, found)

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
        if chance.random() < _MUTATED_SHARE:
            bad = BadRequest(_MUTATED, mutated(head(chance), chance), is_whole=False)
        else:
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
            if name not in {"old HTTP", "upgrade", _MUTATED}:
                # A connection that is reset loses the end of what was on its way.
                self._ledger.counts["bad requests whose answer was cut by a reset"] += 1
                self._ledger.counts[f"  of them {name}: {str(error)[:40]}"] += 1
            return
        if not found:
            self._ledger.statuses["hostiles"]["hung up"] += 1
        for status in found:
            self._ledger.statuses["hostiles"][f"{status // 100}xx"] += 1
            if status >= 500 and (name, status) != (_MUTATED, 503):
                told = f"{status}: {received[:600]!r}"
                self._ledger.fail(Fault.SERVER_ERROR, server, shown, "no 5xx", told)
