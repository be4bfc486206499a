"""`bodywise serve`: read a content folder and answer requests."""

from types import ModuleType
from typing import Annotated

import typer

from app.cli.terminal import Content, LocatedSite, settings_or_exit
from app.library.load import without_garbage_collection


def serve(
    content: Content = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Reload the content when it changes.")
    ] = False,
    site_file: LocatedSite = None,
) -> None:
    """Read a content folder and serve it as JSON."""
    settings = settings_or_exit(
        content=content, host=host, port=port, watch=watch or None, site_file=site_file
    )
    _service().run_service(settings)


def openapi() -> None:
    """Print the OpenAPI document."""
    typer.echo(_service().openapi_document())


def _service() -> ModuleType:
    # Imported here: the other commands do without a web framework, whose import takes 0.4 s.
    with without_garbage_collection():
        from app.cli import service  # noqa: PLC0415
    return service
