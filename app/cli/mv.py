"""`bodywise mv`: move a document or folder, and all that refers to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from app.cli.move_diff import as_diff
from app.cli.move_files import carry_out, changed_files
from app.cli.move_names import Entry, check_free, read_names, read_path
from app.cli.terminal import MISUSE, LocatedSite, leave, read_or_exit, say, settings_or_exit
from app.clinic.lists.judge import judge_for
from app.documents.reader import Reader
from app.library.moves.plan import MoveError, Plan
from app.library.moves.planner import names_below, plan_moves, plan_new_path
from app.library.moves.reading import Reading, read_tree
from app.problems import counted


def mv(
    old: Annotated[
        str, typer.Argument(help="The file, folder or page: a name, or a page's address.")
    ],
    new: Annotated[
        str, typer.Argument(help="Its new name, a folder to move it into, or the new address.")
    ],
    content: Annotated[
        Path | None,
        typer.Option(help="The folder of Markdown files. Default: BODYWISE_CONTENT, or content."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the change as a diff, and change nothing.")
    ] = False,
    site_file: LocatedSite = None,
) -> None:
    """Move a document or folder, and change every link, reference and menu entry that names it."""
    settings = settings_or_exit(content=content, site_file=site_file)
    reader = Reader(settings.content, settings.site_file, judge_for)
    before = read_or_exit(lambda progress: read_tree(reader, progress=progress))
    try:
        entry, plan = _plan(reader, before, settings.content, old, new)
        files = changed_files(before, plan)
        if dry_run:
            texts = {name: file.texts for name, file in files.items()}
            typer.echo(as_diff(plan, texts), nl=False)
        else:
            carry_out(settings.content.resolve(), *entry, files)
    except MoveError as error:
        leave(str(error), MISUSE)
    for line in _summary(entry, plan, dry_run=dry_run):
        say(line)


def _plan(reader: Reader, before: Reading, content: Path, old: str, new: str) -> tuple[Entry, Plan]:
    """Return what moves, and the plan. Raises MoveError."""
    entry = read_names(content, Path.cwd(), old, new)
    if entry is None:
        file, path = read_path(before, old, new)
        moving, target, plan = plan_new_path(reader, before, file, path)
        check_free(content.resolve(), moving, target)
        return Entry(moving, target), plan
    names = names_below(before, *entry)
    if not names:
        raise MoveError(f"nothing in {entry.old} is content of the site. Name another file.")
    return entry, plan_moves(reader, before, names)


def _summary(entry: Entry, plan: Plan, *, dry_run: bool) -> Iterator[str]:
    """Yield a line for each thing that was done, or would be."""
    count = counted(len(plan.moves), "file")
    yield f"{'would move' if dry_run else 'moved'} {entry.old} to {entry.new} ({count})"
    names = {move.old: move.new for move in plan.moves}
    for file, number in plan.links.items():
        yield f"{names.get(file, file)}: {counted(number, 'link')} changed"
    for file, alias in plan.aliases.items():
        yield f"{names[file]}: its old address {alias} is an alias now"
    for file, alias in plan.freed.items():
        yield f"{names[file]}: {alias} is its address again, and no alias"
    for left in plan.left:
        place = f"{names.get(left.file, left.file)}:{left.line}:{left.column}"
        yield f'not changed: {place}: "{left.text}": {left.reason}'
