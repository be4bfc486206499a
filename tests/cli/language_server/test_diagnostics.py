"""Problems as diagnostics."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import DiagnosticSeverity

from app.cli.language_server.diagnostics import all_diagnostics, carried_over, diagnostics_of
from app.cli.language_server.positions import Positions
from app.library.load import load
from app.problems import CODES, Problem
from tests.cli.language_server.trees import opened
from tests.paths import SITES


def marked(text: str, problem: Problem) -> str:
    """The part of a text that the diagnostic of a problem is at."""
    positions = Positions(text)
    (diagnostic,) = diagnostics_of([problem], positions)
    start, end = (
        positions.offset_of(place) for place in (diagnostic.range.start, diagnostic.range.end)
    )
    return text[start:end]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("See [a page](/lost/) and more", "[a page](/lost/)"),
        ("See [a page](/lost/ 'title') x", "[a page](/lost/"),
        ('See <a href="/lost/">x</a>', '<a href="/lost/"'),
        ("See </lost/> x", "</lost/>"),
        ("See /other/ x", "/other/"),
        ("See [😀](/lost/)", "[😀](/lost/)"),
    ],
)
def test_a_diagnostic_reaches_to_the_end_of_what_the_message_names(
    line: str, expected: str
) -> None:
    text = f"\ufeff# A\r\n{line}\r\n"
    problem = Problem("a.md", 2, 5, "broken-link", 'the link "/lost/" leads nowhere')
    assert marked(text, problem) == expected


def test_what_a_message_cuts_is_marked_whole() -> None:
    problem = Problem("a.md", 1, 1, "broken-link", 'the link "/a-very-lo…" leads nowhere')
    assert marked("[x z](/a-very-long-one/) y", problem) == "[x z](/a-very-long-one/)"


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("title: x\n", 1, 8, "x"),
        ("  last word", 1, 12, "last word"),
        ("one\n\nthree", 2, 1, ""),
        ("one", 9, 9, ""),
        ("", 1, 1, ""),
        ("\ufeffword more", 1, 1, "word"),
    ],
)
def test_other_diagnostics_are_at_a_word_or_a_line(
    text: str, line: int, column: int, expected: str
) -> None:
    assert marked(text, Problem("a.md", line, column, "invalid-value", "wrong")) == expected


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("invalid-value", DiagnosticSeverity.Error),
        ("broken-link", DiagnosticSeverity.Warning),
        ("orphan", DiagnosticSeverity.Hint),
    ],
)
def test_a_diagnostic_says_what_check_prints(code: str, severity: DiagnosticSeverity) -> None:
    problem = Problem("a.md", 1, 1, code, "it is wrong", "Mend it.")
    (diagnostic,) = diagnostics_of([problem], Positions("a"))
    assert (diagnostic.message, diagnostic.code) == ("it is wrong. Mend it.", code)
    assert (diagnostic.severity, diagnostic.source) == (severity, "bodywise")
    assert str(problem).endswith(f": {CODES[code].severity}[{code}]: {diagnostic.message}")


def test_every_problem_of_a_tree_is_a_diagnostic_of_its_file(tmp_path: Path) -> None:
    site = SITES / "twenty_mistakes"
    files = {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }
    workspace, snapshot = opened(tmp_path, files)
    shown = all_diagnostics(workspace, snapshot, "utf-16")
    problems = load(site).problems
    assert len(problems) >= 20
    expected = {((tmp_path / each.file).as_uri(), each.line, each.code) for each in problems}
    assert expected <= {
        (uri, each.range.start.line + 1, str(each.code))
        for uri, listed in shown.items()
        for each in listed
    }


LINES = st.lists(st.sampled_from(["a", "b", "", "[x](/y/)"]), max_size=8)


@given(LINES, LINES, LINES, LINES)
def test_problems_around_an_edit_stay_at_their_lines(
    before: list[str], removed: list[str], added: list[str], after: list[str]
) -> None:
    old, new = ([*before, *middle, *after] or [""] for middle in (removed, added))
    problems = [
        Problem("a.md", number + 1, 1, "broken-link", line) for number, line in enumerate(old)
    ]
    kept = carried_over(problems, "\n".join(old), "\r\n".join(new))
    assert all(1 <= problem.line <= len(new) for problem in kept)
    if len(old) != len(new):
        assert all(new[problem.line - 1] == problem.message for problem in kept)
        assert len(kept) >= len(before) + len(after)
    else:
        assert len(kept) == len(old)
