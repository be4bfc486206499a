"""`bodywise check`: list every mistake in a content folder."""

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.changes import GitError, brought_by_changes
from app.cli.reports import Format, report
from app.cli.terminal import (
    MISUSE,
    Content,
    LocatedSite,
    leave,
    read_or_exit,
    say,
    settings_or_exit,
)
from app.documents.mojibake import mend_files
from app.library.diagnostics.advice import advice
from app.library.library import Library
from app.library.load import load
from app.problems import Problem, Severity, count, counted
from app.settings import Settings


def check(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    content: Content = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the problems.")] = "text",
    fail_on: Annotated[
        Literal["error", "warning"],
        typer.Option(help="Exit with 1 on errors only, or on warnings too."),
    ] = "error",
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Check as if it were this day, such as 2026-11-24. Default: today.",
        ),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="REF",
            help="Only problems in files changed since this commit, and new ones in others.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="In text, show equal problems of a file one by one.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair doubly encoded text in the files.")
    ] = False,
    site_file: LocatedSite = None,
) -> None:
    """List every mistake in a content folder, with file, line, column and what to do."""
    settings = settings_or_exit(content=content, site_file=site_file)
    # At noon UTC it is the same day nearly everywhere.
    at = as_of and as_of.replace(hour=12, tzinfo=dt.UTC)
    library = _load(settings, at)
    if fix and _mend(settings):
        library = _load(settings, at)
    if library.tree != "native":
        say(f"read as a {library.tree.capitalize()} site, by its own rules")
    day = (at or dt.datetime.now(dt.UTC)).date()
    problems = _problems(library, day)
    if changed_since is not None:

        def check_before(content: Path) -> list[Problem]:
            return _problems(_load(settings.model_copy(update={"content": content}), at), day)

        try:
            problems = brought_by_changes(problems, settings.content, changed_since, check_before)
        except GitError as error:
            leave(f'--changed-since "{changed_since}": {error}', MISUSE)
    text = report(problems, form, settings.content, colour=sys.stdout.isatty(), every=every)
    if text:
        typer.echo(text)
    failures = count(problems, Severity.ERROR)
    if fail_on == "warning":
        failures += count(problems, Severity.WARNING)
    raise typer.Exit(1 if failures else 0)


def _problems(library: Library, day: dt.date) -> list[Problem]:
    return sorted((*library.problems, *advice(library, day)))


def _load(settings: Settings, at: dt.datetime | None) -> Library:
    return read_or_exit(
        lambda progress: load(settings.content, settings.site_file, at=at, progress=progress)
    )


def _mend(settings: Settings) -> bool:
    """Repair the files, print their names, and return True if there were any."""
    try:
        mended = mend_files(settings.content, settings.site_file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        leave(
            f"a file cannot be mended: {reason}. Those before it are; run check to see which are "
            "left.",
            MISUSE,
        )
    for file, words in mended:
        say(f"mended {counted(words, 'word')} in {file}")
    return bool(mended)
