"""Problems as they are sent."""

from app.problems import Problem
from app.views.problems import problem_view, summary_view


def test_a_problem_says_its_severity() -> None:
    view = problem_view(Problem("a.md", 2, 3, "broken-link", "it is broken", "Mend it."))
    assert view == {
        "file": "a.md",
        "line": 2,
        "column": 3,
        "severity": "warning",
        "code": "broken-link",
        "message": "it is broken",
        "hint": "Mend it.",
    }


def test_the_summary_counts_severities_and_codes() -> None:
    problems = [
        Problem("a.md", 1, 1, "orphan", "m"),
        Problem("a.md", 1, 1, "broken-link", "m"),
        Problem("b.md", 1, 1, "broken-link", "m"),
    ]
    codes = {"broken-link": 2, "orphan": 1}
    assert summary_view(problems) == {"errors": 0, "warnings": 2, "hints": 1, "codes": codes}
    assert summary_view([])["codes"] == {}
