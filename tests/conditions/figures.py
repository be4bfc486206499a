"""Recall and precision of the conditions that are drawn from the labelled pages."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.clinic.names import name_key
from tests.conditions.labelled_page import LabelledPage


class PageResult(NamedTuple):
    """The names of one page that were drawn rightly, missed, or drawn wrongly."""

    page: LabelledPage
    right: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


class Figures(NamedTuple):
    """Numbers of names over several pages."""

    right: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        """The share of the expected names that were drawn, from 0 to 1."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of the drawn names that were expected, from 0 to 1."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def compare(page: LabelledPage) -> PageResult:
    """Compare the drawn names with the expected ones; equal names count once."""
    expected = {name_key(name): name for name in page.expected}
    names = {name_key(name): name for name in page.drawn}
    return PageResult(
        page,
        right=tuple(name for key, name in expected.items() if key in names),
        missed=tuple(name for key, name in expected.items() if key not in names),
        wrong=tuple(name for key, name in names.items() if key not in expected),
    )


def figures(results: Iterable[PageResult]) -> Figures:
    """Add up the results of several pages."""
    right = missed = wrong = 0
    for result in results:
        right += len(result.right)
        missed += len(result.missed)
        wrong += len(result.wrong)
    return Figures(right, missed, wrong)


def grouped(
    results: Iterable[PageResult], key: Callable[[LabelledPage], str]
) -> Mapping[str, Figures]:
    """Return the figures by a feature of the pages, sorted by its values."""
    groups: dict[str, list[PageResult]] = {}
    for result in results:
        groups.setdefault(key(result.page), []).append(result)
    return {name: figures(groups[name]) for name in sorted(groups)}
