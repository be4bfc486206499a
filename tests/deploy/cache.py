"""The cache as it is configured, tried with a real nginx (`make deploy`).

Only the addresses and the folders of the configuration are other ones. No `test_` in the name
of the file: `make test` needs nothing but Python.
"""

import http.client
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.loopback import free_port
from tests.paths import ROOT

CONFIGURATION = ROOT / "deploy/compose/nginx.conf"
# As the service says it, but with seconds for minutes.
KEPT = "public, max-age=1, stale-while-revalidate=1, stale-if-error=60"
PATIENCE = 10.0


@dataclass
class Origin:
    """Stands where the service stands, and counts what it is asked."""

    address: tuple[str, int] = ("127.0.0.1", 0)
    cache_control: str = KEPT
    status: int = 200
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        origin = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                origin.asked.append((self.path, headers))
                assert origin.gate.wait(PATIENCE)
                known = headers.get("if-none-match") == '"one"' and origin.status == 200
                body = b"" if known else b"draft" if "preview-token" in headers else b"published"
                if headers.get("accept") == "text/markdown":
                    body = b"# Published"
                self.send_response(304 if known else origin.status)
                self.send_header("ETag", '"one"')
                # Of a draft too, to which the service says no-store: the cache does not rely on it.
                self.send_header("Cache-Control", origin.cache_control)
                self.send_header("Vary", "Accept-Encoding")
                if not known:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(self.address, Handler)
        self.address = ("127.0.0.1", self.server.server_port)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


@dataclass(frozen=True)
class Reply:
    status: int
    cache: str | None
    headers: dict[str, str]
    body: str


