"""`bodywise lsp`: a language server for editors."""

import logging
import sys

from app.cli.terminal import MISUSE, Content, LocatedSite, leave, say, settings_or_exit


def lsp(content: Content = None, site_file: LocatedSite = None) -> None:
    """Answer an editor on standard input and output: problems, completion and renaming."""
    settings = settings_or_exit(content=content, site_file=site_file)
    named = settings.content if "content" in settings.model_fields_set else None
    if named is not None and not named.is_dir():
        leave(f'there is no content folder "{named}". Name one that exists.', MISUSE)
    try:
        # Optional, and heavy: its import takes a quarter of a second.
        from app.cli.language_server.server import create_server  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        leave('the language server needs pygls. Install it: pip install "pygls>=2.1"', MISUSE)
    # Standard output belongs to the editor.
    logging.basicConfig(format="%(levelname)-7s %(message)s", level=settings.log_level.upper())
    logging.getLogger("pygls").setLevel(logging.WARNING)
    if sys.stdin.isatty():
        say("waiting for an editor on standard input; docs/editors.md says how to set one up")
    create_server(named, settings.site_file).start_io()
