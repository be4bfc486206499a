"""Problems as text, JSON and annotations of GitHub Actions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, TypeAlias

import orjson

from app.cli.sarif import as_sarif
from app.problems import Problem, Severity, count, count_codes, summary, table
from app.views.problems import problem_view

Format: TypeAlias = Literal["text", "json", "github", "sarif"]

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def report(
    problems: Sequence[Problem], form: Format, content: Path, *, colour: bool, every: bool = False
) -> str:
    """Return the problems in one of the forms, ready to print.

    As text, equal problems of a file are one line unless `every` is True.
    """
    match form:
        case "json":
            return as_json(problems)
        case "github":
            return "\n".join(as_annotation(problem, content) for problem in problems)
        case "sarif":
            return as_sarif(problems, content)
    lines = [
        as_line(problem, colour=colour)
        for problem in (problems if every else _without_repetition(problems))
    ]
    codes = table_of(problems, colour=colour)
    return "\n".join([*lines, *(["", *codes, ""] if len(lines) > 1 else []), summary(problems)])


def as_line(problem: Problem, *, colour: bool = False) -> str:
    """Return one line: place, severity and code, what is wrong, what to do."""
    line = str(problem)
    if not colour:
        return line
    label = f"{problem.severity}[{problem.code}]"
    return line.replace(label, _coloured(label, problem.severity), 1)


def as_json(problems: Sequence[Problem]) -> str:
    """Return the problems and their counts as JSON."""
    view = {
        "problems": [problem_view(problem) for problem in problems],
        "summary": {f"{severity.value}s": count(problems, severity) for severity in Severity},
    }
    return orjson.dumps(view, option=orjson.OPT_INDENT_2).decode()


def as_annotation(problem: Problem, content: Path) -> str:
    """Return a workflow command of GitHub Actions, which shows the problem beside its line."""
    file = _escape_property((content / problem.file).as_posix())
    place = f"file={file},line={problem.line},col={problem.column},title={problem.code}"
    message = f"{problem.message}. {problem.hint}".strip()
    return f"::{_GITHUB[problem.severity]} {place}::{_escape(message)}"


def _without_repetition(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield each problem of a file once, at its first place, with how often it occurs there."""
    times = Counter(map(_content, problems))
    for problem in problems:
        number = times.pop(_content(problem), 0)
        if number > 1:
            yield replace(problem, message=f"{problem.message} ({number:,} times in this file)")
        elif number:
            yield problem


def _content(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.code, problem.message, problem.hint


def table_of(problems: Sequence[Problem], *, colour: bool) -> list[str]:
    """Return a line for each code, the most severe first: how many, in how many files, a remedy."""
    labels = {severity: _coloured(f"{severity.value:<7}", severity) for severity in Severity}
    return table(count_codes(problems), labels if colour else None)


def _coloured(text: str, severity: Severity) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
