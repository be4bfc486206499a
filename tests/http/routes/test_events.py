"""Changes as they happen."""

import signal
import socket
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.main import create_app
from app.settings import Settings
from tests.conftest import PATIENCE, Starting, ask_port, assert_problem, client_of, site_at


class Stream:
    """A stream of events over a real connection."""

    def __init__(self, port: int, **headers: str) -> None:
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        lines = ["GET /events HTTP/1.1", "Host: localhost"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._file = self._connection.makefile("rb")
        head = list(iter(self._file.readline, b"\r\n"))
        self.status = int(head[0].split()[1])
        self.headers = dict(line.decode().strip().lower().split(": ", 1) for line in head[1:])

    def next(self) -> dict[str, str]:
        """Return the fields of the next event."""
        fields: dict[str, str] = {}
        for line in iter(self._file.readline, b""):
            name, separator, value = line.decode().strip().partition(": ")
            if separator and name:
                fields[name] = value
            elif fields and line == b"\n":
                return fields
        raise EOFError

    def rest(self) -> bytes:
        """Return all up to the end."""
        return self._file.read()

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._connection.close()


def data(event: dict[str, str]) -> Any:
    return orjson.loads(event["data"])


def serving(content: Path, *options: str, **settings: str) -> Starting:
    return Starting("-m", "app", "serve", str(content), "--port", "0", *options, **settings)


def test_a_stream_has_each_change_and_what_was_missed(tmp_path: Path) -> None:
    content = site_at(tmp_path, {"index.md": "1", "a.md": "1"})
    with serving(content, "--watch") as running:
        with Stream(running.port) as stream:
            assert stream.status == 200
            assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
            assert stream.headers["cache-control"] == "no-cache"
            assert stream.headers["access-control-allow-origin"] == "*"
            first = stream.next()
            version = ask_port(running.port, "/site").json()["version"]
            # No event is dispatched: it has no data.
            assert first == {"id": version, "retry": "2000"}
            (content / "a.md").write_text("2")
            second = stream.next()
            changes = ask_port(running.port, f"/sync?since={version}").json()
            assert data(second) == changes
            assert second["id"] == changes["version"]
            assert set(changes["changed"]["records"]) == {"page/a", "site"}
            (content / "a.md").unlink()
            third = stream.next()
            assert data(third)["deleted"] == ["page/a"]
        with Stream(running.port, Last_Event_ID=version) as stream:
            missed = stream.next()
            assert missed["id"] == third["id"]
            assert data(missed) == ask_port(running.port, f"/sync?since={version}").json()
        with Stream(running.port, Last_Event_ID="unknown") as stream:
            assert data(stream.next()) == {"version": third["id"], "since": None}


def test_the_service_stops_at_once_though_a_stream_is_open(tmp_path: Path) -> None:
    content = site_at(tmp_path, {"index.md": "1"})
    with serving(content, "--watch") as running, Stream(running.port) as stream:
        stream.next()
        running.process.terminate()
        # The end of a chunked body: it was not cut off after BODYWISE_STOP_TIMEOUT.
        assert stream.rest().endswith(b"0\r\n\r\n")
        assert running.process.wait(PATIENCE) == -signal.SIGTERM


def test_a_change_that_alters_nothing_is_no_event(tmp_path: Path) -> None:
    content = site_at(tmp_path, {"index.md": "1"})
    with serving(content, "--watch") as running, Stream(running.port) as stream:
        stream.next()
        # Another time and the same bytes.
        (content / "index.md").write_text("1")
        (content / "b.md").write_text("1")
        assert "page/b" in data(stream.next())["changed"]["records"]


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        (Settings(), 404),
        (Settings(watch=True, events=False), 404),
        (Settings(watch=True), 200),
        (Settings(events=True), 200),
    ],
)
def test_events_are_on_with_watch_or_by_their_setting(
    library: Library, settings: Settings, status: int
) -> None:
    client = client_of(create_app(settings, library=library))
    head = client.head("/events")
    assert (head.status_code, head.content) == (status, b"")
    if status == 404:
        assert "BODYWISE_EVENTS" in assert_problem(client.get("/events"), 404)["detail"]


def test_there_are_so_many_streams_and_no_more(library: Library) -> None:
    service = create_app(Settings(events=True), library=library)
    client: TestClient = client_of(service)
    slots = service.state.stream_slots
    assert client.head("/events").status_code == 200
    # One that has ended takes no place.
    assert slots.borrowed_tokens == 0
    streams = [object() for _ in range(64)]
    for stream in streams:
        slots.acquire_on_behalf_of_nowait(stream)
    refused = client.get("/events")
    assert "64 streams" in assert_problem(refused, 503)["detail"]
    assert refused.headers["retry-after"] == "10"
    slots.release_on_behalf_of(streams.pop())
    assert client.head("/events").status_code == 200
