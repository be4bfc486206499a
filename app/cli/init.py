"""`bodywise init`: propose a site file for a tree."""

from typing import Annotated

import typer

from app.cli.terminal import MISUSE, Content, leave, read_or_exit, say, settings_or_exit
from app.files.tree import SITE_FILE
from app.library.proposals.propose import propose_site
from app.library.proposals.survey import survey


def init(
    content: Content = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the file, if there is none yet.")
    ] = False,
) -> None:
    """Look at a tree and propose its site.yaml, each line with its reason."""
    folder = settings_or_exit(content=content).content
    file = folder / SITE_FILE
    if write and file.exists():
        leave(
            f"{file} exists already. Run init without --write, and copy the lines that you want.",
            MISUSE,
        )
    proposal = propose_site(read_or_exit(lambda progress: survey(folder, progress)))
    if not write:
        typer.echo(proposal, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8", newline="\n") as output:
            output.write(proposal)
    except OSError as error:
        leave(f"{file} cannot be written: {(error.strerror or str(error)).lower()}.", MISUSE)
    say(f"wrote {file}")
