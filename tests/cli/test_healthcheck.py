"""What a container asks of itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.healthcheck import complaint
from tests.conftest import Starting, site_at


def test_a_service_that_lives_is_well(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        port = str(running.port)
        assert complaint({"BODYWISE_PORT": port}) is None
        assert complaint({"BODYWISE_PORT": port, "BODYWISE_HOST": "0.0.0.0"}) is None
        assert complaint({"bodywise_port": f" {port} "}) is None
        asked = [sys.executable, "-m", "app", "healthcheck"]
        ended = subprocess.run(asked, env={"BODYWISE_PORT": port}, check=False)
        assert ended.returncode == 0
    told = complaint({"BODYWISE_PORT": port})
    assert told is not None
    assert f"nothing answers on port {port}" in told


@pytest.mark.parametrize("port", ["", "eighty", "-1", "99999999999"])
def test_a_port_that_is_none_is_told(port: str) -> None:
    told = complaint({"BODYWISE_PORT": port})
    assert told is not None
    assert port in told


def test_who_asks_imports_nothing_of_what_answers() -> None:
    told = "import app.__main__, sys; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert not {"pydantic", "typer", "fastapi", "orjson"} & set(ended.stdout.split())
