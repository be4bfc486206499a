"""The labelled queries find what is right."""

from collections import Counter

import pytest

from tests.search.__main__ import report
from tests.search.labelled_queries import Outcome, outcomes

FIRST = 0.95
FIRST_OF_A_KIND = 0.85


@pytest.fixture(scope="module")
def every() -> list[Outcome]:
    """The outcome of every query."""
    return outcomes()


def test_the_set_has_many_queries_of_all_kinds(every: list[Outcome]) -> None:
    assert len(every) >= 200
    assert len({outcome.query.kind for outcome in every}) == 10


def test_the_right_answer_comes_first(every: list[Outcome]) -> None:
    assert sum(outcome.is_first for outcome in every) >= FIRST * len(every)


def test_no_kind_is_left_behind(every: list[Outcome]) -> None:
    kinds = Counter(outcome.query.kind for outcome in every)
    first = Counter(outcome.query.kind for outcome in every if outcome.is_first)
    for kind, number in kinds.items():
        assert first[kind] >= FIRST_OF_A_KIND * number, kind


def test_the_report_has_a_row_for_all(every: list[Outcome]) -> None:
    assert any(line.split()[:2] == ["all", str(len(every))] for line in report(every))
