"""The commands: serve, check, init, conditions, export, new, openapi, healthcheck."""

import datetime as dt

import typer

from app.cli.check import check
from app.cli.conditions import conditions
from app.cli.export import export
from app.cli.healthcheck import health_problem
from app.cli.init import init
from app.cli.serve import openapi, serve
from app.cli.starters import StarterError, start_document
from app.cli.terminal import MISUSE, leave, say, settings_or_exit
from app.records import Kind

cli = typer.Typer(
    name="bodywise",
    help="A clinic's Markdown, served as typed, cross-linked JSON.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.command()(serve)
cli.command()(check)
cli.command()(init)
cli.command()(conditions)
cli.command()(export)


@cli.command()
def new(kind: Kind, slug: str) -> None:
    """Create a page, condition or location from a template."""
    settings = settings_or_exit()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    try:
        path = start_document(settings.content, kind, slug, today)
    except (StarterError, OSError) as error:
        leave(str(error), MISUSE)
    say(f"wrote {path}")


cli.command()(openapi)


@cli.command()
def healthcheck() -> None:
    """Check that the service on this machine is alive; exit 1 if it is not."""
    if (problem := health_problem()) is not None:
        leave(problem, 1)
