"""Requests on a bare connection, as a client that means harm sends them."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from app.http.protocol import BoundedProtocol
from app.http.server import server_config
from app.library.library import Library
from app.main import create_app
from app.settings import Settings
from tests.conftest import PATIENCE

HOST = b"Host: localhost\r\n"
PAGE = b"GET /pages/about HTTP/1.1\r\n" + HOST + b"\r\n"


class Impatient(BoundedProtocol):
    """The same with deadlines that a test can wait for."""

    request_seconds = 0.3
    write_seconds = 0.3


class Hurried(BoundedProtocol):
    """The same for clients that read, if only a little."""

    answer_seconds = 0.3


class Serving:
    """The service on a port of its own."""

    def __init__(
        self, library: Library, protocol: type[asyncio.Protocol] | None, **given: str
    ) -> None:
        settings = Settings.model_validate(given)
        config = server_config(create_app(settings, library=library), settings)
        config.http = protocol or config.http
        self.server = uvicorn.Server(config)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        sockets = [self._listening]
        self._thread = threading.Thread(target=self.server.run, kwargs={"sockets": sockets})
        self._thread.start()
        self.statuses(PAGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(PATIENCE)
        self._listening.close()

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def answers(self, data: bytes) -> bytes:
        """Return the answers that come until the server closes the connection."""
        with self.open() as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def statuses(self, data: bytes) -> list[int]:
        return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d+)", self.answers(data))]


@pytest.fixture(scope="module")
def serving(library: Library) -> Iterator[Serving]:
    running = Serving(library, None)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def impatient(library: Library) -> Iterator[Serving]:
    running = Serving(library, Impatient)
    yield running
    running.stop()


@pytest.mark.parametrize("upgrade", [b"h2c", b"websocket", b"x"])
@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_the_body_of_a_request_with_upgrade_is_no_request(
    serving: Serving, upgrade: bytes, method: bytes
) -> None:
    hidden = b"GET /pages/none HTTP/1.1\r\n" + HOST + b"\r\n"
    head = method + b" /pages/about HTTP/1.1\r\n" + HOST
    head += b"Connection: Upgrade\r\nUpgrade: " + upgrade + b"\r\n"
    for body in (
        b"Content-Length: %d\r\n\r\n%b" % (len(hidden), hidden),
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(hidden), hidden),
        b"\r\n" + hidden,
    ):
        assert serving.statuses(head + body) == [200 if method == b"GET" else 405]


@pytest.mark.parametrize(
    ("version", "status"),
    [(b"HTTP/0.9", 400), (b"HTTP/2.0", 400), (b"HTTP/1.2", 400), (b"HTTP/3", 400), (b"JUNK", 400)],
)
def test_other_versions_of_http_are_refused(serving: Serving, version: bytes, status: int) -> None:
    assert serving.statuses(b"GET / " + version + b"\r\n" + HOST + b"\r\n") == [status]


@pytest.mark.parametrize("size", [60_000, 65_600, 70_000])
def test_a_target_without_bounds_is_refused(serving: Serving, size: int) -> None:
    for target in (b"/" + b"a" * size, b"/pages?q=" + b"a" * size):
        request = b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"\r\n"
        assert serving.statuses(PAGE + request) in ([200, 414], [200, 431])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"", 400),
        (HOST + b"Host: other\r\n", 400),
        (HOST + HOST, 400),
        (b"Host: a/b\r\n", 400),
        (b"Host: a, b\r\n", 400),
        (HOST, 200),
    ],
)
@pytest.mark.parametrize("target", [b"/pages/about", b"/healthz"])
def test_a_request_names_one_host(
    serving: Serving, headers: bytes, status: int, target: bytes
) -> None:
    end = b"Connection: close\r\n\r\n"
    assert serving.statuses(b"GET " + target + b" HTTP/1.1\r\n" + headers + end) == [status]


def test_an_old_client_need_not_name_a_host(serving: Serving) -> None:
    assert serving.statuses(b"GET /pages/about HTTP/1.0\r\n\r\n") == [200]


def test_the_host_of_an_absolute_target_is_checked(library: Library) -> None:
    running = Serving(library, None, trusted_hosts="localhost")
    try:
        for target, status in [(b"http://evil.test/pages", 400), (b"http://localhost/pages", 200)]:
            head = b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
            assert running.statuses(head) == [status]
    finally:
        running.stop()


@pytest.mark.parametrize("size", [10, 100_000, 900_000])
def test_the_body_of_a_get_is_read_and_dropped(serving: Serving, size: int) -> None:
    head = b"GET /pages/about HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % size
    last = PAGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert serving.statuses(head + bytes(size) + last) == [200, 200]


def test_a_connection_with_a_body_beyond_the_limit_is_closed(serving: Serving) -> None:
    with serving.open() as connection:
        connection.sendall(PAGE.replace(b"\r\n\r\n", b"\r\nContent-Length: 99999999\r\n\r\n"))
        assert connection.recv(15).startswith(b"HTTP/1.1 200")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            connection.sendall(bytes(65_536_000))


@pytest.mark.parametrize(
    ("data", "statuses"),
    [
        (PAGE + b"nonsense\r\n\r\n", [200, 400]),
        (PAGE + PAGE + b"\0", [200, 200, 400]),
        (PAGE + b"GET / HTTP/2.0\r\n\r\n", [200, 400]),
        # The body of a request is a part of it, so the answer is to both.
        (PAGE.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), [200]),
    ],
)
def test_what_came_before_nonsense_is_answered(
    serving: Serving, data: bytes, statuses: list[int]
) -> None:
    assert serving.statuses(data) == statuses


def test_refusals_may_be_read_by_those_who_may_read_answers(
    serving: Serving, library: Library
) -> None:
    assert b"access-control-allow-origin: *\r\n" in serving.answers(b"nonsense\r\n\r\n")
    running = Serving(library, None, cors_origins="https://a.example")
    try:
        assert b"access-control-allow-origin" not in running.answers(b"nonsense\r\n\r\n")
    finally:
        running.stop()


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: ",
        PAGE.replace(b"\r\n\r\n", b"\r\nContent-Length: 9\r\n\r\n12"),
        PAGE.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12"),
    ],
)
def test_a_request_that_never_ends_is_ended(impatient: Serving, start: bytes) -> None:
    # The connection ends though more comes, byte by byte.
    with impatient.open() as connection:
        connection.settimeout(0.05)
        connection.sendall(start)
        is_ended = False
        for _ in range(200):
            try:
                connection.sendall(b"0")
                is_ended = connection.recv(65536) == b""
            except TimeoutError:
                continue
            except OSError:
                is_ended = True
            if is_ended:
                break
        assert is_ended


def test_empty_lines_do_not_keep_a_connection(library: Library) -> None:
    running = Serving(library, None)
    running.server.config.timeout_keep_alive = 1
    try:
        with running.open() as connection:
            connection.sendall(PAGE)
            connection.recv(65536)
            connection.sendall(b"\r\n")
            assert connection.recv(65536) == b""
    finally:
        running.stop()


def test_a_client_that_does_not_read_is_cut_off(impatient: Serving) -> None:
    with impatient.open() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        requests = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\n" + HOST + b"\r\n"
        connection.sendall(requests * 20)
        # The server ends the connection, and what it had buffered is gone.
        poll = threading.Event()
        for _ in range(100):
            if not impatient.server.server_state.connections:
                break
            poll.wait(0.1)
        assert not impatient.server.server_state.connections


def test_a_client_that_reads_byte_by_byte_is_cut_off(impatient: Serving) -> None:
    with impatient.open() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        requests = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\n" + HOST + b"\r\n"
        connection.sendall(requests * 20)
        poll = threading.Event()
        for _ in range(200):
            if not impatient.server.server_state.connections:
                break
            connection.recv(1)
            poll.wait(0.05)
        assert not impatient.server.server_state.connections


def test_an_answer_waits_so_long_in_all_for_a_client_that_reads_steadily(
    library: Library,
) -> None:
    hurried = Serving(library, Hurried)
    try:
        with hurried.open() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\n" + HOST + b"\r\n")
            poll = threading.Event()
            pieces = 0
            # The whole answer has thousands of these pieces.
            while hurried.server.server_state.connections and pieces < 400:
                assert connection.recv(256)
                pieces += 1
                poll.wait(0.05)
            assert not hurried.server.server_state.connections
    finally:
        hurried.stop()


def test_all_requests_of_a_connection_end_with_it() -> None:
    paths: list[str] = []
    begun, ended = threading.Event(), threading.Event()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        paths.append(scope["path"])
        await receive()
        begun.set()
        while (await receive())["type"] != "http.disconnect":
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        ended.set()

    config = uvicorn.Config(application, http=BoundedProtocol, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        with socket.create_connection(listening.getsockname(), timeout=PATIENCE) as connection:
            connection.sendall(PAGE + b"GET /next HTTP/1.1\r\n" + HOST + b"\r\n" + PAGE)
            assert begun.wait(PATIENCE)
        is_ended = ended.wait(PATIENCE)
        server.should_exit = True
        server.force_exit = True
        thread.join(PATIENCE)
    assert is_ended
    # Those that were waiting are not begun.
    assert paths == ["/pages/about"]
