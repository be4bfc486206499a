"""A run: how much is measured, the folder that it works in, and the servers that it starts."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.client import Answer, answers, ask, save, wait_until
from tests.bench.processes import MeasurementError, Process, running
from tests.bench.tree import make_tree
from tests.loopback import HOST, free_port

BODYWISE: Final = Path(sys.executable).with_name("bodywise")
READY: Final = "/readyz"
# The most that a start or a build may take.
LIMIT: Final = 300.0

_NGINX: Final = """\
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000000;
    default_type application/json;
    client_body_temp_path {folder}/nginx;
    proxy_temp_path {folder}/nginx;
    fastcgi_temp_path {folder}/nginx;
    uwsgi_temp_path {folder}/nginx;
    scgi_temp_path {folder}/nginx;
    server {{
        listen {host}:{port};
        root {root};
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: rounds, seconds of each load, sizes of trees in pages."""

    rounds: int
    seconds: int
    sizes: tuple[int, ...]
    target_size: int
    served: int


# The sizes that the project's targets speak of.
FULL: Final = Extent(5, 5, (1_000, 10_000, 30_000), 10_000, 1_000)
SMOKE: Final = Extent(1, 1, (20, 60, 180), 60, 20)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    process: Process
    port: int

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{HOST}:{self.port}{path}"


class Bench:
    """Works in a folder that is new and goes away after it."""

    def __init__(self, extent: Extent, folder: Path) -> None:
        self.extent = extent
        self.folder = folder
        self.log = folder / "servers.log"
        cpus = sorted(os.sched_getaffinity(0))
        # Under load a server has one CPU and the client another, so that neither takes from the
        # other; with one CPU they share it.
        self.server_cpu = cpus[0] if len(cpus) > 1 else None
        self.client_cpu = cpus[-1] if len(cpus) > 1 else None

    def tree(self, pages: int) -> Path:
        """A content folder of so many pages, made when it is first asked for."""
        folder = self.folder / f"tree-{pages}" / "content"
        if not folder.exists():
            make_tree(folder, pages)
        return folder

    @contextmanager
    def service(
        self, content: Path, *options: str, ready: str = READY, cpu: int | None = None
    ) -> Iterator[Server]:
        """The service with its defaults, once `ready` is answered."""
        with starting(self, content, *options, cpu=cpu) as server:
            wait_until(server.process, lambda: answers(server.port, ready), LIMIT)
            yield server

    @contextmanager
    def peer(self, kind: str, path: str, answer: Answer) -> Iterator[Server]:
        """One of the peers, once it answers a path with what it was given."""
        port = free_port()
        file = self.folder / f"answer-{port}.json"
        save(answer, file)
        command = [sys.executable, "-m", "tests.bench.peers", kind, str(port), str(file)]
        with running(command, self.log, self.server_cpu) as process:
            wait_until(process, lambda: answers(port, path), LIMIT)
            yield Server(process, port)

    @contextmanager
    def nginx(self, path: str, answer: Answer) -> Iterator[Server]:
        """nginx with a body as the static file at a path."""
        folder = self.folder / "nginx"
        file = folder / "root" / path.removeprefix("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.body)
        port = free_port()
        configuration = folder / "nginx.conf"
        # Root's nginx would work as a user who may not look into the folder.
        user = "user root;" if os.geteuid() == 0 else ""
        text = _NGINX.format(user=user, folder=folder, host=HOST, port=port, root=folder / "root")
        configuration.write_text(text, encoding="utf-8")
        command = [nginx_program(), "-e", "stderr", "-c", str(configuration)]
        with running(command, self.log, self.server_cpu) as process:
            wait_until(process, lambda: answers(port, path), LIMIT)
            yield Server(process, port)


@contextmanager
def starting(
    bench: Bench, content: Path, *options: str, cpu: int | None = None
) -> Iterator[Server]:
    """The service, which may not answer yet."""
    port = free_port()
    command = [str(BODYWISE), "serve", str(content), "--port", str(port), *options]
    with running(command, bench.log, cpu) as process:
        yield Server(process, port)


def page_of(server: Server, path: str, status: int = 200, **headers: str) -> Answer:
    """A server's answer to what will be asked under load. Raises MeasurementError for another."""
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = ask(server.port, path, asked)
    if answer.status != status:
        raise MeasurementError(f"GET {path} answers {answer.status}, not {status}")
    return answer


def nginx_program() -> str:
    """Debian keeps it where only root's path leads."""
    return shutil.which("nginx") or "/usr/sbin/nginx"
