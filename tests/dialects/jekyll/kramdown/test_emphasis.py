"""Emphasis in scripts that have no spaces between words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.dialects.jekyll.kramdown.emphasis import may_be_misread
from tests.dialects.jekyll.kramdown.bodies import html, parse, text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('**몇몇 "관리자"**는\n', '<p><strong>몇몇 "관리자"</strong>는</p>\n'),
        ("の**[a](/b)**。\n", '<p>の<strong><a href="/b">a</a></strong>。</p>\n'),
        ("もし**「か」**必ず\n", "<p>もし<strong>「か」</strong>必ず</p>\n"),
        ("- **[a](/b)**c\n- d\n",
         '<ul>\n<li><strong><a href="/b">a</a></strong>c</li>\n<li>d</li>\n</ul>\n'),
        ('**"a"**b **c** **"d"**e\n',
         '<p><strong>"a"</strong>b <strong>c</strong> <strong>"d"</strong>e</p>\n'),
        ('*"a"*b ***"c"***d\n', '<p><em>"a"</em>b <em><strong>"c"</strong></em>d</p>\n'),
        ('한**"a *b* c"**는\n', '<p>한<strong>"a <em>b</em> c"</strong>는</p>\n'),
        ('# **"a"**b\n', '<h1 id="ab"><strong>"a"</strong>b</h1>\n'),
        ('[**"a"**b](/c)\n', '<p><a href="/c"><strong>"a"</strong>b</a></p>\n'),
    ],
)  # fmt: skip
def test_what_is_emphasised_may_begin_and_end_with_punctuation(
    markdown: str, expected: str
) -> None:
    assert html(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        '\\**"a"**b',
        '**"a" **b',
        '**"a"\n\n"b"**c',
        '**"a"*b',
        "a * b * c ** d",
        '****"a"****b',
        '**"a"[**b](/c)',
    ],
)
def test_asterisks_that_are_no_pair_are_text(markdown: str) -> None:
    assert "<em>" not in html(markdown)
    assert "<strong>" not in html(markdown)
    assert text(markdown).count("*") == markdown.replace("\\*", "*").count("*")


def test_code_keeps_its_asterisks() -> None:
    markdown = '`**"a"**b`\n\n    **"a"**b\n\n```\n**"a"**b\n```\n\n<pre>**"a"**b</pre>\n'
    assert text(markdown).split() == ['**"a"**b'] * 4


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('**"a"**b', True),
        ('a**"b"** c', True),
        ('**"a" b "c"**d', True),
        ("(*a*) **b**: c, *d*. 2*3*4 a * b", False),
        ("- **a**, b\n* c\n* **d** e", False),
        ('**a\n\n"** b', False),
        ("**", False),
        ("é**ü**ß", False),
    ],
)
def test_only_where_the_parser_may_miss_something_is_it_looked_for(
    source: str, expected: bool
) -> None:
    assert may_be_misread(source) is expected


@given(st.text(st.sampled_from('*a é"。\n가'), max_size=24))
@example('**"a"**a\n')
def test_marks_take_nothing_away(markdown: str) -> None:
    # A comment makes a body one that is looked through, whatever else is in it.
    looked_through = parse(f"<!-- -->\n\n{markdown}").content.unpack()
    assert looked_through.html.strip() == html(markdown).strip()
    assert "\ufddc" not in looked_through.html + looked_through.mdast
