"""The report tells figures, ratios and what was to be reached."""

import pytest

from tests.bench.table import Row, Target, render

RATE = Row("pages", "{:,.0f}/s", (900, 1_800, 990), "bare", (1_000, 2_000, 1_100))


def cells(row: Row, *, judged: bool = True) -> list[str]:
    """The cells of a row in a report."""
    line = render([row], {}, (), judged=judged).splitlines()[4]
    return [cell.strip() for cell in line.strip("|").split("|")]


def row(bound: float, *, at_least: bool) -> Row:
    """Rates with a target."""
    target = Target(bound, at_least=at_least)
    return Row(RATE.measure, RATE.form, RATE.ours, RATE.against, RATE.theirs, target)


def test_medians_and_the_ratio_of_the_rounds() -> None:
    assert cells(RATE) == ["pages", "990/s", "bare", "1,100/s", "0.90", "0.90 to 0.90", "–", "–"]


@pytest.mark.parametrize(
    ("bound", "at_least", "told", "missed"),
    [
        (0.9, True, "≥ 0.9", False),
        (0.91, True, "≥ 0.91", True),
        (0.9, False, "≤ 0.9", False),
        (0.8, False, "≤ 0.8", True),
    ],
)
def test_a_target(bound: float, at_least: bool, told: str, missed: bool) -> None:
    judged = row(bound, at_least=at_least)
    assert judged.missed is missed
    assert cells(judged)[-2:] == [told, "**missed**" if missed else "met"]


def test_the_ratio_of_the_middle_round_is_judged() -> None:
    uneven = Row("time", "{:.1f} s", (1, 5, 1), "Hugo", (2, 1, 4), Target(0.5))
    assert not uneven.missed
    assert cells(uneven)[4:6] == ["0.50", "0.25 to 5.00"]


@pytest.mark.parametrize(("milliseconds", "missed"), [(499.0, False), (501.0, True)])
def test_a_figure_without_another_side_is_judged_itself(milliseconds: float, missed: bool) -> None:
    edit = Row("edit", "{:.0f} ms", (milliseconds,), target=Target(500))
    assert edit.missed is missed
    assert cells(edit)[2:7] == ["–", "–", "–", cells(edit)[5], "≤ 500 ms"]
    assert cells(edit)[5] == f"{milliseconds:.0f} ms to {milliseconds:.0f} ms"


def test_a_short_run_judges_nothing() -> None:
    assert cells(row(0.99, at_least=True), judged=False)[-1] == "not judged"


def test_versions_and_notes_follow_the_table() -> None:
    report = render([RATE], {"wrk": "4.1.0"}, ("One CPU.",), judged=True)
    assert report.endswith("\n- One CPU.\n\n| what | version |\n|---|---|\n| wrk | 4.1.0 |\n")
