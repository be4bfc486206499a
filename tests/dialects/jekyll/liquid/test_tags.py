"""Tags are parsed as far as possible, and one that fails affects only itself."""

import pytest

from tests.dialects.jekyll.liquid.sites import places, rendered, rendering


def test_an_unknown_tag_renders_nothing_and_what_it_holds_stays() -> None:
    result = rendering("{% tabs log %}a {% tab b %}c{% endtab %}{% endtabs %} {% seo %}")
    assert result.text.text == "a c "
    assert places(result) == [
        ("page.md", 1, 1, "liquid-unknown-tag"),
        ("page.md", 1, 17, "liquid-unknown-tag"),
        ("page.md", 1, 55, "liquid-unknown-tag"),
    ]


@pytest.mark.parametrize("tag", ["else", "elsif a", "when 1", "endif", "endfor"])
def test_a_tag_outside_of_its_block_is_a_syntax_error(tag: str) -> None:
    result = rendering(f"a{{% {tag} %}}b")
    assert result.text.text == "ab"
    assert places(result) == [("page.md", 1, 2, "liquid-syntax")]


def test_a_liquid_tag_has_one_tag_a_line() -> None:
    text = "{% liquid\n  assign a = 'x'\n  # comment\n  if a\n    echo a\n  endif\n%}"
    assert rendered(text) == "x"


def test_a_problem_of_a_line_stands_at_the_line() -> None:
    result = rendering("{% liquid\n  echo 1\n  nosuch\n%}")
    assert result.text.text == "1"
    assert places(result) == [("page.md", 3, 3, "liquid-unknown-tag")]


def test_liquid_in_code_is_rendered_unless_it_is_raw() -> None:
    assert rendered("`{{ 1 }}`\n\n```\n{{ 2 }}{% raw %}{{ 3 }}{% endraw %}\n```") == (
        "`1`\n\n```\n2{{ 3 }}\n```"
    )


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


@pytest.mark.parametrize(
    ("tag", "expected", "codes"),
    [
        ("for x in a | offset:1", "234", []),
        ("for x in a | offset:1 | limit: 1", "2", []),
        ("for x in a reversed limit:2 offset:1", "32", []),
        ("for x in a limit:2 reversed offset:1", "23", ["liquid-syntax"]),
        ("for x in a limit:2 offset:1 reversed", "23", ["liquid-syntax"]),
        ("for x in a limit:2, offset:1 junk", "23", ["liquid-syntax"]),
        ('for x in a | sort: "b"', "1234", ["liquid-ignored"]),
        ('for x in a | where: "limit:1"', "1234", ["liquid-ignored"]),
        ("for x in a | cols:1", "1234", ["liquid-ignored"]),
    ],
)
def test_options_of_a_loop_count_wherever_they_stand(
    tag: str, expected: str, codes: list[str]
) -> None:
    result = rendering(f"{{% {tag} %}}{{{{ x }}}}{{% endfor %}}", a=[1, 2, 3, 4])
    assert result.text.text == expected
    assert [problem.code for problem in result.problems] == codes


def test_a_table_takes_its_columns_after_a_filter() -> None:
    result = rendering("{% tablerow x in a | cols:1 %}{{ x }}{% endtablerow %}", a=[1, 2])
    assert result.text.text.count("<tr") == 2
    assert result.problems == ()


def test_an_unknown_filter_returns_its_input_and_is_reported_once() -> None:
    result = rendering("{% for i in (1..3) %}{{ i }}{{ i | no | upcase }}{% endfor %}")
    assert result.text.text == "112233"
    assert places(result) == [("page.md", 1, 36, "liquid-unknown-filter")]


def test_a_tag_that_fails_in_a_block_stops_nothing_but_itself() -> None:
    result = rendering("{% if true %}a{{ nil | sort }}b{% endif %}c")
    assert result.text.text == "abc"
    assert places(result) == [("page.md", 1, 15, "liquid-value")]


@pytest.mark.parametrize(
    ("template", "expected", "code"),
    [
        ("{% for x in a | sort %}{{ x }}{% endfor %}", "21", "liquid-ignored"),
        ("{% for x in a b %}{{ x }}{% endfor %}", "21", "liquid-syntax"),
        ("{% if a | sort %}b{% endif %}", "b", "liquid-syntax"),
        ('<p class="a {{ 1 | nosuch }}">', '<p class="a 1">', "liquid-ignored"),
        ("<p id='{{ 1 | nosuch }}'>", "<p id='1'>", "liquid-ignored"),
        ('<p title="{{ 1 | nosuch }}">', '<p title="1">', "liquid-unknown-filter"),
        ('<p class="a">{{ 1 | nosuch }}', '<p class="a">1', "liquid-unknown-filter"),
    ],
)
def test_what_readers_may_not_see_is_a_hint(template: str, expected: str, code: str) -> None:
    result = rendering(template, a=[2, 1])
    assert result.text.text == expected
    assert [problem.code for problem in result.problems] == [code]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% for 2021-news in rows %}{{ 2021-news.a }}{% endfor %}", "1"),
        ("{% for 2021-01-x in rows %}{{ 2021-01-x['a'] }}{% endfor %}", "1"),
        ("{% if rows[0].2021-a == '2021-a' %}b{% endif %}", "b"),
        ("{{ '2021-news' }}{{ 3 | minus: -2 }}", "2021-news5"),
        ("{{ 'a' | | upcase }}", "A"),
        ("{% assign b = 'a' | | | upcase %}{{ b }}", "A"),
        ("{{ 'a | | b' }}", "a | | b"),
    ],
)
def test_a_name_may_begin_with_a_number_and_an_empty_pipe_is_skipped(
    template: str, expected: str
) -> None:
    assert rendered(template, rows=[{"a": 1, "2021-a": "2021-a"}]) == expected
