"""The problems of the content by code, with their places."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from app.library.library import Library
from app.problems import CODES, Problem, Severity, count_codes
from app.views.explorer.frame import EditorLinks

# The places that a group shows; a page with one code shows more.
_FEW: Final = 8
MANY: Final = 200


class Place(NamedTuple):
    """A problem with its place; `slug` is that of the page which the file makes, if any."""

    file: str
    line: int
    column: int
    message: str
    hint: str
    editor: str | None
    slug: str | None


class ProblemGroup(NamedTuple):
    """The problems of one code; `places` are the first of them."""

    code: str
    severity: Severity
    meaning: str
    number: int
    files: int
    places: Sequence[Place]


class ProblemList(NamedTuple):
    """All groups, or the one of the code that was asked for."""

    code: str | None
    severity: str | None
    groups: Sequence[ProblemGroup]


def problem_groups(
    library: Library,
    problems: Iterable[Problem],
    editor: EditorLinks,
    *,
    code: str | None = None,
    severity: str | None = None,
    most: int = _FEW,
) -> ProblemList:
    """Return the problems by code, the most severe and most frequent first.

    With `code` or `severity` only these. Each group has at most `most` places.
    """
    slugs = {page.source.file: page.slug for page in library.pages}
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        if code in {None, problem.code} and severity in {None, problem.severity.value}:
            by_code.setdefault(problem.code, []).append(problem)
    counts = count_codes(problem for group in by_code.values() for problem in group)
    groups = tuple(
        ProblemGroup(
            row.code,
            row.severity,
            CODES[row.code].meaning,
            row.number,
            row.files,
            tuple(_place(problem, editor, slugs) for problem in by_code[row.code][:most]),
        )
        for row in counts
    )
    return ProblemList(code, severity, groups)


def problems_of_file(
    problems: Iterable[Problem], editor: EditorLinks, file: str
) -> Sequence[tuple[str, Severity, Place]]:
    """Return the problems of one file, each with its code and severity."""
    return tuple(
        (problem.code, problem.severity, _place(problem, editor, {}))
        for problem in problems
        if problem.file == file
    )


def _place(problem: Problem, editor: EditorLinks, slugs: Mapping[str, str]) -> Place:
    return Place(
        problem.file,
        problem.line,
        problem.column,
        problem.message,
        problem.hint,
        editor.to(problem.file, problem.line, problem.column),
        slugs.get(problem.file),
    )
