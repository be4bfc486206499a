"""Asks a real server thousands of things, and holds each answer to the published document.

Run by `make fuzz`; the number of examples for each operation is the first argument.
"""

import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import uvicorn

from app.library.load import load
from app.main import create_app
from tests.paths import ROOT

PATIENCE: Final = 60.0


class Server(uvicorn.Server):
    """A server that tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.listening.set()

    @property
    def port(self) -> int:
        """The port that was free."""
        return int(self.servers[0].sockets[0].getsockname()[1])


def main(examples: str) -> int:
    """The exit code of the run."""
    app = create_app(library=load(ROOT / "content"))
    server = Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        if not server.listening.wait(PATIENCE):
            return 1
        return subprocess.run(
            [
                Path(sys.executable).with_name("st"),
                f"--config-file={Path(__file__).with_name('schemathesis.toml')}",
                "run",
                f"http://127.0.0.1:{server.port}/openapi.json",
                "--checks=all",
                f"--max-examples={examples}",
                "--seed=1",
                "--workers=2",
            ],
            check=False,
            cwd=_folder(),
        ).returncode
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def _folder() -> Path:
    """Where the run may leave what it keeps."""
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "1000"))