def until(told: str, done: Callable[[], bool]) -> None:
    """Wait for a condition, at most PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, f"not within {PATIENCE:.0f} s: {told}"
        time.sleep(0.02)


@pytest.fixture
def origin() -> Iterator[Origin]:
    origin = Origin()
    origin.gate.set()
    origin.start()
    yield origin
    origin.gate.set()
    origin.stop()


Ask = Callable[..., Reply]


@pytest.fixture
def ask(origin: Origin, tmp_path: Path) -> Iterator[Ask]:
    """Asks the proxy for a path, with headers."""
    port, live = free_port(), free_port()
    host, origin_port = origin.address
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in (
        (r"server [\d.]+:8000 ", f"server {host}:{origin_port} "),
        (r"listen 8080;", f"listen 127.0.0.1:{port};"),
        (r"listen 127\.0\.0\.1:8081;", f"listen 127.0.0.1:{live};"),
        (r"/tmp/", f"{tmp_path}/"),
        (r"/var/cache/nginx", f"{tmp_path}/cache"),
        (r"/dev/stdout", f"{tmp_path}/access.log"),
    ):
        text, count = re.subn(old, new, text)
        assert count, old
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(text, encoding="utf-8")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    # Root's nginx would work as a user who may not look into a test's folder.
    directives = "daemon off; user root;"
    process = subprocess.Popen(
        [program, "-e", "stderr", "-c", str(configuration), "-g", directives],
        stderr=subprocess.DEVNULL,
    )

    def asking(path: str, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request(
                "GET",
                path,
                headers={name.replace("_", "-"): value for name, value in headers.items()},
            )
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, told.get("x-cache"), told, answer.read().decode())
        finally:
            connection.close()

    def lives() -> bool:
        assert process.poll() is None, "nginx ended"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", live)) == 0

    try:
        until("nginx listens", lives)
        yield asking
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def test_an_answer_is_kept_and_confirmed_to_clients_that_have_it(ask: Ask, origin: Origin) -> None:
    origin.cache_control = "public, max-age=60"
    assert [ask("/pages/a").cache for _ in range(3)] == ["MISS", "HIT", "HIT"]
    assert ask("/pages/a", If_None_Match='"one"').status == 304
    assert len(origin.asked) == 1


def test_codings_are_kept_once_each_however_browsers_put_them(ask: Ask, origin: Origin) -> None:
    origin.cache_control = "public, max-age=60"
    for given in ("gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.5", "br"):
        ask("/pages/a", Accept_Encoding=given)
    assert [headers.get("accept-encoding") for _, headers in origin.asked] == ["br"]
    assert ask("/pages/a", Accept_Encoding="gzip;q=0, br").cache == "MISS"
    assert "accept-encoding" not in origin.asked[-1][1]


def test_markdown_and_json_are_kept_apart(ask: Ask, origin: Origin) -> None:
    origin.cache_control = "public, max-age=60"
    for accept in ("text/markdown", "application/json", "text/markdown", "*/*"):
        expected = "# Published" if accept == "text/markdown" else "published"
        assert ask("/pages/a", Accept=accept).body == expected
    assert len(origin.asked) == 2


def test_an_old_answer_is_asked_for_with_its_etag(ask: Ask, origin: Origin) -> None:
    origin.cache_control = "public, max-age=1"
    ask("/pages/a")
    until("the answer is too old", lambda: ask("/pages/a").cache == "REVALIDATED")
    assert origin.asked[-1][1]["if-none-match"] == '"one"'


def test_an_old_answer_is_given_while_a_newer_one_is_fetched(ask: Ask, origin: Origin) -> None:
    origin.cache_control = "public, max-age=1, stale-while-revalidate=60"
    ask("/pages/a")
    origin.gate.clear()
    # Within max-age a hit; then the service is asked, which does not answer yet, and nobody waits.
    until("the service is asked again", lambda: bool(ask("/pages/a")) and len(origin.asked) > 1)
    reply = ask("/pages/a")
    assert (reply.status, reply.cache, reply.body) == (200, "UPDATING", "published")
    origin.gate.set()
    until("the newer answer is there", lambda: ask("/pages/a").cache == "HIT")


@pytest.mark.parametrize("down", ["stopped", "loading"])
def test_what_is_kept_is_given_while_the_service_is_down(
    ask: Ask, origin: Origin, down: str
) -> None:
    ask("/pages/a")
    if down == "stopped":
        origin.stop()
    else:
        origin.status = 503
        origin.cache_control = "no-store"
    # Later than max-age and stale-while-revalidate: only stale-if-error holds.
    until("the answer is too old", lambda: ask("/pages/a").cache == "STALE")
    reply = ask("/pages/a")
    assert (reply.status, reply.body) == (200, "published")


def test_what_is_not_kept_is_an_error_in_the_service_s_shape(ask: Ask, origin: Origin) -> None:
    origin.stop()
    reply = ask("/pages/b")
    assert reply.status == 503
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert '"status":503' in reply.body


def test_many_that_ask_for_one_thing_are_one_request(ask: Ask, origin: Origin) -> None:
    origin.gate.clear()
    replies: list[Reply] = []
    threads = [threading.Thread(target=lambda: replies.append(ask("/pages/a"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    until("the service is asked", lambda: bool(origin.asked))
    origin.gate.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert [reply.body for reply in replies] == ["published"] * 20
    assert len(origin.asked) == 1


@pytest.mark.parametrize("token", ["secret", "0", "wrong"])
def test_drafts_are_neither_kept_nor_answered_from_what_is_kept(
    ask: Ask, origin: Origin, token: str
) -> None:
    ask("/pages/a")
    for _ in range(2):
        reply = ask("/pages/a", Preview_Token=token)
        assert (reply.body, reply.cache) == ("draft", "BYPASS")
    assert [headers.get("preview-token") for _, headers in origin.asked] == [None, token, token]
    ask("/pages/b", Preview_Token=token)
    assert ask("/pages/b").body == "published"


@pytest.mark.parametrize(
    "path",
    ["/metrics", "/readyz", "/metrics/", "//metrics", "/%6detrics", "/metrics?a=b", "/a/../readyz"],
)
def test_what_is_for_operators_is_not_there(ask: Ask, origin: Origin, path: str) -> None:
    reply = ask(path)
    assert (reply.status, reply.headers["content-type"]) == (404, "application/problem+json")
    assert origin.asked == []
