"""What several tests ask for: a small site, a client on it, a real server, one shape of errors."""

import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import orjson
import pytest
import uvicorn
from fastapi.testclient import TestClient
from hypothesis import settings
from pydantic import TypeAdapter

from app.http.application import Application
from app.http.routes import (
    conditions,
    files,
    health,
    links,
    locations,
    menus,
    pages,
    problems,
    schemas,
    search,
    site,
    sync,
)
from app.http.routing import DocumentedRoute
from app.library.library import Library
from app.library.load import load
from app.main import create_app
from app.views.shapes import HttpProblemView
from tests.paths import ROOT, SITES

SMALL = SITES / "small"
PATIENCE = 30.0

# The same examples on every run and on every machine, however slow it is. For others, and more:
# make test ARGS="--hypothesis-profile=random".
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, max_examples=2_000)
settings.load_profile("repeatable")

# The titles of RFC 9110, the same on every version of Python.
TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    410: "Gone",
    412: "Precondition Failed",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have settings of the service; they are not for the tests."""
    for name in list(os.environ):
        if name.upper().startswith("BODYWISE_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def library() -> Library:
    """The small site, read. Nothing changes it, so all tests share it."""
    return load(SMALL)


@pytest.fixture(scope="session")
def service(library: Library) -> Application:
    """The service on the small site."""
    return create_app(library=library)


@pytest.fixture(scope="session")
def client(service: Application) -> Iterator[TestClient]:
    """A client of the service; errors of the server arrive as answers."""
    # Entered, it keeps one loop for all requests, which is many times faster.
    with client_of(service) as client:
        yield client


def client_of(service: Application) -> TestClient:
    """A client that asks for no encoding and follows no redirect."""
    return TestClient(
        service,
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def site_at(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A content folder of these files."""
    for name, held in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(held if isinstance(held, bytes) else held.encode())
    return folder


def client_on(folder: Path, files: Mapping[str, str | bytes]) -> TestClient:
    """A client of the service on a content folder of these files."""
    return client_of(create_app(library=load(site_at(folder, files))))


@cache
def shape_at(route: str) -> TypeAdapter[Any]:
    """The type that a route declares for its answer: the whole one, if fields can be selected."""
    modules = (
        *(site, pages, conditions, locations, search, links, menus, problems, sync),
        *(schemas, health, files),
    )
    for module in modules:
        for candidate in module.router.routes:
            if isinstance(candidate, DocumentedRoute) and candidate.path == route:
                model = candidate.documented().response_model
                is_union = get_origin(model) in {Union, UnionType}
                return TypeAdapter(get_args(model)[0] if is_union else model)
    message = f"there is no route {route}"
    raise LookupError(message)


def assert_shape(response: Any, route: str) -> Any:
    """The answer holds exactly the keys that its route declares, at every depth, typed so."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    adapter = shape_at(route)
    # A missing key and a wrong type fail here; keys beyond the declared ones are dropped ...
    held = adapter.validate_json(response.content, strict=True)
    body = response.json()
    # ... so that here the answer has more than what came through.
    assert adapter.dump_python(held, mode="json") == body
    return body


def assert_problem(response: Any, status: int) -> Any:
    """The one shape of all errors. Specification: RFC 9457."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
    TypeAdapter(HttpProblemView).validate_json(response.content, strict=True)
    body = response.json()
    keys = ["type", "title", "status", "detail", "instance", "errors", "suggestions"]
    assert list(body) == keys
    assert body["type"] == "about:blank"
    assert body["status"] == status
    assert body["title"] == TITLES[status]
    assert body["detail"]
    assert not body["detail"].endswith(".")
    assert body["instance"].startswith("/")
    assert body["instance"].isascii()
    for error in body["errors"]:
        assert list(error) == ["field", "message", "valid"]
    for ref in body["suggestions"]:
        assert list(ref) == ["kind", "slug", "path", "title"]
    return body


@dataclass(frozen=True, slots=True)
class Received:
    """An answer as it came over the wire."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode()

    def json(self) -> Any:
        """The body as JSON."""
        return orjson.loads(self.content)


Ask = Callable[..., Received]


def ask_port(port: int, target: str, method: str = "GET", **headers: str) -> Received:
    """Send a request whose target is not touched on its way, and read all that comes back."""
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    named = [field.partition(": ")[::2] for field in fields]
    # Every header that the service sends stands once.
    assert len({name.lower() for name, _ in named}) == len(named), named
    return Received(int(status.split()[1]), {name.lower(): value for name, value in named}, body)


@pytest.fixture(scope="session")
def ask(service: Application) -> Iterator[Ask]:
    """A real server on the small site, asked over a real connection."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = uvicorn.Config(service, log_level="critical", access_log=False, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()

    def asking(target: str, method: str = "GET", **headers: str) -> Received:
        return ask_port(port, target, method, **headers)

    # The socket listens already, so the first request waits until the server takes it.
    asking("/healthz")
    yield asking
    server.should_exit = True
    thread.join(PATIENCE)
    listening.close()
    assert not thread.is_alive()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python program with these arguments, to its end."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**_environment(), **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )


class Running:
    """A process that serves: its port, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said = ""
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.port = int(self.hear("running on http").split("http://127.0.0.1:")[1].split()[0])

    def hear(self, phrase: str) -> str:
        """The next line in which it says this; what is said until then is kept too."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, self.said
            self.said += line
            if phrase in line:
                return line

    def until(self, holds: Callable[[], bool]) -> None:
        """Ask again and again until something holds, but not for ever."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.said

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)


class Starting:
    """Starts a Python program that serves, and ends that one process again."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**_environment(), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def __enter__(self) -> Running:
        """Wait until it tells its port."""
        try:
            return Running(self._process)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *failed: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BODYWISE_")}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def load_site() -> Callable[[str], Library]:
    """Reads one of the committed sites."""
    return lambda name: load(SITES / name)


@pytest.fixture
def load_files(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Library]:
    """Reads a site of these files; told twice, the files are there besides those of before."""

    def loading(files: Mapping[str, str | bytes]) -> Library:
        root = tmp_path / "content"
        root.mkdir(exist_ok=True)
        for name, held in files.items():
            place = root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(held if isinstance(held, bytes) else held.encode())
        return load(root)

    return loading


@pytest.fixture(scope="session")
def places() -> Callable[[Library], list[tuple[str, int, int, str]]]:
    """The file, line, column and code of each problem, in the order in which they are told."""
    return lambda library: [
        (problem.file, problem.line, problem.column, problem.code) for problem in library.problems
    ]
