"""Hints that take a second look: worth an editor's time, never wrong enough for a warning."""

import datetime as dt
from typing import Final

from app.clinic.names import name_key
from app.library.library import Library
from app.problems import Problem
from app.records import Condition

# Of 100: "Ankle Sprain" and "Ankle Sprains" have 96, "Hip Pain" and "Knee Pain" 71.
_NEARLY_EQUAL: Final = 90
_A_YEAR: Final = dt.timedelta(days=365)


def advice(library: Library, as_of: dt.date) -> tuple[Problem, ...]:
    """Names of conditions that are nearly equal, and pages not reviewed for a year by that day."""
    found = [*_near_duplicates(library), *_stale_reviews(library, as_of)]
    return tuple(sorted(each for each in found if not library.site.ignores(each)))


def _near_duplicates(library: Library) -> list[Problem]:
    # Only `check` needs it, and a service that starts need not wait for it.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    names = [name_key(condition.name) for condition in library.conditions]
    found = []
    for index, condition in enumerate(library.conditions):
        others = process.extract(
            names[index],
            names[index + 1 :],
            scorer=fuzz.token_sort_ratio,
            limit=None,
            score_cutoff=_NEARLY_EQUAL,
        )
        for _, _, place in sorted(others, key=lambda each: each[2]):
            other = library.conditions[index + 1 + place]
            # Told where the name stands that can most easily be made the other.
            first, second = sorted((condition, other), key=lambda each: each.page is not None)
            file, line = _place(library, first)
            told = f'the condition "{first.name}" is nearly "{second.name}"'
            hint = "If they are one, write one name, or make one an alternate name of the other."
            found.append(Problem(file, line, 1, "near-duplicate", told, hint))
    return found


def _stale_reviews(library: Library, as_of: dt.date) -> list[Problem]:
    found = []
    for condition in library.conditions:
        reviewed = condition.last_reviewed
        if condition.page is None or reviewed is None or as_of - reviewed <= _A_YEAR:
            continue
        file = library.pages_by_slug[condition.page.slug].source.file
        told = f"{condition.name} was last reviewed on {reviewed}"
        hint = "Have it read again, and set last_reviewed."
        line, column = library.review_places[condition.slug]
        found.append(Problem(file, line, column, "stale-review", told, hint))
    return found


def _place(library: Library, condition: Condition) -> tuple[str, int]:
    """The file and line where a condition is first named."""
    if condition.page is not None:
        return library.pages_by_slug[condition.page.slug].source.file, 1
    mention = condition.mentions[0]
    return library.pages_by_slug[mention.page.slug].source.file, mention.line
