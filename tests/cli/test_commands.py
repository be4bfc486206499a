"""The commands, as people and programs call them."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.commands import cli
from app.library.load import load
from app.main import create_app
from tests.conftest import SMALL, Starting, ask_port, run, site_at
from tests.paths import ROOT

CLEAN = {"index.md": "# Home\n\nSee [about](/about/).\n", "about.md": "# About\n\n[Home](/)\n"}
WARNED = {"index.md": "# Home\n\nSee [nothing](/lost/).\n"}
BAD = {**WARNED, "bad.md": "---\ntitle: [\n---\n", "twice.md": "---\na: 1\na: 2\n---\n"}
DAMAGED = {"index.md": "---\r\ntitle: Golferâ€™s\r\n---\r\n\r\nA “quote”, CafÃ©.  \r\nEnd"}
MENDED = "---\r\ntitle: Golfer’s\r\n---\r\n\r\nA “quote”, Café.  \r\nEnd"


def call(*arguments: object, **environment: str) -> Any:
    """A command's result: its code and what it printed."""
    return CliRunner().invoke(cli, [str(each) for each in arguments], env=environment)


def test_check_of_a_clean_folder_says_so(tmp_path: Path) -> None:
    site_at(tmp_path, CLEAN)
    for fail_on in ("error", "warning"):
        result = call("check", tmp_path, "--fail-on", fail_on)
        assert result.exit_code == 0
        assert result.stdout == "0 errors, 0 warnings, 0 hints\n"


