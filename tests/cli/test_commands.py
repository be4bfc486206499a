"""The commands, as people and programs call them."""

import json
import re
from pathlib import Path

import pytest

from app.cli.commands import cli
from app.library.load import load
from app.main import create_app
from tests.cli.command import BAD, CLEAN, call
from tests.conftest import Starting, run, site_at


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


def test_without_arguments_it_says_where_to_begin() -> None:
    result = call()
    assert result.exit_code == 2
    for command in ("serve", "check", "init", "new"):
        assert f"  bodywise {command} " in result.stdout
    assert "--install-completion" in result.stdout


def test_every_command_is_explained_with_examples() -> None:
    listed = call("--help").stdout
    assert "..." not in listed.partition("Commands:")[2]
    for command in cli.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        shown = call(name, "--help").stdout
        assert re.search(rf"^    bodywise {name}\b", shown, re.MULTILINE)
        if command.short_help:
            assert f"{name} " in listed
            assert command.short_help in listed


def test_a_misspelt_command_is_corrected() -> None:
    assert "Did you mean 'check'?" in call("chek").stderr


def test_a_shell_completes_commands() -> None:
    """Click's protocol: the words so far, and the place of the one that is completed."""
    program = "import sys; sys.argv[0] = 'bodywise'; from app.__main__ import main; main()"
    words = {"COMP_WORDS": "bodywise ch", "COMP_CWORD": "1"}
    ended = run("-c", program, _BODYWISE_COMPLETE="complete_bash", **words)
    assert ended.stdout.split() == ["check"]


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
    assert ended.stdout.endswith("2 errors, 1 warning, 1 hint\n")
    assert ended.stderr == ""


def test_healthcheck_asks_the_service_on_this_machine(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"index.md": "Hello.\n"})
    with Starting("-m", "app", "serve", str(folder), "--port", "0") as running:
        assert call("healthcheck", BODYWISE_PORT=str(running.port)).exit_code == 0
    ended = call("healthcheck", BODYWISE_PORT=str(running.port))
    assert ended.exit_code == 1
    assert f"port {running.port}" in ended.stderr


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
