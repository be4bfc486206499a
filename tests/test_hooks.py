"""The hook for pre-commit and the workflow in the documentation."""

import shlex

import pytest
import yaml

from tests.cli.command import CLEAN, call
from tests.conftest import site_at
from tests.paths import ROOT


def test_the_hook_of_pre_commit_is_a_command(tmp_path_factory: pytest.TempPathFactory) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    folder = site_at(tmp_path_factory.mktemp("content"), CLEAN)
    assert program == "bodywise"
    assert call(*arguments, folder, "--fail-on", "warning").exit_code == 0


def test_the_workflow_of_the_documentation_runs_a_command_that_exists() -> None:
    text = (ROOT / "docs" / "checks.md").read_text("utf-8")
    workflow = yaml.safe_load(text.split("```yaml\n")[1].split("```")[0])
    commands = [step.get("run", "") for step in workflow["jobs"]["content"]["steps"]]
    (command,) = [command for command in commands if command.startswith("bodywise ")]
    names = [word for word in command.split() if word.startswith("--")]
    shown = call("check", "--help").stdout
    assert names
    assert all(name in shown for name in names)
