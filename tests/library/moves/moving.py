"""Plan a move on a folder, carry it out, and compare what the site is before and after."""

import datetime as dt
import posixpath
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from app.clinic.lists.judge import judge_for
from app.documents.reader import Reader
from app.library.library import Library
from app.library.moves.editable_text import EditableText
from app.library.moves.plan import Plan
from app.library.moves.planner import names_below, plan_moves
from app.library.moves.reading import Reading, read_tree
from app.markdown.edits import EditedText
from app.problems import Severity

AT = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)


def reading_of(folder: Path) -> Reading:
    """The tree of a folder."""
    return read_tree(Reader(folder, None, judge_for), AT)


def plan_of(folder: Path, old: str, new: str) -> Plan:
    """The plan to move a file or folder."""
    reader = Reader(folder, None, judge_for)
    before = read_tree(reader, AT)
    return plan_moves(reader, before, names_below(before, old, new))


def texts_after(folder: Path, plan: Plan) -> Mapping[str, str]:
    """The new texts of the files with edits, by their old names."""
    texts = {}
    for name, edits in plan.edits.items():
        text = EditableText.of(name, (folder / name).read_bytes())
        assert text is not None
        texts[name] = text.encode(EditedText(text.text, edits).text).decode()
    return texts


def move(folder: Path, old: str, new: str) -> Plan:
    """Move a file or folder with all that refers to it."""
    plan = plan_of(folder, old, new)
    for name, text in texts_after(folder, plan).items():
        (folder / name).write_bytes(text.encode())
    for moved in plan.moves:
        place = folder / moved.new
        place.parent.mkdir(parents=True, exist_ok=True)
        (folder / moved.old).rename(place)
    return plan


def left(plan: Plan) -> list[tuple[str, int, str]]:
    """The file, line and text of each place that is not changed."""
    return [(item.file, item.line, item.text) for item in plan.left]


class Facts(NamedTuple):
    """The facts of a site that a move must keep, by the names of files after it."""

    links: Mapping[str, Counter[Any]]
    conditions: Mapping[str, Any]
    problems: Counter[str]


def facts_of(library: Library, names: Mapping[str, str]) -> Facts:
    """The links, conditions and problems of a library."""
    file_of = {page.path: names.get(page.source.file, page.source.file) for page in library.pages}
    links = {
        file_of[page.path]: Counter(
            (link.status, file_of[link.target.path], link.fragment)
            if link.target is not None and link.target.path is not None
            else (link.status, "", None)
            for link in page.links
            if link.status in {"ok", "anchor_missing", "asset"}
        )
        for page in library.pages
    }
    conditions = {
        condition.name: (
            Counter(file_of[page.path] for page in condition.treatments if page.path),
            Counter(
                (file_of[mention.page.path], mention.text, mention.label)
                for mention in condition.mentions
                if mention.page.path
            ),
            Counter(related.title for related in condition.related),
        )
        for condition in library.conditions
    }
    problems = Counter(
        problem.code for problem in library.problems if problem.severity is not Severity.HINT
    )
    return Facts(links, conditions, problems)


def some_move(reading: Reading, random: Random) -> tuple[str, str] | None:
    """The old and new name of a random document, folder or static file; None if there is none."""
    documents = sorted(reading.documents)
    assets = sorted(asset.file for asset in reading.tree.assets)
    kind = random.choice(("rename", "move", "below", "folder", "asset"))
    if kind == "asset" and assets:
        folder, base = posixpath.split(random.choice(assets))
        return posixpath.join(folder, base), posixpath.join(folder, f"m-{base}")
    if not documents:
        return None
    file = random.choice(documents)
    folder, base = posixpath.split(file)
    stem, dot, suffix = base.partition(".")
    if kind == "folder" and folder:
        above, last = posixpath.split(folder)
        return folder, posixpath.join(above, random.choice((f"{last}-2", f"deep/{last}")))
    if kind == "rename":
        return file, posixpath.join(folder, f"{stem}-x{dot}{suffix}")
    other = posixpath.dirname(random.choice(documents))
    below = "sub" if kind == "below" else ""
    return file, posixpath.join(other, below, f"{stem}-2{dot}{suffix}")
