"""The health check of a container."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.healthcheck import DEFAULT_HOST, DEFAULT_PORT, health_problem
from app.settings import Settings
from tests.conftest import Starting, site_at


def test_a_service_that_lives_is_well(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        port = str(running.port)
        assert health_problem({"BODYWISE_PORT": port}) is None
        assert health_problem({"BODYWISE_PORT": port, "BODYWISE_HOST": "0.0.0.0"}) is None
        assert health_problem({"bodywise_port": f" {port} "}) is None
        # It listens on IPv4 alone, and a service on `::` on IPv6 alone.
        assert health_problem({"BODYWISE_PORT": port, "BODYWISE_HOST": "::"}) is not None
        asked = [sys.executable, "-m", "app", "healthcheck"]
        ended = subprocess.run(asked, env={"BODYWISE_PORT": port}, check=False)
        assert ended.returncode == 0
    told = health_problem({"BODYWISE_PORT": port})
    assert told is not None
    assert f"nothing answers on port {port}" in told


@pytest.mark.parametrize("port", ["", "eighty", "-1", "99999999999"])
def test_a_port_that_is_none_is_told(port: str) -> None:
    told = health_problem({"BODYWISE_PORT": port})
    assert told is not None
    assert port in told


def test_the_default_address_is_that_of_the_settings() -> None:
    assert (Settings().host, Settings().port) == (DEFAULT_HOST, DEFAULT_PORT)


def test_it_imports_nothing_of_the_service() -> None:
    script = "import app.__main__, app.cli.healthcheck, sys; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert not {"pydantic", "typer", "fastapi", "orjson"} & set(ended.stdout.split())
