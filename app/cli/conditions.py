"""`bodywise conditions`: which lists count as conditions, and why."""

from collections.abc import Iterator
from typing import Final

import typer

from app.cli.terminal import Content, LocatedSite, read_or_exit, settings_or_exit
from app.clinic.lists.judged_list import JudgedList
from app.library.library import Library
from app.library.load import load
from app.problems import counted, shorten

_MOST_ITEMS: Final = 5


def conditions(content: Content = None, site_file: LocatedSite = None) -> None:
    """Print every list of the pages with its verdict, score and reason, and the names in it."""
    settings = settings_or_exit(content=content, site_file=site_file)
    library = read_or_exit(
        lambda progress: load(settings.content, settings.site_file, progress=progress)
    )
    for line in _lines(library):
        typer.echo(line)


def _lines(library: Library) -> Iterator[str]:
    roles: list[str | None] = []
    for file, judged_lists in sorted(library.judged_lists.items()):
        # Tables and the like are worth a line if they count, or nearly do.
        listed = [
            judged
            for judged in judged_lists
            if judged.is_shown or judged.verdict.nearly or judged.verdict.counts
        ]
        if listed:
            lines = [line for judged in listed for line in _described(file, judged)]
            yield from (file, *lines, "")
            roles += [judged.role for judged in listed]
    yield (
        f"{counted(len(roles), 'list')}, {roles.count('conditions')} of conditions; "
        f"{counted(len(library.conditions), 'condition')} in all"
    )


def _described(file: str, judged: JudgedList) -> Iterator[str]:
    score = judged.verdict
    verdict = judged.role or ("maybe conditions" if score.nearly else "no conditions")
    label = f'"{judged.title}"' if judged.title else "no label"
    if judged.group is not None:
        label += f' › "{judged.group}"'  # noqa: RUF001 - the sign of a path of headings
    yield f"  {file}:{judged.parsed.lines[0]}: {label}"
    yield f"    {verdict}, score {score.medical:.2f}: {score.reason}"
    if judged.role == "conditions":
        yield f"    names: {'; '.join(name for names in judged.names for name in names)}"
        if judged.left_out:
            yield f"    left out: {'; '.join(map(shorten, judged.left_out))}"
        return
    items = [shorten(text) for text in judged.parsed.texts[:_MOST_ITEMS]]
    more = len(judged.parsed.texts) - len(items)
    yield f"    items: {'; '.join(items)}" + (f"; and {more} more" if more else "")
