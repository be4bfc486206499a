"""The conditions by their treatments, as a matrix; and one condition."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.clinic.names import alphabetical
from app.library.library import Library
from app.records import Condition, Mention, Ref
from app.views.explorer.frame import EditorLinks

PART: Final = 80
_MOST_TREATMENTS: Final = 24


class MatrixRow(NamedTuple):
    """A condition; `cells` is True for each treatment that treats it, `others` how many more do."""

    condition: Condition
    cells: Sequence[bool]
    others: int


class Matrix(NamedTuple):
    """Conditions by treatments; the treatments that treat most come first."""

    rows: Sequence[MatrixRow]
    treatments: Sequence[tuple[Ref, int]]
    left_out: int
    total: int
    without_treatment: int
    words: str
    part: int
    parts: int


class MentionRow(NamedTuple):
    """A place where a page names a condition."""

    mention: Mention
    file: str | None
    editor: str | None


class ConditionDetail(NamedTuple):
    """A condition, and the places where pages name it."""

    condition: Condition
    mentions: Sequence[MentionRow]


def condition_matrix(library: Library, words: str = "", part: int = 1) -> Matrix:
    """Return a part of the matrix: the conditions whose names have the words in them."""
    needle = words.strip().casefold()
    conditions = [
        condition
        for condition in library.conditions
        if any(needle in name.casefold() for name in (condition.name, *condition.alternate_names))
    ]
    conditions.sort(key=lambda condition: (alphabetical(condition.name), condition.slug))
    numbers = Counter(page for condition in conditions for page in condition.treatments)
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0].title, item[0].slug))
    columns = ordered[:_MOST_TREATMENTS]
    parts = max(1, -(-len(conditions) // PART))
    part = min(max(1, part), parts)
    rows = []
    for condition in conditions[(part - 1) * PART : part * PART]:
        treatments = set(condition.treatments)
        cells = [page in treatments for page, _ in columns]
        rows.append(MatrixRow(condition, cells, len(treatments) - sum(cells)))
    return Matrix(
        rows,
        columns,
        len(ordered) - len(columns),
        len(conditions),
        sum(not condition.treatments for condition in conditions),
        words,
        part,
        parts,
    )


def condition_detail(
    library: Library, condition: Condition, editor: EditorLinks
) -> ConditionDetail:
    """Return the detail of a condition."""
    rows = []
    for mention in condition.mentions:
        page = library.pages_by_slug.get(mention.page.slug)
        file = None if page is None else page.source.file
        address = None if file is None else editor.to(file, mention.line)
        rows.append(MentionRow(mention, file, address))
    return ConditionDetail(condition, rows)
