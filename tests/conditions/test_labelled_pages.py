"""The conditions drawn from the labelled pages: recall and precision."""

import pytest

from tests.conditions.__main__ import report, results
from tests.conditions.figures import Figures, PageResult, figures, grouped

RECALL = 0.92
PRECISION = 0.96


@pytest.fixture(scope="module")
def every() -> list[PageResult]:
    """The result of every page."""
    return results()


def test_the_set_has_many_pages_in_four_languages(every: list[PageResult]) -> None:
    assert len(every) >= 60
    assert {result.page.language for result in every} == {"en", "de", "fr", "es"}


def test_conditions_are_found_and_others_are_not(every: list[PageResult]) -> None:
    total = figures(every)
    assert total.recall >= RECALL
    assert total.precision >= PRECISION


def test_each_page_gives_the_names_that_it_is_labelled_with(every: list[PageResult]) -> None:
    differing = [
        (result.page.name, result.missed, result.wrong)
        for result in every
        if result.missed or result.wrong
    ]
    assert differing == []


def test_every_language_reaches_both(every: list[PageResult]) -> None:
    for row in grouped(every, lambda page: page.language).values():
        assert row.recall >= RECALL
        assert row.precision >= PRECISION


def test_the_report_has_a_row_for_all(every: list[PageResult]) -> None:
    assert any(line.split()[:2] == ["all", str(len(every))] for line in report(every))


def test_nothing_drawn_where_nothing_is_expected_is_whole() -> None:
    assert Figures(0, 0, 0).recall == 1
    assert Figures(0, 0, 0).precision == 1
