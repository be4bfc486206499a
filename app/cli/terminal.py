"""Output and exit codes of the commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, TypeVar

import typer

from app.cli.progress import progress_bar
from app.documents.parse_files import Progress
from app.documents.reader import ContentFolderError
from app.settings import Settings, SettingsError, read_settings

Result = TypeVar("Result")

# The exit code of a command that is used in a wrong way.
MISUSE: Final = 2

Content = Annotated[
    Path | None,
    typer.Argument(help="The folder of Markdown files. Default: BODYWISE_CONTENT, or content."),
]
LocatedSite = Annotated[
    Path | None, typer.Option("--site-file", help="The site file, if it is not site.yaml there.")
]


def examples(*lines: str) -> str:
    """Return examples for the end of a help text, a line each."""
    # The mark keeps click from joining the lines.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def say(text: str) -> None:
    """Print a line to standard error; standard output is for results."""
    typer.echo(text, err=True)


def leave(message: str, code: int) -> NoReturn:
    """Print an error and exit."""
    say(f"bodywise: {message}")
    raise typer.Exit(code)


def read_or_exit(read: Callable[[Progress], Result]) -> Result:
    """Return what `read` returns, with a progress bar meanwhile; exit if there is no content."""
    try:
        with progress_bar("reading") as progress:
            return read(progress)
    except ContentFolderError as error:
        leave(str(error), MISUSE)


def settings_or_exit(**options: Any) -> Settings:
    """Return the settings; options that are not None win over the environment."""
    try:
        given = {name: value for name, value in options.items() if value is not None}
        return read_settings(**given)
    except SettingsError as error:
        leave(str(error), MISUSE)
