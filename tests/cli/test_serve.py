"""`bodywise serve`."""

from pathlib import Path

from tests.cli.command import BAD, call
from tests.conftest import Starting, ask_port, run, site_at

_LOADED = """
import sys
from app.__main__ import main
sys.argv = ["bodywise", "openapi"]
try:
    main()
finally:
    print(*(name for name, module in sys.modules.items() if module), file=sys.stderr)
"""


def test_a_start_imports_nothing_that_a_native_site_does_not_need() -> None:
    names = set(run("-c", _LOADED).stderr.split())
    assert {"fastapi", "app.http.routes.explorer", "app.library.build"} <= names
    assert not names & {"emoji", "ftfy", "jinja2", "liquid"}
    assert not names & {"app.dialects.hugo", "app.dialects.jekyll"}


def test_serve_refuses_with_the_errors_and_the_table_that_check_prints(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    listed, codes, _ = call("check", tmp_path).stdout.split("\n\n")
    errors = [line for line in listed.splitlines() if "error[" in line]
    result = call("serve", tmp_path)
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert said[:-1] == [*errors, "", *codes.splitlines(), ""]
    assert said[-1] == (
        "bodywise: not started: the content has 2 errors. Mend them, or set "
        "BODYWISE_ON_ERROR=serve to serve the rest."
    )
    assert "Traceback" not in result.output


def test_serve_with_errors_serves_the_rest_where_it_is_told_to(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    command = ["-m", "app", "serve", str(tmp_path), "--port", "0"]
    with Starting(*command, BODYWISE_ON_ERROR="serve") as running:
        running.hear("serving 2 pages of")
        listed, codes, _ = call("check", tmp_path).stdout.split("\n\n")
        for line in listed.splitlines():
            if "error[" in line:
                running.hear(line)
        for line in codes.splitlines():
            running.hear(line)
        assert "warning[" not in running.said
        assert "Traceback" not in running.said
        ready = ask_port(running.port, "/readyz")
        assert ready.json()["status"] == "degraded"
        assert len(ready.json()["problems"]) == 2
        assert ask_port(running.port, "/problems").json()["total"] == 4
        assert ask_port(running.port, "/pages/twice").json()["params"] == {"a": 1}
        assert ask_port(running.port, "/pages/bad").status_code == 404
        assert "server" not in ready.headers


def test_nothing_is_waited_for_where_nobody_watches(tmp_path: Path) -> None:
    ended = run("-m", "app", "serve", str(tmp_path / "none"), BODYWISE_ON_ERROR="serve")
    assert ended.returncode == 2
    assert "cannot be read" in ended.stderr
