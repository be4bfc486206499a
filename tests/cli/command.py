"""Running a command in this process, and folders to run it on."""

from typing import Any

from typer.testing import CliRunner

from app.cli.commands import cli

CLEAN = {"index.md": "# Home\n\nSee [about](/about/).\n", "about.md": "# About\n\n[Home](/)\n"}
WARNED = {"index.md": "# Home\n\nSee [nothing](/lost/).\n"}
BAD = {**WARNED, "bad.md": "---\ntitle: [\n---\n", "twice.md": "---\na: 1\na: 2\n---\n"}


def call(*arguments: object, **environment: str) -> Any:
    """Return a command's exit code and output."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment)
