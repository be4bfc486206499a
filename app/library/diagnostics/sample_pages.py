"""Pages that show what the parts of a theme look like: what is wrong with them is one hint."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from app.problems import Problem, counted

# Names of such pages, or of folders of them. A page is one only if it shows a form too: software
# has components, and a clinic may have elements.
_NAMES: Final = frozenset(
    (
        *("_components", "components", "elements", "kitchen-sink", "page_demo", "page-demo"),
        *("pattern-library", "style-guide", "style_guide", "styleguide", "theme-demo", "ui-kit"),
    )
)
_FORMS: Final = ("<form>", "<fieldset>", "<select>", "<textarea>")
_CODES: Final = frozenset({"removed-html", "missing-anchor", "missing-image", "broken-link"})


def group_sample_pages(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems, of which those of a page of samples are one."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code in _CODES and _is_named_so(problem.file):
            by_file.setdefault(problem.file, []).append(problem)
        else:
            yield problem
    for items in by_file.values():
        if any(map(_is_of_form, items)):
            yield _problem(items)
        else:
            yield from items


def _is_named_so(file: str) -> bool:
    folder, base = posixpath.split(file.lower())
    return not _NAMES.isdisjoint((*folder.split("/"), base.split(".")[0]))


def _is_of_form(problem: Problem) -> bool:
    return problem.code == "removed-html" and problem.message.startswith(_FORMS)


def _problem(items: list[Problem]) -> Problem:
    first = min(items)
    codes = Counter(problem.code for problem in items)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
    message = (
        "the page seems to show samples of a theme, with forms that are not served; "
        f"{counted(len(items), 'problem')} of it: {listed}"
    )
    hint = "Take it out of the website, or give it a name that says what it is for."
    return Problem(first.file, first.line, first.column, "sample-page", message, hint)
