"""`bodywise serve`: read a content folder and answer requests."""

from typing import Annotated

import typer

from app.cli.service import openapi_document, run_service
from app.cli.terminal import Content, SiteFile, settings_or_exit


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
    run_service(settings)


def openapi() -> None:
    """Print the OpenAPI document."""
    typer.echo(openapi_document())
