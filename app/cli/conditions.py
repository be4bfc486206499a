"""`bodywise conditions`: which lists count as conditions, and why."""

from collections.abc import Iterator
from typing import Final

import typer

from app.cli.progress import reading
from app.cli.terminal import MISUSE, Content, SiteFile, leave, settings_or_exit
from app.clinic.listed_conditions import JudgedList
from app.documents.reader import ContentFolderError
from app.library.library import Library
from app.library.load import load
from app.problems import counted

_MOST_ITEMS: Final = 5
_LONGEST_ITEM: Final = 60


def conditions(content: Content = None, site_file: SiteFile = None) -> None:
    """Print every list of the pages with its verdict, score and reason, and the names in it."""
    settings = settings_or_exit(content=content, site_file=site_file)
    try:
        with reading() as progress:
            library = load(settings.content, settings.site_file, progress=progress)
    except ContentFolderError as error:
        leave(str(error), MISUSE)
    for line in _lines(library):
        typer.echo(line)


def _lines(library: Library) -> Iterator[str]:
    lists = 0
    drawn: list[JudgedList] = []
    for file in sorted(library.judged_lists):
        judged_lists = [each for each in library.judged_lists[file] if _is_worth_a_line(each)]
        if not judged_lists:
            continue
        yield file
        for judged in judged_lists:
            yield from _described(file, judged)
        yield ""
        lists += len(judged_lists)
        drawn += [each for each in judged_lists if each.role == "conditions"]
    yield (
        f"{counted(lists, 'list')}, {len(drawn)} of conditions; "
        f"{counted(len(library.conditions), 'condition')} in all"
    )


def _is_worth_a_line(judged: JudgedList) -> bool:
    """Return True for lists, and for tables and the like that count or nearly do."""
    return judged.is_shown or judged.score.nearly


def _described(file: str, judged: JudgedList) -> Iterator[str]:
    score = judged.score
    verdict = judged.role or ("maybe conditions" if score.nearly else "no conditions")
    label = f'"{judged.title}"' if judged.title else "no label"
    if judged.group is not None:
        label += f' › "{judged.group}"'  # noqa: RUF001 - the sign of a path of headings
    yield f"  {file}:{judged.parsed.lines[0]}: {label}"
    yield f"    {verdict}, score {score.medical:.2f}: {score.reason}"
    if judged.role == "conditions":
        yield f"    names: {'; '.join(name for names in judged.names for name in names)}"
        if judged.left_out:
            yield f"    left out: {'; '.join(map(_shortened, judged.left_out))}"
        return
    items = [_shortened(text) for text in judged.parsed.texts[:_MOST_ITEMS]]
    more = len(judged.parsed.texts) - len(items)
    yield f"    items: {'; '.join(items)}" + (f"; and {more} more" if more else "")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_ITEM else f"{text[: _LONGEST_ITEM - 1].rstrip()}…"
