"""`bodywise serve`: read a content folder and answer requests."""

import sys
from typing import Annotated

import typer

from app import logs
from app.cli.reports import as_line
from app.cli.terminal import Content, SiteFile, leave, read_or_exit, say, settings_or_exit
from app.library.load import load, without_garbage_collection
from app.problems import counted


def serve(
    content: Content = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Reload the content when it changes.")
    ] = False,
    site_file: SiteFile = None,
) -> None:
    """Read a content folder and serve it as JSON."""
    settings = settings_or_exit(
        content=content, host=host, port=port, watch=watch or None, site_file=site_file
    )
    # Imported here: the other commands do without a web framework, whose import takes 0.4 s.
    with without_garbage_collection():
        from app.http.server import run  # noqa: PLC0415
        from app.live.reloader import RefusedError, Reloader  # noqa: PLC0415
        from app.main import create_app  # noqa: PLC0415

    logs.configure(settings)
    reloader = Reloader(settings)
    try:
        if settings.on_error == "stop":
            read_or_exit(reloader.load)
        elif not settings.watch and not settings.content.is_dir():
            # No content would ever appear; loading raises the error that says so.
            read_or_exit(lambda _: load(settings.content, settings.site_file))
    except RefusedError as error:
        for problem in error.library.problems:
            say(as_line(problem, colour=sys.stderr.isatty()))
        leave(
            f"not started: the content has {counted(len(error.library.errors), 'error')}. Mend "
            "them, or set BODYWISE_ON_ERROR=serve to serve the rest.",
            1,
        )
    run(create_app(settings, reloader=reloader), settings)
