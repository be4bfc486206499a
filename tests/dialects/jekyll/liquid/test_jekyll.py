"""Templates that Jekyll 4.3 rendered, with Liquid 5.4: we give what it gave.

`jekyll.json` has what it rendered, and what it refused to build a site with.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.dialects.jekyll.liquid.sites import DATES, rendering, source, templates

RECORDED: dict[str, Any] = json.loads(Path(__file__).with_name("jekyll.json").read_text())
TEMPLATES = templates(variables={**RECORDED["variables"], **DATES})


@pytest.mark.parametrize(("template", "expected"), RECORDED["rendered"])
def test_renders_as_jekyll_does(template: str, expected: str) -> None:
    found = TEMPLATES.render(source(template), 0, {}, is_markdown=False)
    assert found.text.text == expected
    assert found.problems == ()


@pytest.mark.parametrize("template", RECORDED["refused"])
def test_what_jekyll_refuses_is_told_and_renders_nothing(template: str) -> None:
    found = TEMPLATES.render(source(template), 0, {}, is_markdown=False)
    assert found.text.text.strip() == ""
    assert {each.code for each in found.problems} <= {"liquid-value", "liquid-syntax"}
    assert found.problems


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% if a == 1 && b %}x{% endif %}", "x"),
        ("{{ 'a' | upcase | }}", "A"),
        ("{{ 'a' 'b' }}", "a"),
        ("{{ a a }}", "1"),
    ],
)
def test_an_expression_counts_as_far_as_it_can_be_read(template: str, expected: str) -> None:
    found = rendering(template, a=1)
    assert found.text.text == expected
    assert [each.code for each in found.problems] == ["liquid-syntax"]


def test_a_sample_is_the_first_entry() -> None:
    found = rendering("{{ list | sample }}{{ list | sample: 2 | join }}", list=["a", "b", "c"])
    assert found.text.text == "aa b"


def test_now_is_the_moment_that_the_site_gives() -> None:
    assert rendering("{{ 'now' | date: '%F %R' }}{{ now }}").text.text == "2024-02-29 12:30"


def test_markdown_becomes_html_where_a_template_asks() -> None:
    assert rendering("{{ 'a' | markdownify }}").text.text == "<p>a</p>\n"


def test_typography_leaves_tags_alone() -> None:
    template = "{{ text | smartify }}"
    text = '<a href="x--y">"It\'s" -- \'90s...</a>'
    expected = '<a href="x--y">“It’s” – ’90s…</a>'
    assert rendering(template, text=text).text.text == expected