def test_check_fails_on_warnings_only_where_it_is_asked_to(tmp_path: Path) -> None:
    site_at(tmp_path, WARNED)
    result = call("check", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == (
        'index.md:3:5: warning[broken-link]: the link "/lost/" leads nowhere. '
        "Mend it or take it out.\n0 errors, 1 warning, 0 hints\n"
    )
    assert call("check", tmp_path, "--fail-on", "warning").exit_code == 1


def test_check_tells_every_error_with_its_place(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    result = call("check", tmp_path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == [
        "bad.md:3:1:",
        "index.md:3:5:",
        "twice.md:1:1:",
        "twice.md:3:1:",
    ]
    assert lines[-1] == "2 errors, 2 warnings, 0 hints"
    assert "\x1b" not in result.stdout


def test_check_in_json_holds_the_same_problems_and_their_counts(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    result = call("check", tmp_path, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["summary"] == {"errors": 2, "warnings": 2, "hints": 0}
    assert told["problems"][0] == {
        "file": "bad.md",
        "line": 3,
        "column": 1,
        "severity": "error",
        "code": "front-matter-syntax",
        "message": told["problems"][0]["message"],
        "hint": told["problems"][0]["hint"],
    }
    lines = [
        "{file}:{line}:{column}: {severity}[{code}]: {message}. {hint}".format(**each)
        for each in told["problems"]
    ]
    assert call("check", tmp_path).stdout.splitlines()[:-1] == lines


def test_check_of_a_clean_folder_in_json_and_for_github(tmp_path: Path) -> None:
    site_at(tmp_path, CLEAN)
    told = json.loads(call("check", tmp_path, "--format", "json").stdout)
    assert told == {"problems": [], "summary": {"errors": 0, "warnings": 0, "hints": 0}}
    assert call("check", tmp_path, "--format", "github").stdout == ""


def test_check_for_github_annotates_lines_and_codes_what_would_end_them(tmp_path: Path) -> None:
    site_at(tmp_path, {"a, b: 100%.md": "[x](/lost%3A/)\n", "index.md": "[y](/a-b-100/)\n"})
    result = call("check", tmp_path, "--format", "github")
    line = next(line for line in result.stdout.splitlines() if "broken-link" in line)
    place = f"{tmp_path.as_posix()}/a%2C b%3A 100%25.md"
    assert line.startswith(f"::warning file={place},line=1,col=1,title=broken-link::the link ")
    assert 'the link "/lost%253A/" leads nowhere. Mend it or take it out.' in line


def test_fix_mends_the_files_and_then_tells_what_is_left(tmp_path: Path) -> None:
    file = site_at(tmp_path, DAMAGED) / "index.md"
    assert "mojibake" in call("check", tmp_path).stdout
    assert call("check", tmp_path, "--fail-on", "warning").exit_code == 1
    result = call("check", tmp_path, "--fix", "--fail-on", "warning")
    assert result.exit_code == 0
    assert result.stderr == "mended 2 words in index.md\n"
    assert result.stdout == "0 errors, 0 warnings, 0 hints\n"
    assert file.read_bytes().decode() == MENDED
    again = call("check", tmp_path, "--fix")
    assert (again.exit_code, again.stderr) == (0, "")
    assert file.read_bytes().decode() == MENDED


def test_fix_keeps_json_whole_on_its_stream(tmp_path: Path) -> None:
    site_at(tmp_path, DAMAGED)
    result = call("check", tmp_path, "--fix", "--format", "json")
    assert json.loads(result.stdout)["problems"] == []


def test_a_file_that_cannot_be_mended_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    file = site_at(tmp_path, DAMAGED) / "index.md"

    def nothing_may_be_written() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    ended = subprocess.run(
        [sys.executable, "-B", "-m", "app", "check", str(tmp_path), "--fix"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=nothing_may_be_written,  # the process does nothing else before
        timeout=30,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("bodywise: a file cannot be mended: file too large.")
    assert "Traceback" not in ended.stderr
    assert file.read_bytes().decode() == DAMAGED["index.md"]
    assert [each.name for each in tmp_path.iterdir()] == ["index.md"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "{folder}/none"),
        ("serve", "{folder}/none"),
        ("check", "{folder}/index.md"),
        ("check", "{folder}", "--site-file", "{folder}/none.yaml"),
        ("check", "{folder}", "--site-file", "{folder}"),
        ("check", "{folder}", "--format", "xml"),
        ("check", "{folder}", "--fail-on", "hint"),
        ("check", "{folder}", "--colour"),
        ("serve", "{folder}", "--port", "x"),
        ("serve", "{folder}", "--port", "70000"),
        ("mend",),
        (),
    ],
)
def test_misuse_is_told_and_exits_with_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    site_at(tmp_path, CLEAN)
    result = call(*(each.format(folder=tmp_path) for each in arguments))
    assert result.exit_code == 2
    assert result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_wrong_settings_are_all_told_at_once(tmp_path: Path) -> None:
    site_at(tmp_path, CLEAN)
    wrong = {"BODYWISE_PORT": "x", "BODYWISE_ON_ERROR": "y"}
    for command in ("check", "serve"):
        result = call(command, tmp_path, **wrong)
        assert result.exit_code == 2
        assert result.stderr.startswith("bodywise: invalid settings: ")
        assert "BODYWISE_PORT" in result.stderr
        assert "BODYWISE_ON_ERROR" in result.stderr
    assert call("openapi", **wrong).exit_code == 0


def test_the_folder_may_come_from_the_environment(tmp_path: Path) -> None:
    site_at(tmp_path, WARNED)
    assert "/lost/" in call("check", BODYWISE_CONTENT=str(tmp_path)).stdout


def test_another_site_file_may_be_named(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "site", {**WARNED, "site.yaml": "ignore: {}\n"})
    other = site_at(tmp_path, {"other.yaml": "ignore: {'**': [broken-link]}\n"}) / "other.yaml"
    assert "broken-link" in call("check", folder).stdout
    assert "broken-link" not in call("check", folder, "--site-file", other).stdout


def test_serve_refuses_with_the_same_list_that_check_prints(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    listed = call("check", tmp_path).stdout.splitlines()[:-1]
    result = call("serve", tmp_path)
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert said[:-1] == listed
    assert said[-1] == (
        "bodywise: not started: the content has 2 errors. Mend them, or set "
        "BODYWISE_ON_ERROR=serve to serve the rest."
    )
    assert "Traceback" not in result.output


@pytest.mark.parametrize("kind", ["page", "condition", "location"])
def test_a_new_document_is_a_draft_that_check_has_nothing_against(
    tmp_path: Path, kind: str
) -> None:
    environment = {"BODYWISE_CONTENT": str(site_at(tmp_path, CLEAN))}
    result = call("new", kind, "knee-pain", **environment)
    folder = {"page": "", "condition": "conditions", "location": "locations"}[kind]
    place = tmp_path / folder / "knee-pain.md"
    assert (result.exit_code, result.stderr) == (0, f"wrote {place}\n")
    result = call("check", tmp_path, "--fail-on", "warning", "--format", "json")
    assert json.loads(result.stdout)["problems"] == []
    text = place.read_text()
    assert "title: Knee pain\n" in text
    place.write_text(text.replace("draft: true", "draft: false"))
    library = load(tmp_path)
    assert library.errors == ()
    assert library.counts[f"{kind}s"] == (3 if kind == "page" else 1)


def test_a_new_document_never_takes_the_place_of_another(tmp_path: Path) -> None:
    environment = {"BODYWISE_CONTENT": str(site_at(tmp_path, CLEAN))}
    result = call("new", "page", "about", **environment)
    assert result.exit_code == 2
    assert "about.md exists already" in result.stderr
    assert (tmp_path / "about.md").read_text() == CLEAN["about.md"]


def test_a_new_page_may_lie_in_a_folder(tmp_path: Path) -> None:
    environment = {"BODYWISE_CONTENT": str(tmp_path)}
    assert call("new", "page", "about/2024", **environment).exit_code == 0
    assert [page.title for page in load(tmp_path).pages] == []
    text = (tmp_path / "about/2024.md").read_text()
    assert 'title: "2024"\n' in text


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("page", ""),
        ("page", "/"),
        ("page", "../x"),
        ("page", "a/../../x"),
        ("page", "Knee Pain"),
        ("page", "a\\b"),
        ("page", "x" * 300),
        ("condition", "arm/elbow"),
        ("person", "ann"),
    ],
)
def test_a_slug_or_kind_that_cannot_be_is_refused(tmp_path: Path, kind: str, slug: str) -> None:
    folder = site_at(tmp_path / "site", CLEAN)
    result = call("new", kind, slug, BODYWISE_CONTENT=str(folder))
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.output
    assert sorted(each.name for each in tmp_path.rglob("*.md")) == ["about.md", "index.md"]


def test_reviews_are_reckoned_by_the_day_that_is_named(tmp_path: Path) -> None:
    page = "---\nlast_reviewed: 2025-01-31\n---\n# Neck\n\nIt hurts.\n"
    site_at(tmp_path, {**CLEAN, "conditions/neck.md": page})
    fresh = call("check", tmp_path, "--as-of", "2026-01-30").stdout
    assert "stale-review" not in fresh
    stale = call("check", tmp_path, "--as-of", "2026-02-01").stdout
    assert "hint[stale-review]: " in stale
    for wrong in ("yesterday", "2026-02-30", ""):
        assert call("check", tmp_path, "--as-of", wrong).exit_code == 2


def test_openapi_prints_the_document_that_is_served() -> None:
    result = call("openapi")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == create_app().openapi()


def test_help_names_the_commands() -> None:
    result = call("--help")
    assert result.exit_code == 0
    for command in ("serve", "check", "openapi"):
        assert f"  {command} " in result.stdout


def test_the_module_is_the_command(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    ended = run("-m", "app", "check", str(tmp_path), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ended.returncode == 1
    assert ended.stdout.endswith("2 errors, 2 warnings, 0 hints\n")
    assert ended.stderr == ""


def test_serve_with_errors_serves_the_rest_where_it_is_told_to(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    command = ["-m", "app", "serve", str(tmp_path), "--port", "0"]
    with Starting(*command, BODYWISE_ON_ERROR="serve") as running:
        running.hear("serving 2 pages of")
        for line in call("check", tmp_path).stdout.splitlines()[:-1]:
            running.hear(line)
        assert "Traceback" not in running.said
        ready = ask_port(running.port, "/readyz")
        assert ready.json()["status"] == "degraded"
        assert len(ready.json()["problems"]) == 4
        assert ask_port(running.port, "/pages/twice").json()["params"] == {"a": 1}
        assert ask_port(running.port, "/pages/bad").status_code == 404
        assert "server" not in ready.headers


def test_the_small_site_of_these_tests_is_served_without_errors() -> None:
    assert call("check", SMALL).exit_code == 0


def test_healthcheck_asks_the_service_on_this_machine(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        assert call("healthcheck", BODYWISE_PORT=str(running.port)).exit_code == 0
    ended = call("healthcheck", BODYWISE_PORT=str(running.port))
    assert ended.exit_code == 1
    assert f"port {running.port}" in ended.stderr


def test_nothing_is_waited_for_where_nobody_watches(tmp_path: Path) -> None:
    ended = run("-m", "app", "serve", str(tmp_path / "none"), BODYWISE_ON_ERROR="serve")
    assert ended.returncode == 2
    assert "cannot be read" in ended.stderr


def test_as_of_a_day_what_is_published_then_is_checked(tmp_path: Path) -> None:
    files = {"index.md": "[a](/a/)\n", "a.md": "---\npublish_date: 2026-12-01\n---\n"}
    site_at(tmp_path, files)
    assert "broken-link" in call("check", tmp_path, "--as-of", "2026-11-30").stdout
    assert "broken-link" not in call("check", tmp_path, "--as-of", "2026-12-01").stdout
