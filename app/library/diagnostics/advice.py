"""Hints of `check` that need an editor's judgement."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from app.clinic.names import name_key
from app.library.library import Library
from app.problems import Problem
from app.records import Condition

# Of 100: "Ankle Sprain" and "Ankle Sprains" have 96, "Hip Pain" and "Knee Pain" 71.
_NEARLY_EQUAL: Final = 90
# A name that is longer by this factor has at most that score.
_LONGEST_ALIKE: Final = (200 - _NEARLY_EQUAL) / _NEARLY_EQUAL
# They take some three seconds.
_MOST_COMPARISONS: Final = 100_000_000
_MOST_PAIRS: Final = 10_000
_A_YEAR: Final = dt.timedelta(days=365)


def advice(library: Library, as_of: dt.date) -> tuple[Problem, ...]:
    """Return hints for nearly equal names of conditions, and pages not reviewed for a year.

    A site in a folder of the content has none: it is to be read by its own rules first.
    """
    if any(problem.code == "site-in-subfolder" for problem in library.problems):
        return ()
    hints = [*_near_duplicates(library), *_stale_reviews(library, as_of)]
    return tuple(sorted(library.site.without_ignored(hints)))


def _near_duplicates(library: Library) -> list[Problem]:
    conditions = library.conditions
    pairs, number = _alike([name_key(condition.name) for condition in conditions])
    hints = []
    for index, place in sorted(pairs):
        condition, other = conditions[index], conditions[place]
        # At the name that is easier to change: one without a document.
        first, second = sorted((condition, other), key=lambda item: item.page is not None)
        file, line = _place(library, first)
        message = f'the condition "{first.name}" is nearly "{second.name}"'
        hint = "If they are the same, write one name, or make one an alternate name of the other."
        hints.append(Problem(file, line, 1, "near-duplicate", message, hint))
    if number < len(conditions):
        message = f"only {number:,} of {len(conditions):,} names of conditions were compared"
        hint = "Look for nearly equal names among the others yourself."
        hints.append(Problem(".", 1, 1, "near-duplicate", message, hint))
    return hints


def _alike(keys: Sequence[str]) -> tuple[list[tuple[int, int]], int]:
    """Return the pairs of indices of nearly equal names, and how many names were compared.

    The order of words does not matter. Beyond a bound, longer names are not compared.
    """
    texts = [" ".join(sorted(key.split())) for key in keys]
    # Names of equal length are side by side, and those that are much longer are never alike.
    order = sorted(range(len(texts)), key=lambda index: (len(texts[index]), index))
    by_length = [texts[index] for index in order]
    lengths = [len(text) for text in by_length]
    pairs: list[tuple[int, int]] = []
    comparisons = 0
    for place, text in enumerate(by_length):
        end = bisect_right(lengths, int(len(text) * _LONGEST_ALIKE))
        comparisons += end - place
        if comparisons > _MOST_COMPARISONS or len(pairs) > _MOST_PAIRS:
            return pairs, place
        others = process.extract(
            text,
            by_length[place + 1 : end],
            scorer=fuzz.ratio,
            limit=None,
            score_cutoff=_NEARLY_EQUAL,
        )
        for _, _, other in others:
            one, two = order[place], order[place + 1 + other]
            pairs.append((min(one, two), max(one, two)))
    return pairs, len(texts)


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
