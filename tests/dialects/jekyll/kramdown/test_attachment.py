"""Attribute lists of blocks: the block that each belongs to."""

import pytest

from tests.dialects.jekyll.kramdown.bodies import html, nodes, parse, text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a\n{: .x}\n", '<p class="x">a</p>\n'),
        ("{: .x}\na\n", '<p class="x">a</p>\n'),
        ("a\n\n{: .x}\nb\n", '<p>a</p>\n<p class="x">b</p>\n'),
        ("a\n\n{: .x}\n\nb\n", '<p>a</p>\n<p class="x">b</p>\n'),
        ("a\n{: .x}\nb\n", '<p class="x">a</p>\n<p>b</p>\n'),
        ("a\n{: .x}\n{: #i}\nb\n", '<p id="i" class="x">a</p>\n<p>b</p>\n'),
        ("# A\n{: .x #i}\n", '<h1 class="x" id="i">A</h1>\n'),
        ("{: .x}\n## A\n", '<h2 class="x" id="a">A</h2>\n'),
        ("A\n=\n{: .x}\n", '<h1 class="x" id="a">A</h1>\n'),
        ("> a\n{: .x}\n", '<blockquote class="x">\n<p>a</p>\n</blockquote>\n'),
        ("> a\n> {: .x}\n", '<blockquote>\n<p class="x">a</p>\n</blockquote>\n'),
        ("- a\n- b\n{: .x}\n", '<ul class="x">\n<li>a</li>\n<li>b</li>\n</ul>\n'),
        ("{: .x}\n1. a\n", '<ol class="x">\n<li>a</li>\n</ol>\n'),
        ("- {: .x}a\n- b\n", '<ul>\n<li class="x">a</li>\n<li>b</li>\n</ul>\n'),
        ("10. {:.x #i} a\n", '<ol start="10">\n<li id="i" class="x">a</li>\n</ol>\n'),
        (
            "- a\n  - b\n  {: .x}\n- c\n{: .y}\n",
            '<ul class="y">\n<li>a\n<ul class="x">\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n',
        ),
        ("```\na\n```\n{: #i .x}\n", '<pre id="i" class="x"><code>a\n</code></pre>\n'),
        ("    a\n{: .language-sh}\n", '<pre><code class="language-sh">a\n</code></pre>\n'),
        (
            "| a |\n|---|\n| b |\n{: .x}\n",
            (
                '<table class="x">\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n'
                "<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"
            ),
        ),
        ("t\n: d\n{: .x}\n", '<dl class="x">\n<dt>t</dt>\n<dd>d</dd>\n</dl>\n'),
        ("{:n: .x lang='de'}\na\n{: n #i}\n", '<p id="i" class="x" lang="de">a</p>\n'),
        ("a\n{:\n.x\n}\n", '<p class="x">a</p>\n'),
    ],
)
def test_a_list_on_its_own_line_is_about_the_block_above_or_else_below(
    markdown: str, expected: str
) -> None:
    assert html(markdown) == expected


@pytest.mark.parametrize(
    "markdown", ["- a\n{: .x}\n- b\n", "- a\n{: .x}\n\n- b\n", "- a\n  {: .x}\n- b\n"]
)
def test_a_list_between_items_leaves_them_one_tight_list(markdown: str) -> None:
    (found,) = nodes(markdown)
    assert (found["spread"], [item["spread"] for item in found["children"]]) == (
        False,
        [False, False],
    )
    assert "<li>a</li>\n<li>b</li>\n" in html(markdown)


@pytest.mark.parametrize(
    "markdown",
    ["```\n{: .x}\n```\n", "~~~\n{: .x}\n~~~\n", "    {: .x}\n", "`{: .x}`\n", "\\{: .x}\n"],
)
def test_code_and_escapes_keep_what_looks_like_a_list(markdown: str) -> None:
    assert text(markdown) == "{: .x}"


def test_attributes_are_properties_of_the_node() -> None:
    heading, paragraph, code, listing = nodes(
        "# A\n{: .x #i}\n\na\n{: .y lang='de'}\n\n```\nb\n```\n{: .z .language-sh}\n\n- {: .i}c\n"
    )
    assert heading["data"] == {"id": "i", "hProperties": {"className": ["x"]}}
    assert paragraph["data"] == {"hProperties": {"className": ["y"], "lang": "de"}}
    assert (code["lang"], code["data"]) == ("sh", {"hProperties": {"className": ["z"]}})
    assert listing["children"][0]["data"] == {"hProperties": {"className": ["i"]}}


def test_the_id_of_any_block_or_span_is_an_anchor() -> None:
    body = parse("a *b*{: #c}\n{: #d}\n\n- {: #e}f\n{: #g}\n\n# H\n{: #h}\n")
    assert body.anchors == {"c", "d", "e", "g", "h"}
    assert [entry.id for entry in body.toc] == ["h"]


def test_what_the_sanitiser_would_drop_is_dropped() -> None:
    markdown = 'a\n{: onclick="x" style="y" data-z="1" href="javascript:x" title="&<>"}\n'
    assert html(markdown) == '<p title="&amp;&lt;&gt;">a</p>\n'
    assert nodes(markdown)[0]["data"] == {"hProperties": {"title": "&<>"}}
    assert parse(markdown).problems == ()


def test_lists_about_nothing_are_not_shown() -> None:
    assert html("{: .x}\n") == ""
    assert html("a {: .x} b\n") == "<p>a  b</p>\n"
    assert html("{:n: .x}\n\na\n{:n}\n") == '<p class="x">a</p>\n'


def test_labelled_lists_are_found_through_attribute_lists() -> None:
    (found,) = parse("**Conditions**\n{: .x}\n\n- One\n{: .y}\n- [Two](/two/)\n{: .z}\n").lists
    assert (found.labels, found.texts, found.lines) == (("Conditions",), ("One", "Two"), (4, 6))


def test_links_stand_where_they_stand_in_the_file() -> None:
    body = parse("é\n{: .x}\n\n*[É]: ü\n\n- {: .y}[b](/b/)\n\n<i></i> `c` *é*{: .x} [d](/d/)\n")
    assert [(link.href, link.line, link.column) for link in body.links] == [
        ("/b/", 6, 9),
        ("/d/", 8, 23),
    ]
