"""Connections that send no request, or too large a one."""

from pathlib import Path

from tests.conftest import Starting, ask_port, assert_problem, site_at


def test_what_is_no_request_is_refused_in_the_one_shape(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        assert_problem(ask_port(running.port, "nonsense"), 400)
        assert_problem(ask_port(running.port, "/", **{f"X{i}": "x" * 900 for i in range(110)}), 431)
        assert ask_port(running.port, "/pages/index").status_code == 200
