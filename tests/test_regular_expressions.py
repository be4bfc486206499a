"""What holds for every regular expression of the service."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


def _patterns(file: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that are regular expressions with groups, each with its line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if "(?" in text or "[^" in text:
                yield node.lineno, text


def test_no_group_is_possessive() -> None:
    # Python before 3.11.5 misreads them: it tells of the groups in them what was tried last.
    patterns = [(file, *each) for file in (ROOT / "app").rglob("*.py") for each in _patterns(file)]
    assert len(patterns) > 100
    found = [
        (str(file.relative_to(ROOT)), line, text)
        for file, line, text in patterns
        if _POSSESSIVE_GROUP.search(_CLASS.sub("x", text))
    ]
    assert found == []
