"""Ends of blocks, mathematics, definition lists, footnotes."""

import pytest

from tests.dialects.jekyll.kramdown.bodies import html, nodes, parse, text


def test_a_block_ends_where_it_is_told_to() -> None:
    assert html("- a\n^\n- b\n") == "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n"
    assert html("a\n^\nb ^ c\n") == "<p>a</p>\n<p>b ^ c</p>\n"
    assert [node["type"] for node in nodes("a\n^\nb\n")] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("x $$a_1 * b_1$$ y $5\n", "x \\(a_1 * b_1\\) y $5"),
        ("$$\n\\sum_{i=1}^n x_i\n\n*a* < b\n$$\n", "\\[\\sum_{i=1}^n x_i *a* < b\\]"),
        ("a $$ b\n", "a $$ b"),
        ("a\n$$b$$\n\n$$c$$\n", "a \\(b\\)\n\n\\[c\\]"),
        ("`$$a$$` \\$$b$$\n", "$$a$$ $$b$$"),
    ],
)
def test_mathematics_is_text_for_a_typesetter(markdown: str, expected: str) -> None:
    assert text(markdown) == expected


def test_definition_lists_are_lists_of_terms_and_definitions() -> None:
    markdown = "A *b*\nC\n: d\n: e\n\n  f\n\nG\n\n: h\n"
    assert html(markdown) == (
        "<dl>\n<dt>A <em>b</em></dt>\n<dt>C</dt>\n<dd>d</dd>\n<dd>e\n<p>f</p>\n</dd>\n"
        "<dt>G</dt>\n<dd>\n<p>h</p>\n</dd>\n</dl>\n"
    )
    (found,) = nodes(markdown)
    assert [child["type"] for child in found["children"]] == [
        "defListTerm",
        "defListTerm",
        "defListDescription",
        "defListDescription",
        "defListTerm",
        "defListDescription",
    ]
    assert found["children"][2]["children"] == [
        {"type": "paragraph", "children": [{"type": "text", "value": "d"}]}
    ]
    assert text(markdown).split() == ["A", "b", "C", "d", "e", "f", "G", "h"]
    (alone,) = nodes("a\n: b *c* d\n")
    assert [each["type"] for each in alone["children"][1]["children"]] == ["paragraph"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (":\n::", "<p>:\n::</p>\n"),
        ("a\n:octocat: *b*\n", "<p>a\n:octocat: <em>b</em></p>\n"),
        ("> a\n>:b\n>\n> :c\n", "<blockquote>\n<p>a\n:b</p>\n<p>:c</p>\n</blockquote>\n"),
        ("a\n:\n: b\n", "<dl>\n<dt>a</dt>\n<dt>:</dt>\n<dd>b</dd>\n</dl>\n"),
        ("`a\n:b`\n\n    :c\n", "<p><code>a :b</code></p>\n<pre><code>:c\n</code></pre>\n"),
        ('[a](\n:b "c\n:d") ![e][x]\n\n[x]:\n:f\n',
         '<p><a href=":b" title="c\n:d">a</a> <img src=":f" alt="e"></p>\n'),
    ],
)  # fmt: skip
def test_a_colon_defines_nothing_without_white_space_behind_it(
    markdown: str, expected: str
) -> None:
    assert html(markdown) == expected


def test_footnotes_have_the_names_that_the_author_gave_them() -> None:
    body = parse("A[^b] c[^d e] f[^b].\n\n[^b]: Two.\n[^d e]: x\n\n[^z]: Nobody's.\n")
    assert body.content.unpack().html == (
        '<p>A<sup id="fnref:b"><a href="#fn:b" class="footnote">1</a></sup> '
        'c<sup id="fnref:d e"><a href="#fn:d%20e" class="footnote">2</a></sup> '
        'f<sup id="fnref:b:1"><a href="#fn:b" class="footnote">1</a></sup>.</p>\n'
        '<div class="footnotes" role="doc-endnotes">\n<ol>\n<li id="fn:b">\n'
        '<p>Two. <a href="#fnref:b" class="reversefootnote">↩</a> '
        '<a href="#fnref:b:1" class="reversefootnote">↩</a></p>\n</li>\n'
        '<li id="fn:d e">\n<p>x <a href="#fnref:d%20e" class="reversefootnote">↩</a></p>\n</li>\n'
        "</ol>\n</div>\n"
    )
    assert body.anchors >= {"fn:b", "fnref:b", "fnref:b:1"}


def test_footnotes_stand_where_the_author_wants_them() -> None:
    markdown = "A[^a].\n\n* x\n{:footnotes}\n\nB[^b].\n\n1. y\n{:footnotes}\n\n[^a]: C\n[^b]: D\n"
    served = html(markdown)
    before, _, after = served.partition('<div class="footnotes"')
    assert before.startswith("<p>A<sup")
    assert [after.find(each) > 0 for each in (">\n<p>C ", ">\n<p>D ", "</div>\n<p>B<sup")] == [
        True
    ] * 3
    assert after.count('class="footnotes"') == 0
    assert "<li>" not in served
    assert html("A\n\n* x\n{:footnotes}\n\nB\n") == "<p>A</p>\n<p>B</p>\n"


def test_quotes_and_dashes_and_single_tildes_stay_as_they_are_written() -> None:
    assert text("\"a\" 'b' -- c --- d ... ~f~ g~h\n") == ("\"a\" 'b' -- c --- d ... ~f~ g~h")


def test_fences_may_be_of_tildes() -> None:
    assert html("~~~ ruby\n{: .x}\n~~~\n") == (
        '<pre><code class="language-ruby">{: .x}\n</code></pre>\n'
    )


def test_references_to_noncharacters_mark_nothing() -> None:
    assert nodes("~~~ a&#xFDD8; b\n&#xFDD8;\n~~~\n") == [
        {"type": "code", "lang": "a\ufffd", "meta": "b", "value": "&#xFDD8;"}
    ]
    assert text("&#xFDD9;a &#xFDD0;link0&#xFDD0; `&#xFDD8;`\n") == (
        "\ufffda \ufffdlink0\ufffd &#xFDD8;"
    )
