"""Output and exit codes of the commands."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from app.cli.reports import as_line
from app.problems import Problem
from app.settings import Settings, SettingsError, read_settings

# The exit code of a command that is used in a wrong way.
MISUSE: Final = 2

Content = Annotated[
    Path | None,
    typer.Argument(help="The folder of Markdown files. Default: BODYWISE_CONTENT, or content."),
]
SiteFile = Annotated[
    Path | None, typer.Option("--site-file", help="The site file, if it is not site.yaml there.")
]


def say(text: str) -> None:
    """Print a line to standard error; standard output is for results."""
    typer.echo(text, err=True)


def leave(message: str, code: int) -> NoReturn:
    """Print an error and exit."""
    say(f"bodywise: {message}")
    raise typer.Exit(code)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, one a line."""
    colour = sys.stderr.isatty()
    for problem in problems:
        say(as_line(problem, colour=colour))


def settings_or_exit(**options: Any) -> Settings:
    """Return the settings; options that are not None win over the environment."""
    try:
        given = {name: value for name, value in options.items() if value is not None}
        return read_settings(**given)
    except SettingsError as error:
        leave(str(error), MISUSE)
