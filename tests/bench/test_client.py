"""The client asks for nothing that it was not told to ask for."""

import socket
import threading

import pytest

from tests.bench.client import answers, ask
from tests.bench.processes import MeasurementError
from tests.loopback import HOST, free_port


def test_what_is_sent_and_what_came() -> None:
    sent: list[bytes] = []
    with socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                sent.append(connection.recv(65_536))
                head = b'HTTP/1.1 200 OK\r\ndate: today\r\nETag: "1"\r\ncontent-length: 2\r\n\r\n'
                connection.sendall(head + b"{}")

        thread = threading.Thread(target=answer)
        thread.start()
        came = ask(port, "/pages/index", {"If-None-Match": '"0"'})
        thread.join(30)
    lines = sent[0].decode().split("\r\n")
    assert lines == [
        "GET /pages/index HTTP/1.1",
        f"Host: {HOST}:{port}",
        'If-None-Match: "0"',
        "",
        "",
    ]
    assert (came.status, came.body) == (200, b"{}")
    assert came.headers == (("ETag", '"1"'), ("content-length", "2"))
    assert (came.header("etag"), came.header("vary")) == ('"1"', "")


def test_nobody_answers() -> None:
    port = free_port()
    assert not answers(port, "/readyz")
    with pytest.raises(MeasurementError, match=f"GET /readyz on port {port} has no answer"):
        ask(port, "/readyz")
