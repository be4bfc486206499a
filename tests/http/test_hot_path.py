"""An answer that lies ready is written past the server, which would write the same bytes."""

import logging
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from app.http.server import server_config
from app.library.load import load
from app.main import create_app
from app.settings import Settings
from tests.conftest import PATIENCE, SMALL

_PAGE = "/pages/index"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server as `bodywise serve` sets it up."""
    settings = Settings(content=SMALL)
    service = create_app(settings, library=load(SMALL))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(service, settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    number: int = listening.getsockname()[1]
    with _Client(number) as client:
        client.ask("/healthz")
    yield number
    server.should_exit = True
    thread.join(PATIENCE)
    listening.close()
    assert not thread.is_alive()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The types of the messages that the server is given to send."""
    types: list[str] = []
    send = RequestResponseCycle.send

    async def listening(cycle: RequestResponseCycle, message: Any) -> None:
        types.append(message["type"])
        await send(cycle, message)

    monkeypatch.setattr(RequestResponseCycle, "send", listening)
    return types


class _Client:
    """A connection that is kept."""

    def __init__(self, port: int) -> None:
        # pytest hears every log, and for whoever hears of accesses the server sends all itself.
        logging.getLogger("uvicorn.access").handlers.clear()
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._read = self._connection.makefile("rb")

    def __enter__(self) -> "_Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._read.close()
        self._connection.close()

    def send(self, target: str, method: str = "GET", version: str = "1.1", **headers: str) -> None:
        named = {"Host": "localhost", **{n.replace("_", "-"): v for n, v in headers.items()}}
        lines = [f"{method} {target} HTTP/{version}", *(f"{n}: {v}" for n, v in named.items())]
        self._connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

    def receive(self, method: str = "GET") -> bytes:
        """The bytes of an answer, but for its date."""
        lines = []
        while (line := self._read.readline()) not in {b"\r\n", b""}:
            lines.append(re.sub(rb"^date: .*", b"date", line))
        head = b"".join(lines)
        length = re.search(rb"content-length: (\d+)", head)
        has_body = method != "HEAD" and length is not None
        return head + (self._read.read(int(length[1])) if has_body and length else b"")

    def ask(self, target: str, method: str = "GET", **headers: str) -> bytes:
        self.send(target, method, **headers)
        return self.receive(method)

    def is_ended(self) -> bool:
        return self._read.read(1) == b""


def _tag(answer: bytes) -> str:
    found = re.search(rb"etag: (\S+)\r\n", answer)
    assert found is not None
    return found[1].decode()


@pytest.mark.parametrize("coding", ["identity", "gzip", "br", "zstd"])
def test_the_second_answer_is_written_past_the_server_in_the_same_bytes(
    port: int, sent: list[str], coding: str
) -> None:
    with _Client(port) as client:
        target = f"/pages?limit={1 + len(coding)}"
        first = client.ask(target, Accept_Encoding=coding)
        assert sent == ["http.response.start", "http.response.body"]
        assert client.ask(target, Accept_Encoding=coding) == first
        assert len(sent) == 2
    assert first.startswith(b"HTTP/1.1 200 OK\r\ndate")


@pytest.mark.parametrize("headers", [{"Preview_Token": "x"}, {"X_Large": "x" * 40_000}])
def test_requests_that_a_middleware_refuses_are_refused(port: int, headers: dict[str, str]) -> None:
    with _Client(port) as client:
        assert client.ask(_PAGE).startswith(b"HTTP/1.1 200 ")
        assert client.ask(_PAGE, **headers).startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("known", [False, True])
def test_a_head_and_news_of_what_is_known_are_as_the_server_writes_them(
    port: int, sent: list[str], method: str, known: bool
) -> None:
    with _Client(port) as client:
        tag = _tag(client.ask(_PAGE))
        headers = {"If_None_Match": tag if known else '"other"'}
        sent.clear()
        ours = client.ask(_PAGE, method, **headers)
        assert sent == []
    with _Client(port) as client:
        # The server writes the last answer of a connection itself, and says so.
        theirs = client.ask(_PAGE, method, Connection="close", **headers)
        assert len(sent) == 2
        assert client.is_ended()
    assert theirs.replace(b"connection: close\r\n", b"") == ours
    assert ours.startswith(b"HTTP/1.1 304 " if known else b"HTTP/1.1 200 ")


def test_an_older_client_is_told_that_the_connection_ends(port: int) -> None:
    with _Client(port) as client:
        client.send(_PAGE, version="1.0")
        assert b"connection: close\r\n" in client.receive()
        assert client.is_ended()


def test_requests_that_do_not_wait_for_answers_get_them_in_their_order(port: int) -> None:
    targets = [_PAGE, "/conditions", _PAGE, "/nowhere", _PAGE, "/locations"]
    with _Client(port) as client:
        expected = [client.ask(target) for target in targets]
        for target in targets:
            client.send(target)
        received = [client.receive() for _ in targets]
    named = re.compile(rb"x-request-id: \S+|\"instance\":\"[^\"]*\"")
    assert [named.sub(b"", each) for each in received] == [named.sub(b"", e) for e in expected]
