"""Problems of the content as diagnostics of files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from lsprotocol.types import Diagnostic, DiagnosticSeverity, PositionEncodingKind

from app.cli.language_server.positions import Positions, split_lines
from app.cli.language_server.workspace import Snapshot, Workspace
from app.problems import Problem, Severity
from app.regex import regex

_SOURCE: Final = "bodywise"
_SEVERITIES: Final = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.HINT: DiagnosticSeverity.Hint,
}
# What a message names: `the link "/lost/" leads nowhere`. A long text is cut, with an ellipsis.
_NAMED: Final = regex('"([^"]+)"')
_WORD: Final = regex(r"\S+")
# What closes a link, a picture or a quoted value behind its address.
_CLOSING: Final = regex(r"""[^\s"'()]*["')>]?""")


def diagnostics_of(problems: Iterable[Problem], positions: Positions) -> list[Diagnostic]:
    """Return the diagnostics of one file's problems, at their places in its text."""
    return [
        Diagnostic(
            range=positions.range_of(*_span(problem, positions)),
            message=f"{problem.message}. {problem.hint}".rstrip(),
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            source=_SOURCE,
        )
        for problem in problems
    ]


def all_diagnostics(
    workspace: Workspace, snapshot: Snapshot, encoding: PositionEncodingKind | str
) -> Mapping[str, list[Diagnostic]]:
    """Return the diagnostics of every file with problems, by URI, at places as of the snapshot."""
    by_uri: dict[str, list[Diagnostic]] = {}
    for file, problems in snapshot.problems.items():
        source = workspace.source(file, snapshot.texts)
        by_uri[source.uri] = diagnostics_of(problems, Positions(source.text, encoding))
    return by_uri


def carried_over(problems: Iterable[Problem], before: str, after: str) -> list[Problem]:
    """Return the problems of a text that was edited, at their lines in the new one.

    Those in lines that were added or removed are left out.
    """
    old, new = split_lines(before), split_lines(after)
    shortest = min(len(old), len(new))
    same = _equal_lines(zip(old, new, strict=False))
    same_at_end = min(
        _equal_lines(zip(reversed(old), reversed(new), strict=False)), shortest - same
    )
    moved = len(new) - len(old)
    kept = []
    for problem in problems:
        if problem.line <= same or (not moved and problem.line <= len(old) - same_at_end):
            kept.append(problem)
        elif problem.line > len(old) - same_at_end:
            kept.append(replace(problem, line=problem.line + moved))
    return kept


def _equal_lines(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs from the first on are equal."""
    number = 0
    for one, other in pairs:
        if one != other:
            break
        number += 1
    return number


def _span(problem: Problem, positions: Positions) -> tuple[int, int]:
    """Return the offsets of what a problem is about: to the end of what its message names.

    If the line does not have that, they are those of a word, and at the end of a line those of the
    whole line.
    """
    text = positions.text
    start = positions.offset_at(problem.line, problem.column)
    line_start, line_end = positions.bounds(problem.line - 1)
    for named in _NAMED.findall(problem.message):
        place = text.find(named.removesuffix("…"), start, line_end)
        if place >= 0:
            return start, _end_of_named(text, place + len(named.removesuffix("…")), line_end, named)
    if (word := _WORD.match(text, start, line_end)) is not None:
        return start, word.end()
    indent = re.match(r"\s*", text[line_start:line_end])
    assert indent is not None
    return line_start + indent.end(), line_end


def _end_of_named(text: str, end: int, line_end: int, named: str) -> int:
    """Return where what a message names ends, with the sign that closes it."""
    if named.endswith("…") or text[end : end + 1] in {'"', "'", ")", ">"}:
        closing = _CLOSING.match(text, end, line_end)
        return closing.end() if closing is not None else end
    return end
