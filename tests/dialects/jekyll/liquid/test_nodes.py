"""Tags are parsed as far as possible, and one that fails affects only itself."""

import pytest

from tests.dialects.jekyll.liquid.sites import places, rendering


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% if a == 1 && b %}x{% endif %}", "x"),
        ("{{ 'a' | upcase | }}", "A"),
        ("{{ 'a' 'b' }}", "a"),
        ("{{ a a }}", "1"),
    ],
)
def test_an_expression_is_read_up_to_its_first_error(template: str, expected: str) -> None:
    result = rendering(template, a=1)
    assert result.text.text == expected
    assert [problem.code for problem in result.problems] == ["liquid-syntax"]


def test_what_stands_with_an_unknown_filter_renders_nothing_and_is_reported_once() -> None:
    result = rendering("{% for i in (1..3) %}{{ i }}{{ i | no | upcase }}{% endfor %}")
    assert result.text.text == "123"
    assert places(result) == [("page.md", 1, 36, "liquid-unknown-filter")]


def test_a_tag_that_fails_in_a_block_stops_nothing_but_itself() -> None:
    result = rendering("{% if true %}a{{ nil | sort }}b{% endif %}c")
    assert result.text.text == "abc"
    assert places(result) == [("page.md", 1, 15, "liquid-value")]
