"""Problems by code."""

from pathlib import Path

from app.library.library import Library
from app.problems import Problem
from app.views.explorer.frame import EditorLinks
from app.views.explorer.problems import problem_groups, problems_of_file

EDITOR = EditorLinks("vscode://file{file}:{line}", Path("/site"))
PROBLEMS = [
    Problem("z.md", 9, 1, "orphan", "nothing leads here"),
    *(Problem("index.md", line, 4, "broken-link", "it is broken", "Mend it.") for line in (1, 2)),
    Problem("about/team.md", 5, 1, "invalid-value", "it is no date"),
]


def test_the_most_severe_code_is_first_with_its_places(library: Library) -> None:
    groups = problem_groups(library, PROBLEMS, EDITOR).groups
    assert [(group.code, group.number) for group in groups] == [
        ("invalid-value", 1),
        ("broken-link", 2),
        ("orphan", 1),
    ]
    place = groups[1].places[0]
    assert (place.line, place.column, place.hint, place.slug) == (1, 4, "Mend it.", "index")
    assert place.editor == "vscode://file/site/index.md:1"
    assert groups[2].places[0].slug is None


def test_a_group_has_so_many_places_and_knows_of_all(library: Library) -> None:
    (_, group, _) = problem_groups(library, PROBLEMS, EDITOR, most=1).groups
    assert (len(group.places), group.number, group.files) == (1, 2, 1)


def test_a_code_or_a_severity_selects(library: Library) -> None:
    by_code = problem_groups(library, PROBLEMS, EDITOR, code="orphan")
    assert [group.code for group in by_code.groups] == ["orphan"]
    by_severity = problem_groups(library, PROBLEMS, EDITOR, severity="warning")
    assert [group.code for group in by_severity.groups] == ["broken-link"]
    assert problem_groups(library, PROBLEMS, EDITOR, code="nonsense").groups == ()


def test_the_problems_of_a_file_are_its_own() -> None:
    problems = problems_of_file(PROBLEMS, EDITOR, "about/team.md")
    assert [(code, severity.value, place.line) for code, severity, place in problems] == [
        ("invalid-value", "error", 5)
    ]
