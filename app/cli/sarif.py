"""Problems as SARIF, which code hosts and editors show beside the lines.

Specification: OASIS SARIF 2.1.0.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import orjson

from app import __version__
from app.problems import CODES, Problem, Severity

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def as_sarif(problems: Sequence[Problem], content: Path) -> str:
    """Return a SARIF log of the problems, with files below the working directory."""
    codes = sorted({problem.code for problem in problems})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "bodywise",
                        "version": __version__,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(problem, codes.index(problem.code), content) for problem in problems
                ],
            }
        ],
    }
    return orjson.dumps(log, option=orjson.OPT_INDENT_2).decode()


def _rule(code: str) -> dict[str, Any]:
    severity, meaning = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": meaning},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(problem: Problem, rule: int, content: Path) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote((content / problem.file).as_posix())},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}. {problem.hint}".rstrip()},
        "locations": [{"physicalLocation": place}],
    }
