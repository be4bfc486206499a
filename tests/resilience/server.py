"""A server process: started, asked how it is, signalled, killed, started again."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from tests.loopback import HOST, environment, free_port
from tests.resilience.ledger import Fault, Ledger, json_of
from tests.resilience.wire import (
    Answer,
    Connection,
    CutError,
    NoHttpError,
    NotConnectedError,
    Request,
    UnansweredError,
)

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 3  # what the service is given to finish requests in flight
_GRACE: Final = 10.0  # beyond that it hangs
_POLL: Final = 0.02


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which the server was not simply up: what may then happen is no failure."""

    sort: str
    start: float
    end: float


class Server:
    """One `bodywise serve` with `--watch`, at one port for all its lives."""

    def __init__(self, name: str, content: Path, program: Path, logs: Path, ledger: Ledger) -> None:
        self.name = name
        self.content = content
        self.ledger = ledger
        self.port = free_port()
        self.lives = 0
        self.log = logs / f"{name}.log"
        self.log.write_bytes(b"")
        self._program = program
        self._process: asyncio.subprocess.Process | None = None
        self._windows: list[Window] = []

    @property
    def pid(self) -> int:
        """The process's id. Raises ProcessLookupError where none runs."""
        if self._process is None or self._process.returncode is not None:
            raise ProcessLookupError(f"the server {self.name} does not run")
        return self._process.pid

    @contextmanager
    def window(self, sort: str) -> Iterator[None]:
        """Note that until the end of the block the server is `sort`."""
        place = len(self._windows)
        self._windows.append(Window(sort, time.monotonic(), float("inf")))
        try:
            yield
        finally:
            # A little longer: what began in the window may be seen just after it.
            end = time.monotonic() + 0.2
            self._windows[place] = Window(sort, self._windows[place].start, end)

    def was(self, sorts: frozenset[str], start: float, end: float) -> bool:
        """Whether the server was one of these at some moment between the two."""
        return any(
            each.sort in sorts and each.start <= end and start <= each.end for each in self._windows
        )

    async def start(self) -> float:
        """Start the process and wait until it is ready; seconds that it took."""
        began = time.monotonic()
        with self.window("starting"):
            with self.log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    self._program,
                    *("serve", str(self.content), "--watch", "--port", str(self.port)),
                    env=_environment(),
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            self.lives += 1
            while not await self._is_ready():
                if self._process.returncode is not None:
                    told = f"it ended with {self._process.returncode}; see {self.log}"
                    raise StartError(told)
                if time.monotonic() - began > START_SECONDS:
                    raise StartError(f"not ready in {START_SECONDS:.0f} s; see {self.log}")
                await asyncio.sleep(_POLL)
        return time.monotonic() - began

    async def stop(self) -> int:
        """SIGTERM, and the exit code. One that does not end in time is killed, a failure."""
        process = self._process
        assert process is not None
        with self.window("stopping"):
            process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(STOP_SECONDS + _GRACE):
                    return await process.wait()
            except TimeoutError:
                expected = f"an end in {STOP_SECONDS + _GRACE:.0f} s"
                self.ledger.fail(Fault.LIFE, self.name, "SIGTERM", expected, "it runs on")
                process.kill()
                return await process.wait()

    async def kill(self) -> None:
        """SIGKILL."""
        process = self._process
        assert process is not None
        with self.window("killed"):
            process.kill()
            await process.wait()

    async def end(self) -> None:
        """Make sure that no process is left."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    def hang_up(self) -> None:
        """SIGHUP: read the content again."""
        os.kill(self.pid, signal.SIGHUP)

    async def ask(self, request: Request) -> Answer | None:
        """Ask over a connection of its own, outside the load; None where nothing answers."""
        try:
            connection = await Connection.open(self.port)
        except NotConnectedError:
            return None
        try:
            return await connection.ask(request)
        except (UnansweredError, CutError, NoHttpError):
            return None
        finally:
            connection.close()

    async def readiness(self) -> Mapping[str, Any]:
        """What /readyz says, empty where it says nothing."""
        answer = await self.ask(Request("/readyz", headers=(("Connection", "close"),)))
        if answer is None or not answer.body:
            return {}
        held: Mapping[str, Any] = json_of(answer)
        return held

    async def metrics(self) -> Mapping[str, float]:
        """The samples of /metrics by their name and labels, as they are written there."""
        answer = await self.ask(Request("/metrics", headers=(("Connection", "close"),)))
        if answer is None or answer.status != 200:
            return {}
        lines = [
            line.rpartition(" ")
            for line in answer.body.decode().splitlines()
            if line and not line.startswith("#")
        ]
        return {name: float(value) for name, _, value in lines}

    def read_log(self) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
        """The lines of the log, each with what it says as JSON; None where it is no JSON."""
        with self.log.open(encoding="utf-8", errors="replace") as log:
            for line in log:
                try:
                    held = orjson.loads(line)
                except orjson.JSONDecodeError:
                    held = None
                yield line.rstrip("\n"), held if isinstance(held, dict) else None

    async def _is_ready(self) -> bool:
        answer = await self.ask(Request("/readyz", headers=(("Connection", "close"),)))
        return answer is not None and answer.status == 200


class StartError(Exception):
    """The server did not start."""


def _environment() -> dict[str, str]:
    # Memory is judged as the container has it.
    return {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "262144"} | environment(
        BODYWISE_HOST=HOST,
        BODYWISE_ON_ERROR="serve",
        BODYWISE_LOG_FORMAT="json",
        BODYWISE_STOP_TIMEOUT=str(STOP_SECONDS),
    )
