"""What holds for every regular expression of the service."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import app
from app.regex import _Uncompiled
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


def test_every_expression_of_a_module_can_be_compiled() -> None:
    names = [info.name for info in walk_packages(app.__path__, "app.")]
    values = [
        each
        for name in names
        if name != "app.__main__"
        for each in vars(import_module(name)).values()
    ]
    expressions = [each for each in values if isinstance(each, _Uncompiled)]
    assert len(expressions) > 300
    assert all(isinstance(expression.pattern, str | bytes) for expression in expressions)
