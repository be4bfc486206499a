"""Problems: one line each, and codes that all are told of."""

from app.problems import CODES, Problem, Severity, count


def test_a_problem_is_one_line_whatever_a_file_holds() -> None:
    problem = Problem("a.md", 1, 2, "misspelt-key", "a\nb\x1b[31m \u2028é", "Hint.")
    assert str(problem) == "a.md:1:2: warning[misspelt-key]: a\\nb\\x1b[31m \\u2028é. Hint."


def test_problems_are_counted_by_the_severity_of_their_code() -> None:
    problems = [Problem("a.md", 1, 1, code, "told") for code in CODES]
    assert sum(count(problems, severity) for severity in Severity) == len(CODES)
    assert {problem.severity for problem in problems} == set(Severity)
