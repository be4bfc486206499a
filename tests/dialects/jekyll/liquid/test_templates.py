"""Templates render as Jekyll 4.3.1 with Liquid 5.4 renders them.

`jekyll.json` has its recorded answers, and the templates that it does not render.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.dialects.jekyll.liquid.sites import DATES, source, templates

RECORDED: dict[str, Any] = json.loads(Path(__file__).with_name("jekyll.json").read_text())
TEMPLATES = templates(variables={**RECORDED["variables"], **DATES})


@pytest.mark.parametrize(("template", "expected"), RECORDED["rendered"])
def test_renders_as_jekyll_does(template: str, expected: str) -> None:
    result = TEMPLATES.render(source(template), 0, {}, is_markdown=False)
    assert result.text.text == expected
    assert result.problems == ()


@pytest.mark.parametrize("template", RECORDED["refused"])
def test_what_jekyll_refuses_is_a_problem_and_renders_nothing(template: str) -> None:
    result = TEMPLATES.render(source(template), 0, {}, is_markdown=False)
    assert result.text.text.strip() == ""
    assert {problem.code for problem in result.problems} <= {"liquid-value", "liquid-syntax"}
    assert result.problems
