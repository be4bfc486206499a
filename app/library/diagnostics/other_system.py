"""Problems in the tree of a system whose rules are not known: what it may make is uncertain."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from app.dialects.other_systems import OtherSystem
from app.library.link_problems import NO_FILE
from app.markdown.stray_bold import ENDS_AFTER_SPACE
from app.markdown.stray_signs import IN_BRACES, STRAY
from app.problems import Problem, code_in_generators_tree
from app.regex import regex

# Its theme may have the picture, and it may make other ids of headings. What is an error in a tree
# of this system may be right there.
_UNCERTAIN: Final = {
    "missing-anchor": "uncertain-anchor",
    "missing-image": "uncertain-image",
    "duplicate-path": "shared-path",
    "invalid-slug": "changed-slug",
    "unknown-reference": "unfit-value",
}
# The ends of messages on signs that some versions of a system read: those with MDX, or Astro's
# older ones, read JSX, and those with MDX 1 end bold text after a space.
_READ_BY_VERSIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "Astro": (IN_BRACES,),
    "Docusaurus": (IN_BRACES, *ENDS_AFTER_SPACE),
    "Gatsby": (IN_BRACES, *ENDS_AFTER_SPACE),
}
# A reference to an identifier, `a.b.Class`, or to that of a name in code.
_IDENTIFIER: Final = regex(r'nothing says where "(?:[\w-]+\.[^\s"]*|`[^"]*)" leads\Z')


def demote_in_other_system(
    problems: Collection[Problem], system: OtherSystem | None
) -> Iterable[Problem]:
    """Return the problems; missing anchors and pictures are hints in such a tree.

    A value of front matter that does not fit is a warning: the system may read it. `system` is
    None for a tree that is read by known rules.
    """
    if not any(problem.code == "other-system" for problem in problems):
        return problems
    endings = _READ_BY_VERSIONS.get(system.name, ()) if system is not None else ()
    return [
        replace(problem, code=_code(problem, endings, system))
        if NO_FILE not in problem.message
        else problem
        for problem in problems
    ]


def _code(problem: Problem, endings: tuple[str, ...], system: OtherSystem | None) -> str:
    if problem.code == STRAY:
        is_identifier = (
            system is not None
            and system.has_identifiers
            and _IDENTIFIER.search(problem.message) is not None
        )
        is_read = is_identifier or problem.message.endswith(endings)
        return "uncertain-markdown" if is_read else STRAY
    return _UNCERTAIN.get(problem.code, code_in_generators_tree(problem.code))
