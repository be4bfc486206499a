"""Problems in the tree of a system whose rules are not known: what it may make is uncertain."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from app.library.pages import NO_FILE
from app.problems import Problem, code_in_generators_tree

# Its theme may have the picture, and it may make other ids of headings.
_UNCERTAIN: Final = {"missing-anchor": "uncertain-anchor", "missing-image": "uncertain-image"}


def uncertain_in_other_system(problems: Collection[Problem]) -> Iterable[Problem]:
    """Return the problems; missing anchors and pictures are hints in such a tree.

    A value of front matter that does not fit is a warning: the system may read it.
    """
    if not any(problem.code == "other-system" for problem in problems):
        return problems
    return [
        replace(problem, code=_UNCERTAIN.get(problem.code, code_in_generators_tree(problem.code)))
        if NO_FILE not in problem.message
        else problem
        for problem in problems
    ]
