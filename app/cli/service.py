"""Run the service, and describe it: what needs the web framework."""

import sys

import orjson

from app import logs
from app.cli.reports import as_line, table_of
from app.cli.terminal import leave, read_or_exit, say
from app.http.server import run
from app.library.load import load
from app.live.reloader import RefusedError, Reloader
from app.main import create_app
from app.problems import counted
from app.settings import Settings


def run_service(settings: Settings) -> None:
    """Serve the content of the settings; exit if there is none, or if its errors forbid it."""
    logs.configure(settings)
    reloader = Reloader(settings)
    try:
        if settings.on_error == "stop":
            read_or_exit(reloader.load)
        elif not settings.watch and not settings.content.is_dir():
            # No content would ever appear; loading raises the error that says so.
            read_or_exit(lambda _: load(settings.content, settings.site_file))
    except RefusedError as error:
        colour = sys.stderr.isatty()
        lines = [as_line(problem, colour=colour) for problem in error.library.errors]
        for line in (*lines, "", *table_of(error.library.problems, colour=colour), ""):
            say(line)
        leave(
            f"not started: the content has {counted(len(error.library.errors), 'error')}. Mend "
            "them, or set BODYWISE_ON_ERROR=serve to serve the rest.",
            1,
        )
    app = create_app(settings, reloader=reloader)
    run(app, settings, end_streams=reloader.store.announcements.close)


def openapi_document() -> str:
    """Return the OpenAPI document as JSON; it is the same for all settings."""
    document = create_app(Settings.model_construct()).openapi()
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
