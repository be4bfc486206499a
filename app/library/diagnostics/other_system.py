"""Problems in the tree of a system whose rules are not known: what it may make is uncertain."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from app.dialects.other_systems import OtherSystem
from app.library.link_problems import NO_FILE
from app.markdown.stray_bold import ENDS_AFTER_SPACE
from app.problems import Problem, code_in_generators_tree

# Its theme may have the picture, and it may make other ids of headings. What is an error in a tree
# of this system may be right there.
_UNCERTAIN: Final = {
    "missing-anchor": "uncertain-anchor",
    "missing-image": "uncertain-image",
    "duplicate-path": "shared-path",
    "invalid-slug": "changed-slug",
    "unknown-reference": "unfit-value",
}
# Their versions with MDX 1 end bold text after a space.
_WITH_LOOSE_BOLD: Final = frozenset({"Docusaurus", "Gatsby"})


def demote_in_other_system(
    problems: Collection[Problem], system: OtherSystem | None
) -> Iterable[Problem]:
    """Return the problems; missing anchors and pictures are hints in such a tree.

    A value of front matter that does not fit is a warning: the system may read it. `system` is
    None for a tree that is read by known rules.
    """
    if not any(problem.code == "other-system" for problem in problems):
        return problems
    has_loose_bold = system is not None and system.name in _WITH_LOOSE_BOLD
    return [
        replace(problem, code=_code(problem, has_loose_bold=has_loose_bold))
        if NO_FILE not in problem.message
        else problem
        for problem in problems
    ]


def _code(problem: Problem, *, has_loose_bold: bool) -> str:
    if problem.code == "stray-markdown":
        is_loose = has_loose_bold and problem.message.endswith(ENDS_AFTER_SPACE)
        return "uncertain-markdown" if is_loose else problem.code
    return _UNCERTAIN.get(problem.code, code_in_generators_tree(problem.code))
