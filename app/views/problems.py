"""The problems of the content as they are sent: the list, and how many there are."""

from collections.abc import Sequence
from typing import Any, cast

from app.library.library import Library
from app.problems import CODES, Problem, Severity, count, count_codes
from app.views.derived import fields_of
from app.views.listing import Listing
from app.views.shapes import ProblemsSummaryView, ProblemView


def problem_view(problem: Problem) -> ProblemView:
    """Return a problem of the content as it is sent."""
    view: Any = {name: getattr(problem, name) for name in fields_of(ProblemView)}
    return cast(ProblemView, view)


def problem_list(problems: Sequence[Problem], library: Library) -> Listing[Problem]:
    """Return the list of problems; a filter by file knows the files of a library."""
    return Listing(
        problems,
        filters={
            "severity": lambda problem: (problem.severity.value,),
            "code": lambda problem: (problem.code,),
            "file": lambda problem: (problem.file,),
        },
        known={
            "code": CODES,
            "file": [
                *(page.source.file for page in library.pages),
                *(asset.file for asset in library.assets.values()),
            ],
        },
        closed={"severity": [severity.value for severity in Severity]},
        view=problem_view,
    )


def summary_view(problems: Sequence[Problem]) -> ProblemsSummaryView:
    """Return the number of problems of each severity and of each code that occurs."""
    return {
        "errors": count(problems, Severity.ERROR),
        "warnings": count(problems, Severity.WARNING),
        "hints": count(problems, Severity.HINT),
        "codes": {row.code: row.number for row in count_codes(problems)},
    }
