"""A server that is stopped ends what it has begun, and what was on its way to it."""

import signal
import socket
from http.client import HTTPResponse
from pathlib import Path

import httptools
import pytest
import uvicorn

from app.http.server import addresses
from app.settings import Settings
from tests.conftest import PATIENCE, Starting, site_at

REQUEST = b"GET /pages/index HTTP/1.1\r\nHost: localhost\r\n\r\n"


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """The status and the body of the next answer."""
    response = HTTPResponse(connection)
    response.begin()
    return response.status, response.read()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), "http://127.0.0.1:81/explore"),
        (Settings(host="0.0.0.0", root_path="/api"), "http://127.0.0.1:81/api/explore"),
        (Settings(host="::"), "http://[::1]:81/explore"),
        (Settings(host="example.org"), "http://example.org:81/explore"),
        (Settings(explorer=False), "off (BODYWISE_EXPLORER=true switches it on)"),
    ],
)
def test_the_addresses_can_be_opened(settings: Settings, expected: str) -> None:
    api, explorer, docs = addresses(settings, 81)
    assert explorer == f"Explorer  {expected}"
    assert docs == f"Docs      {api.split()[1]}/docs"


def test_a_start_ends_with_the_addresses(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        port = running.port
        running.hear(f"API       http://127.0.0.1:{port}")
        running.hear(f"Explorer  http://127.0.0.1:{port}/explore")
        running.hear(f"Docs      http://127.0.0.1:{port}/docs")


def test_what_arrives_while_the_server_stops_is_answered(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        address = ("127.0.0.1", running.port)
        # One has been answered before and waits for more, one has not said anything yet.
        kept, new = (socket.create_connection(address, timeout=PATIENCE) for _ in range(2))
        kept.sendall(REQUEST)
        assert answer(kept)[0] == 200
        running.process.send_signal(signal.SIGTERM)
        running.hear("stopping")
        late = socket.create_connection(address, timeout=PATIENCE)
        late.sendall(REQUEST)
        assert answer(late)[0] == 200
        running.hear("Shutting down")
        for connection in (kept, new):
            connection.sendall(REQUEST)
            status, body = answer(connection)
            assert status == 200
            assert b'"slug":"index"' in body
            # It is told that no more will be.
            assert connection.recv(1) == b""
        for connection in (kept, new, late):
            connection.close()
        running.process.wait(timeout=PATIENCE)


def test_the_server_is_the_one_that_the_raw_answers_were_compared_with() -> None:
    # With another one, compare what test_hot_path.py and test_raw_requests.py compare, and read
    # what has changed in uvicorn.protocols.http.httptools_impl; then write its version here.
    assert (uvicorn.__version__, httptools.__version__) == ("0.54.0", "0.9.0")
