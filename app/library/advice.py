"""Hints of `check` that need an editor's judgement."""

import datetime as dt
from typing import Final

from rapidfuzz import fuzz, process

from app.clinic.names import name_key
from app.library.library import Library
from app.problems import Problem
from app.records import Condition

# Of 100: "Ankle Sprain" and "Ankle Sprains" have 96, "Hip Pain" and "Knee Pain" 71.
_NEARLY_EQUAL: Final = 90
_A_YEAR: Final = dt.timedelta(days=365)


def advice(library: Library, as_of: dt.date) -> tuple[Problem, ...]:
    """Return hints for nearly equal names of conditions, and pages not reviewed for a year."""
    hints = [*_near_duplicates(library), *_stale_reviews(library, as_of)]
    return tuple(sorted(hint for hint in hints if not library.site.ignores(hint)))


def _near_duplicates(library: Library) -> list[Problem]:
    names = [name_key(condition.name) for condition in library.conditions]
    hints = []
    for index, condition in enumerate(library.conditions):
        others = process.extract(
            names[index],
            names[index + 1 :],
            scorer=fuzz.token_sort_ratio,
            limit=None,
            score_cutoff=_NEARLY_EQUAL,
        )
        for _, _, place in sorted(others, key=lambda match: match[2]):
            other = library.conditions[index + 1 + place]
            # At the name that is easier to change: one without a document.
            first, second = sorted((condition, other), key=lambda item: item.page is not None)
            file, line = _place(library, first)
            message = f'the condition "{first.name}" is nearly "{second.name}"'
            hint = (
                "If they are the same, write one name, or make one an alternate name of the other."
            )
            hints.append(Problem(file, line, 1, "near-duplicate", message, hint))
    return hints


def _stale_reviews(library: Library, as_of: dt.date) -> list[Problem]:
    hints = []
    for condition in library.conditions:
        reviewed = condition.last_reviewed
        if condition.page is None or reviewed is None or as_of - reviewed <= _A_YEAR:
            continue
        file = library.pages_by_slug[condition.page.slug].source.file
        message = f"{condition.name} was last reviewed on {reviewed}"
        hint = "Have it reviewed, and set last_reviewed."
        line, column = library.review_places[condition.slug]
        hints.append(Problem(file, line, column, "stale-review", message, hint))
    return hints


def _place(library: Library, condition: Condition) -> tuple[str, int]:
    """Return the file and line where a condition is first named."""
    if condition.page is not None:
        return library.pages_by_slug[condition.page.slug].source.file, 1
    mention = condition.mentions[0]
    return library.pages_by_slug[mention.page.slug].source.file, mention.line
