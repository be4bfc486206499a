"""`bodywise serve`: read a content folder and answer requests."""

from typing import Annotated

import typer

from app import logs
from app.cli.progress import reading
from app.cli.terminal import (
    MISUSE,
    Content,
    SiteFile,
    leave,
    print_problems,
    settings_or_exit,
)
from app.documents.reader import ContentFolderError
from app.http.server import run
from app.library.load import load
from app.live.reloader import RefusedError, Reloader
from app.main import create_app
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
    logs.configure(settings)
    reloader = Reloader(settings)
    try:
        if settings.on_error == "stop":
            with reading() as progress:
                reloader.load(progress)
        elif not settings.watch and not settings.content.is_dir():
            # No content would ever appear; loading raises the error that says so.
            load(settings.content, settings.site_file)
    except ContentFolderError as error:
        leave(str(error), MISUSE)
    except RefusedError as error:
        print_problems(error.library.problems)
        leave(
            f"not started: the content has {counted(len(error.library.errors), 'error')}. Mend "
            "them, or set BODYWISE_ON_ERROR=serve to serve the rest.",
            1,
        )
    run(create_app(settings, reloader=reloader), settings)
