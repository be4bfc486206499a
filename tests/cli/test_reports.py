"""Problems as text, JSON and annotations."""

from pathlib import Path

import orjson
import pytest

from app.cli.reports import as_annotation, as_line, report
from app.library.load import load
from app.problems import Problem
from tests.cli.command import WARNED
from tests.conftest import site_at


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """The one problem of a site with a broken link."""
    (problem,) = load(site_at(tmp_path, WARNED)).problems
    return problem


def test_a_line_has_colour_if_it_is_asked_for(problem: Problem) -> None:
    assert as_line(problem) == str(problem)
    assert "\x1b[33mwarning[broken-link]\x1b[0m" in as_line(problem, colour=True)


def test_text_ends_with_the_numbers_of_problems(problem: Problem) -> None:
    lines = report([problem], "text", Path(), colour=False).splitlines()
    assert lines == [str(problem), "0 errors, 1 warning, 0 hints"]


def test_equal_problems_of_a_file_are_one_line_and_codes_are_a_table(tmp_path: Path) -> None:
    files = {"index.md": "[a](x)\n\n[b](x) [c](y)\n", "b.md": "[a](x)\n"}
    problems = load(site_at(tmp_path, files)).problems
    assert report(problems, "text", Path(), colour=False).splitlines() == [
        'b.md:1:1: warning[broken-link]: the link "x" leads nowhere. Mend it or take it out.',
        (
            "b.md:1:1: hint[orphan]: nothing leads to /b/: no menu, no other page. "
            "Link to it, or put it into a menu."
        ),
        (
            'index.md:1:1: warning[broken-link]: the link "x" leads nowhere '
            "(2 times in this file). Mend it or take it out."
        ),
        ('index.md:3:8: warning[broken-link]: the link "y" leads nowhere. Mend it or take it out.'),
        "",
        "warning broken-link      4 in 2 files     Mend it or take it out.",
        "hint    orphan           1 in 1 file      Link to it, or put it into a menu.",
        "",
        "0 errors, 4 warnings, 1 hint",
    ]
    whole = report(problems, "text", Path(), colour=False, every=True).splitlines()
    assert [line.partition(": ")[0] for line in whole[:5]] == [
        *("b.md:1:1", "b.md:1:1", "index.md:1:1", "index.md:3:1", "index.md:3:8"),
    ]
    coloured = report(problems, "text", Path(), colour=True)
    assert "\n\x1b[33mwarning\x1b[0m broken-link" in coloured


def test_json_has_the_problems_and_their_numbers(problem: Problem) -> None:
    document = orjson.loads(report([problem], "json", Path(), colour=False))
    assert document["summary"] == {"errors": 0, "warnings": 1, "hints": 0}
    assert document["problems"][0]["code"] == "broken-link"


def test_an_annotation_names_the_file_below_the_working_directory(problem: Problem) -> None:
    annotation = as_annotation(problem, Path("a,b"))
    assert annotation.startswith("::warning file=a%2Cb/index.md,line=3,col=5,title=broken-link::")
    assert report([problem], "github", Path("a,b"), colour=False) == annotation
