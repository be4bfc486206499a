"""Problems: one line each, and their words."""

from app.problems import (
    CODES,
    Problem,
    Severity,
    count,
    count_codes,
    counted,
    shorten,
    table,
)


def test_a_problem_is_one_line_whatever_a_file_holds() -> None:
    problem = Problem("a.md", 1, 2, "misspelt-key", "a\nb\x1b[31m \u2028é", "Hint.")
    assert str(problem) == "a.md:1:2: warning[misspelt-key]: a\\nb\\x1b[31m \\u2028é. Hint."


def test_problems_are_counted_by_the_severity_of_their_code() -> None:
    problems = [Problem("a.md", 1, 1, code, "told") for code in CODES]
    assert sum(count(problems, severity) for severity in Severity) == len(CODES)
    assert {problem.severity for problem in problems} == set(Severity)


def test_a_long_text_is_cut_and_on_one_line() -> None:
    assert shorten("a\n b", 3) == "a b"
    assert shorten("a\n bc", 3) == "a …"
    assert shorten("x" * 61) == "x" * 59 + "…"
    assert shorten("\ud800") == "\\ud800"


def test_a_number_has_its_noun() -> None:
    assert [counted(number, "error") for number in (0, 1, 1_200)] == [
        "0 errors",
        "1 error",
        "1,200 errors",
    ]


def test_codes_are_counted_the_most_severe_and_frequent_first() -> None:
    problems = [
        Problem("a.md", 1, 1, "orphan", "m", "Link to it."),
        Problem("a.md", 1, 1, "broken-link", "m", "Mend it."),
        Problem("a.md", 2, 1, "broken-link", "m", "Did you mean /b/?"),
        Problem("b.md", 2, 1, "broken-link", "m", "Mend it."),
        Problem("b.md", 2, 1, "missing-anchor", "m"),
        Problem("b.md", 2, 1, "alias-bomb", "m", "Shorten it."),
    ]
    counts = count_codes(problems)
    assert [(row.code, row.number, row.files, row.remedy) for row in counts] == [
        ("alias-bomb", 1, 1, "Shorten it."),
        ("broken-link", 3, 2, "Mend it."),
        ("missing-anchor", 1, 1, ""),
        ("orphan", 1, 1, "Link to it."),
    ]
    assert table(counts)[1:3] == [
        "warning broken-link         3 in 2 files     Mend it.",
        "warning missing-anchor      1 in 1 file",
    ]
    assert table(counts, {Severity.HINT: "H"})[3].startswith("H orphan ")
    assert table([]) == []
