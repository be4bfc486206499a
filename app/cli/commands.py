"""The commands: serve, check, init, conditions, export, new, openapi, healthcheck."""

import datetime as dt
from importlib import import_module
from typing import Annotated, Any, Final, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from app.cli.healthcheck import health_problem
from app.cli.starters import StarterError, start_document
from app.cli.terminal import MISUSE, examples, leave, say, settings_or_exit
from app.library.load import without_garbage_collection
from app.records import Kind

_GUIDE: Final = """\
bodywise reads a folder of Markdown files and serves it as typed, cross-linked JSON.

Begin with one of these:
  bodywise serve ~/our-site --watch   serve a folder, then open http://127.0.0.1:8000/explore
  bodywise check ~/our-site           list every mistake, with file, line and what to do
  bodywise init ~/our-site            propose the site.yaml of a folder that you have
  bodywise new page about             write a starter page into content/

bodywise --help lists all commands, bodywise serve --help the options of one.
bodywise --install-completion completes them with the tab key."""


class _Command(NamedTuple):
    """A command: the module that has its function, a line of help, and examples."""

    module: str
    help: str
    examples: tuple[str, ...]


# By name, which is that of the function too.
COMMANDS: Final = {
    "serve": _Command(
        "app.cli.serve",
        "Serve a content folder as JSON.",
        (
            "bodywise serve",
            "bodywise serve ~/our-site --watch --port 8080",
            "BODYWISE_ON_ERROR=serve bodywise serve ~/our-site     in spite of errors",
        ),
    ),
    "check": _Command(
        "app.cli.check",
        "List every mistake in a content folder.",
        (
            "bodywise check ~/our-site",
            "bodywise check content --fail-on warning --changed-since origin/main",
            "bodywise check content --format json",
            "bodywise check content --fix     repairs doubly encoded text",
        ),
    ),
    "init": _Command(
        "app.cli.init",
        "Propose the site.yaml of a folder.",
        ("bodywise init ~/our-site", "bodywise init ~/our-site --write"),
    ),
    "conditions": _Command(
        "app.cli.conditions",
        "Explain which lists name conditions.",
        ("bodywise conditions ~/our-site",),
    ),
    "export": _Command(
        "app.cli.export",
        "Write every answer as a file.",
        (
            "bodywise export public ~/our-site --compress",
            "bodywise export content.sqlite     the content and its search index as a database",
        ),
    ),
    "new": _Command(
        "app.cli.commands",
        "Create a page, condition or location.",
        (
            "bodywise new page about/team",
            "bodywise new condition neck-pain",
            "bodywise new location boulder",
        ),
    ),
    "openapi": _Command(
        "app.cli.serve", "Print the OpenAPI document.", ("bodywise openapi > openapi.json",)
    ),
    "healthcheck": _Command(
        "app.cli.commands",
        "Check that the service on this machine answers.",
        ("bodywise healthcheck", "BODYWISE_PORT=8080 bodywise healthcheck || echo it is down"),
    ),
}


class _Commands(TyperGroup):
    """The commands, each imported when it is wanted: only two of them need a web framework."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands: Any = dict.fromkeys(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a name; None if there is none."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        with without_garbage_collection():
            module = import_module(entry.module)
        one = typer.Typer(
            add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
        )
        one.command(cmd_name, short_help=entry.help, epilog=examples(*entry.examples))(
            getattr(module, cmd_name)
        )
        return get_command(one)


cli = typer.Typer(
    name="bodywise",
    cls=_Commands,
    help="A clinic's Markdown, served as typed, cross-linked JSON.",
    epilog=examples(
        "bodywise serve ~/our-site --watch",
        "bodywise check ~/our-site",
        "bodywise COMMAND --help     the options of a command, with examples",
    ),
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@cli.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    """Show where to begin if no command is given."""
    if context.invoked_subcommand is None:
        typer.echo(_GUIDE)
        raise typer.Exit(MISUSE)


def new(
    kind: Annotated[Kind, typer.Argument(help="What it is.")],
    slug: Annotated[
        str, typer.Argument(help="Its address, such as neck-pain; of a page also about/team.")
    ],
) -> None:
    """Create a page, condition or location from a template, as a draft."""
    settings = settings_or_exit()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    try:
        path = start_document(settings.content, kind, slug, today)
    except (StarterError, OSError) as error:
        leave(str(error), MISUSE)
    say(f"wrote {path}")


def healthcheck() -> None:
    """Check that the service on this machine is alive; exit 1 if it is not."""
    if (problem := health_problem()) is not None:
        leave(problem, 1)
