"""Renaming in an editor: a page by a link to it, a heading, a condition, files and folders."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from app.cli.language_server.condition_names import ConditionName, condition_at, condition_edits
from app.cli.language_server.heading_names import (
    HeadingName,
    RenameError,
    heading_at,
    heading_edits,
    headings_of,
)
from app.cli.move_names import check_characters, new_path
from app.documents.reader import Reader
from app.library.moves.plan import Left, Plan
from app.library.moves.planner import names_below, plan_moves, plan_new_path
from app.library.moves.reading import Reading
from app.library.moves.references import links_in
from app.markdown.edits import Edit


class PageName(NamedTuple):
    """A page, by its file and its address."""

    file: str
    path: str


Subject: TypeAlias = PageName | HeadingName | ConditionName


class Place(NamedTuple):
    """The offsets of a name in a file's editable text, and what it names."""

    start: int
    end: int
    subject: Subject


class Change(NamedTuple):
    """Edits by file, the old and new name of a file or folder that moves, and what is left."""

    edits: Mapping[str, tuple[Edit, ...]]
    move: tuple[str, str] | None = None
    left: tuple[Left, ...] = ()


def place_at(reading: Reading, file: str, offset: int) -> Place | None:
    """Return what can be renamed at an offset of a file's editable text; None for nothing.

    Raises RenameError if there is something that cannot.
    """
    text = reading.text(file)
    if text is None or file not in reading.documents:
        return None
    for link in links_in(reading, file):
        if not link.start <= offset <= link.end:
            continue
        anchor = text.text.find("#", link.start, link.end)
        if link.fragment and 0 <= anchor < offset:
            linked = heading_of_anchor(reading, link.target, link.fragment)
            return Place(anchor + 1, link.end, linked) if linked is not None else None
        end = anchor if anchor >= 0 else link.end
        page = PageName(link.target, reading.target(link.target).path)
        return Place(link.start, end, page)
    heading = heading_at(reading, file, text.locate(offset)[0])
    subject = heading or condition_at(reading, file, offset)
    return Place(subject.start, subject.end, subject) if subject is not None else None


def heading_of_anchor(reading: Reading, file: str, anchor: str) -> HeadingName | None:
    """Return the heading of a document that has an anchor."""
    document = reading.documents[file]
    lines = document.body.section_lines[1:]
    headings = list(headings_of(document))
    if len(lines) != len(headings):
        return None
    places = (line for line, entry in zip(lines, headings, strict=True) if entry.id == anchor)
    return next((heading_at(reading, file, line) for line in places), None)


def name_of(subject: Subject) -> str:
    """Return the name that is changed."""
    match subject:
        case PageName():
            return subject.path
        case HeadingName():
            return subject.title
        case ConditionName():
            return subject.name


def rename(reader: Reader, reading: Reading, subject: Subject, name: str) -> Change:
    """Return all that changes with a new name. Raises RenameError or MoveError."""
    check_characters(name)
    match subject:
        case PageName():
            if not name.strip("/ "):
                raise RenameError("a page needs an address. Write one such as /about/team/.")
            file, path = new_path(reading, subject.file, name.strip())
            old, new, plan = plan_new_path(reader, reading, file, path)
            return Change(plan.edits, (old, new), plan.left)
        case HeadingName():
            changed = heading_edits(reading, {subject: name})
            return Change({file: tuple(sorted(edits)) for file, edits in changed.items()})
        case ConditionName():
            by_file, left = condition_edits(reading, subject, name)
            return Change(by_file, left=left)


def move(reader: Reader, reading: Reading, names: Iterable[tuple[str, str]]) -> Change:
    """Return all that changes when an editor gives files and folders new names.

    Raises MoveError if the files cannot have these names.
    """
    files: dict[str, str] = {}
    for old, new in names:
        files |= names_below(reading, old, new)
    files = {old: new for old, new in files.items() if old in reading.files}
    plan = plan_moves(reader, reading, files) if files else Plan(())
    return Change(plan.edits, left=plan.left)
