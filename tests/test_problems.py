"""Problems: one line each, and their words."""

from app.problems import CODES, Problem, Severity, count, counted, shorten


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
