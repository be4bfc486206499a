"""The commands: serve, check, new, openapi, healthcheck."""

import datetime as dt
import gc
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import orjson
import typer

from app import logs
from app.cli.progress import reading
from app.cli.reports import Format, as_line, report
from app.cli.starters import StarterError, start_document
from app.documents.mojibake import mend_files
from app.documents.parse_files import Progress
from app.documents.reader import ContentFolderError
from app.library.advice import advice
from app.library.library import Library
from app.library.load import load, without_garbage_collection
from app.live.reloader import RefusedError, Reloader
from app.problems import Problem, Severity, count
from app.records import Kind
from app.settings import Settings, SettingsError, read_settings

_MISUSE = 2
# With so many files to come, others read beside this process.
_MANY_FILES = 1000
# It is one day nearly everywhere then.
_NOON = dt.time(12)

cli = typer.Typer(
    name="bodywise",
    help="A clinic's Markdown, served as typed, cross-linked JSON.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Content = Annotated[
    Path | None,
    typer.Argument(help="The folder of Markdown files; without it, BODYWISE_CONTENT or content."),
]
SiteFile = Annotated[
    Path | None, typer.Option("--site-file", help="The site file, if it is not site.yaml there.")
]


@cli.command()
def serve(
    content: Content = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Read the content again when it changes.")
    ] = False,
    site_file: SiteFile = None,
) -> None:
    """Read a content folder and serve it as JSON."""
    settings = _settings(
        content=content, host=host, port=port, watch=watch or None, site_file=site_file
    )
    logs.configure(settings)
    reloader = Reloader(settings)
    if settings.on_error == "stop":
        try:
            with reading() as progress:
                reloader.load(_beside_others(progress))
        except ContentFolderError as error:
            _leave(str(error), _MISUSE)
        except RefusedError as error:
            _tell(error.library.problems)
            _leave(
                f"not started, for the content has {_errors(error.library)}. Mend them, or set "
                "BODYWISE_ON_ERROR=serve to serve the rest.",
                1,
            )
    elif not settings.watch and not settings.content.is_dir():
        # Nothing would ever be served.
        _library(settings)
    _listen(settings, reloader)


@cli.command()
def check(
    content: Content = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the problems.")] = "text",
    fail_on: Annotated[
        str, typer.Option(help="Exit with 1 on errors only, or on warnings too.")
    ] = "error",
    as_of: Annotated[
        str | None,
        typer.Option(help="The day, such as 2026-11-24, to reckon by; today without it."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend doubly encoded text in the files.")] = (
        False
    ),
    site_file: SiteFile = None,
) -> None:
    """Tell every mistake in a content folder, with file, line, column and what to do."""
    if fail_on not in {"error", "warning"}:
        _leave(f'--fail-on is error or warning, not "{fail_on}"', _MISUSE)
    settings = _settings(content=content, site_file=site_file)
    at = None if as_of is None else dt.datetime.combine(_day(as_of), _NOON, dt.UTC)
    library = _library(settings, at)
    if fix:
        mended = _mended(settings)
        for file, words in mended:
            _say(f"mended {_counted(words, 'word')} in {file}")
        if mended:
            library = _library(settings, at)
    if library.tree != "native":
        _say(f"read as a {library.tree.capitalize()} site, by its own rules")
    problems = sorted((*library.problems, *advice(library, _day(as_of))))
    told = report(problems, form, settings.content, colour=sys.stdout.isatty())
    if told:
        typer.echo(told)
    failing = count(problems, Severity.ERROR)
    if fail_on == "warning":
        failing += count(problems, Severity.WARNING)
    raise typer.Exit(1 if failing else 0)


@cli.command()
def new(kind: Kind, slug: str) -> None:
    """Write a new page, condition or location to begin with."""
    settings = _settings()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    try:
        place = start_document(settings.content, kind, slug, today)
    except (StarterError, OSError) as error:
        _leave(str(error), _MISUSE)
    _say(f"wrote {place}")


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from app.main import create_app  # noqa: PLC0415 - the other commands need no web framework

    # The same whatever the settings are.
    document = create_app(Settings.model_construct()).openapi()
    typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())


@cli.command()
def healthcheck() -> None:
    """Ask the service on this machine whether it lives; exit 1 if it does not."""
    # Nobody else asks over HTTP.
    from app.cli.healthcheck import complaint  # noqa: PLC0415

    if (told := complaint()) is not None:
        _leave(told, 1)


def _beside_others(progress: Progress) -> Progress:
    """The progress of a reading during which the web framework is got ready.

    In a large tree others go on reading meanwhile; else whoever has mistakes in the content hears
    of them without waiting for it.
    """

    def tell(done: int, total: int) -> None:
        if total - done > _MANY_FILES:
            _get_ready()
        progress(done, total)

    return tell


def _get_ready() -> None:
    """Import what answers requests."""


def _listen(settings: Settings, reloader: Reloader) -> None:
    """Answer requests until a signal ends it."""
    # Whoever has mistakes in the content hears of them without waiting for a web framework.
    with without_garbage_collection():
        from app.http.server import run  # noqa: PLC0415
        from app.main import create_app  # noqa: PLC0415

        service = create_app(settings, reloader=reloader)
    gc.freeze()
    run(service, settings)


def _settings(**given: Any) -> Settings:
    """The settings of the environment, with what the command line says instead."""
    try:
        return read_settings(**{name: each for name, each in given.items() if each is not None})
    except SettingsError as error:
        _leave(str(error), _MISUSE)


def _day(text: str | None) -> dt.date:
    """The day that is given, or today."""
    if text is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        _leave(f'--as-of is a day such as 2026-11-24, not "{text}"', _MISUSE)


def _library(settings: Settings, at: dt.datetime | None = None) -> Library:
    try:
        with reading() as progress:
            return load(settings.content, settings.site_file, at=at, progress=progress)
    except ContentFolderError as error:
        _leave(str(error), _MISUSE)


def _mended(settings: Settings) -> tuple[tuple[str, int], ...]:
    try:
        return mend_files(settings.content, settings.site_file)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        told = f"a file cannot be mended: {why}. Those before it are; run check to see which"
        _leave(f"{told} are left.", _MISUSE)


def _tell(problems: Iterable[Problem]) -> None:
    colour = sys.stderr.isatty()
    for problem in problems:
        _say(as_line(problem, colour=colour))


def _errors(library: Library) -> str:
    return _counted(len(library.errors), "error")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _leave(message: str, code: int) -> NoReturn:
    _say(f"bodywise: {message}")
    raise typer.Exit(code)
