"""A client that sends what it is told to and nothing else, so that no encoding is asked for."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from tests.bench.processes import MeasurementError, Process
from tests.loopback import HOST

_ANSWER_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came; the headers as they were sent, but for the date, which servers add."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """A header's value; empty where it did not come."""
        return next((value for each, value in self.headers if each.lower() == name), "")


def save(answer: Answer, file: Path) -> None:
    """Write down an answer for another process to send."""
    held = {"status": answer.status, "headers": answer.headers, "body": answer.body.decode()}
    file.write_text(json.dumps(held), encoding="utf-8")


def saved(file: Path) -> Answer:
    """The answer that was written down."""
    held = json.loads(file.read_text(encoding="utf-8"))
    headers = tuple((name, value) for name, value in held["headers"])
    return Answer(held["status"], headers, held["body"].encode())


class Client:
    """One connection to a server on this machine, kept for one request after another."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=_ANSWER_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        self._connection.close()

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask. Raises MeasurementError where no answer comes."""
        try:
            self._connection.putrequest("GET", path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                self._connection.putheader(name, value)
            self._connection.endheaders()
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            told = f"GET {path} on port {self._connection.port} has no answer: {error}"
            raise MeasurementError(told) from error
        sent = tuple(each for each in answer.getheaders() if each[0].lower() != "date")
        return Answer(answer.status, sent, body)


def ask(port: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask once. Raises MeasurementError where no answer comes."""
    with Client(port) as client:
        return client.ask(path, headers)


def answers(port: int, path: str) -> bool:
    """Whether there is an answer that is no error."""
    try:
        return ask(port, path).status < 400
    except MeasurementError:
        return False


def wait_until(
    process: Process, holds: Callable[[], bool], limit: float, poll: float = 0.005
) -> float:
    """The moment at which a condition was first seen to hold, looked at every `poll` seconds.

    Raises MeasurementError where the process ends before, or after `limit` seconds.
    """
    end = time.perf_counter() + limit
    while not holds():
        if process.has_ended(poll):
            raise process.failure("ended too early")
        if time.perf_counter() > end:
            raise process.failure(f"did not get there in {limit:.0f} s")
    return time.perf_counter()
