"""The commands: serve, check, init, conditions, mv, export, lsp, new, openapi, healthcheck."""

import datetime as dt
from typing import Annotated, Final

import typer

from app.cli.check import check
from app.cli.conditions import conditions
from app.cli.export import export
from app.cli.healthcheck import health_problem
from app.cli.init import init
from app.cli.lsp import lsp
from app.cli.mv import mv
from app.cli.serve import openapi, serve
from app.cli.starters import StarterError, start_document
from app.cli.terminal import MISUSE, examples, leave, say, settings_or_exit
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

cli = typer.Typer(
    name="bodywise",
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


cli.command(
    short_help="Serve a content folder as JSON.",
    epilog=examples(
        "bodywise serve",
        "bodywise serve ~/our-site --watch --port 8080",
        "BODYWISE_ON_ERROR=serve bodywise serve ~/our-site     in spite of errors",
    ),
)(serve)
cli.command(
    short_help="List every mistake in a content folder.",
    epilog=examples(
        "bodywise check ~/our-site",
        "bodywise check content --fail-on warning --changed-since origin/main",
        "bodywise check content --format json",
        "bodywise check content --fix     repairs doubly encoded text",
    ),
)(check)
cli.command(
    short_help="Propose the site.yaml of a folder.",
    epilog=examples("bodywise init ~/our-site", "bodywise init ~/our-site --write"),
)(init)
cli.command(
    short_help="Explain which lists name conditions.",
    epilog=examples("bodywise conditions ~/our-site"),
)(conditions)
cli.command(
    short_help="Move a document or folder, and all links to it.",
    epilog=examples(
        "bodywise mv content/about/team.md content/people.md",
        "bodywise mv about/team people     by address: the file gets the matching name",
        "bodywise mv content/treatments content/services --dry-run     shows the change",
    ),
)(mv)
cli.command(
    short_help="Write every answer as a file.",
    epilog=examples(
        "bodywise export public ~/our-site --compress",
        "bodywise export content.sqlite     the content and its search index as a database",
    ),
)(export)
cli.command(
    short_help="Show problems, complete and rename in an editor.",
    epilog=examples("bodywise lsp", "bodywise lsp ~/our-site"),
)(lsp)


@cli.command(
    short_help="Create a page, condition or location.",
    epilog=examples(
        "bodywise new page about/team",
        "bodywise new condition neck-pain",
        "bodywise new location boulder",
    ),
)
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


cli.command(epilog=examples("bodywise openapi > openapi.json"))(openapi)


@cli.command(
    short_help="Check that the service on this machine answers.",
    epilog=examples(
        "bodywise healthcheck", "BODYWISE_PORT=8080 bodywise healthcheck || echo it is down"
    ),
)
def healthcheck() -> None:
    """Check that the service on this machine is alive; exit 1 if it is not."""
    if (problem := health_problem()) is not None:
        leave(problem, 1)
