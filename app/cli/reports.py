"""Problems as text, JSON and annotations of GitHub Actions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

import orjson

from app.problems import Problem, Severity, count, counted
from app.views.catalog import problem_view

Format: TypeAlias = Literal["text", "json", "github"]

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def report(problems: Sequence[Problem], form: Format, content: Path, *, colour: bool) -> str:
    """Return the problems in one of the forms, ready to print."""
    if form == "json":
        return as_json(problems)
    if form == "github":
        return "\n".join(as_annotation(problem, content) for problem in problems)
    lines = [as_line(problem, colour=colour) for problem in problems]
    return "\n".join([*lines, summary(problems)])


def as_line(problem: Problem, *, colour: bool = False) -> str:
    """Return one line: place, severity and code, what is wrong, what to do."""
    line = str(problem)
    if not colour:
        return line
    label = f"{problem.severity}[{problem.code}]"
    return line.replace(label, f"\x1b[{_COLOURS[problem.severity]}m{label}\x1b[0m", 1)


def summary(problems: Sequence[Problem]) -> str:
    """Return the number of problems of each severity."""
    return ", ".join(counted(count(problems, severity), severity.value) for severity in Severity)


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


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
