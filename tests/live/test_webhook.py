"""Changes are sent signed, again if that fails, and together if they come meanwhile."""

import asyncio
import hashlib
import hmac
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from app.library.library import Library
from app.library.load import load
from app.live.announcements import Announcements
from app.live.webhook import Webhook, post
from app.views.catalog import Catalog
from tests.conftest import PATIENCE, Starting, site_at

SECRET = "a secret of the tests"
LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


class Received(NamedTuple):
    """A request to the receiver."""

    body: Any
    is_signed: bool


class Receiver:
    """A server that answers with these statuses, the last one again and again."""

    def __init__(self, *statuses: int) -> None:
        self.requests: queue.SimpleQueue[Received] = queue.SimpleQueue()
        left = list(statuses)
        requests = self.requests

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
                is_signed = self.headers["X-Hub-Signature-256"] == f"sha256={digest}"
                requests.put(Received(orjson.loads(body), is_signed))
                status = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/purge"

    @contextmanager
    def running(self) -> Iterator["Receiver"]:
        """Receive requests meanwhile."""
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def next(self) -> Received:
        """Return the next request, once it is there."""
        return self.requests.get(timeout=PATIENCE)


def follow(
    receiver: Receiver,
    catalogs: list[Catalog],
    received: int,
    pauses: tuple[float, ...] = (0.0,) * 3,
) -> list[Received]:
    """Serve one catalog after the other, each once the receiver has what came before it."""

    async def scenario() -> list[Received]:
        announcements = Announcements()
        served = [catalogs[0]]
        is_asked = asyncio.Event()

        def latest() -> Catalog:
            is_asked.set()
            return served[-1]

        webhook = Webhook(receiver.url, SECRET, pauses)
        task = asyncio.create_task(webhook.run(announcements, latest))
        await is_asked.wait()
        requests: list[Received] = []
        for catalog in catalogs[1:]:
            served.append(catalog)
            announcements.announce()
            requests.append(await asyncio.to_thread(receiver.next))
        while len(requests) < received:
            requests.append(await asyncio.to_thread(receiver.next))
        announcements.close()
        await task
        return requests

    with receiver.running():
        return asyncio.run(scenario())


@pytest.fixture
def catalogs(load_files: LoadFiles) -> list[Catalog]:
    """Three versions of a site."""
    first = Catalog(load_files({"index.md": "1", "a.md": "1"}))
    second = Catalog(load_files({"a.md": "2"}), first)
    return [first, second, Catalog(load_files({"b.md": "3"}), second)]


def test_each_change_is_sent_with_a_signature(catalogs: list[Catalog]) -> None:
    first, second = follow(Receiver(204), catalogs, 2)
    assert first.is_signed
    assert second.is_signed
    assert first.body["since"] == catalogs[0].library.version
    assert first.body["version"] == catalogs[1].library.version
    assert set(first.body["changed"]["records"]) == {"page/a", "site"}
    assert second.body["since"] == catalogs[1].library.version
    assert "page/b" in second.body["changed"]["records"]


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_fails_is_sent_again(catalogs: list[Catalog], status: int) -> None:
    first, second, third = follow(Receiver(status, status, 200), catalogs[:2], 3)
    assert first == second == third


def test_what_is_given_up_comes_with_the_next_change(catalogs: list[Catalog]) -> None:
    # The next change ends the wait for another attempt.
    first, again = follow(Receiver(500, 200), catalogs, 2, pauses=(10 * PATIENCE,))
    assert first.body["version"] == catalogs[1].library.version
    assert again.body["since"] == catalogs[0].library.version
    assert again.body["version"] == catalogs[2].library.version
    assert {"page/a", "page/b"} <= set(again.body["changed"]["records"])


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://host.invalid/", "http://[::1"])
def test_a_receiver_that_is_not_there_is_a_reason_not_an_error(url: str) -> None:
    assert post(url, b"key", b"{}")


def test_the_service_sends_what_an_edit_changed(tmp_path: Path) -> None:
    content = site_at(tmp_path, {"index.md": "1"})
    receiver = Receiver(200)
    settings = {"BODYWISE_WEBHOOK_URL": receiver.url, "BODYWISE_WEBHOOK_SECRET": SECRET}
    arguments = ("-m", "app", "serve", str(content), "--watch", "--port", "0")
    with receiver.running(), Starting(*arguments, **settings):
        version = load(content).version
        (content / "index.md").write_text("2")
        received = receiver.next()
        assert received.is_signed
        assert received.body["since"] == version
        assert set(received.body["changed"]["records"]) == {"page/index", "site"}
