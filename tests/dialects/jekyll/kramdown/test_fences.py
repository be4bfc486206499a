"""Markdown close below raw HTML."""

import pytest

from app.dialects.jekyll.kramdown.elements import fences_apart
from app.markdown.edits import EditedText
from tests.dialects.jekyll.kramdown.bodies import html, nodes, text


@pytest.mark.parametrize("asks", ["", ' markdown="1"'])
@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_fence_below_an_element_begins_code(asks: str, fence: str) -> None:
    code = "[a](/b){: .x }\n\n<div>\n\n# c {#d}\n"
    example = f"<div{asks}>\n<b>e</b>\n</div>\n{fence}markdown\n{code}{fence}\n"
    # However often it comes: one that is taken for text turns all that follow inside out.
    found = nodes(f"{example}\n# f\n{{: .y}}\n\n{example}g\n")
    values = [node["value"] for node in found if node["type"] == "code"]
    assert values == [code.removesuffix("\n")] * 2
    (heading,) = (node for node in found if node["type"] == "heading")
    assert heading["data"]["hProperties"] == {"className": ["y"]}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# a {#b}\n", '<h1 id="b">a</h1>\n'),
        ("# a\n{: .b}\n", '<h1 class="b" id="a">a</h1>\n'),
        ("- {:.b} a\n- c\n", '<ul>\n<li class="b">a</li>\n<li>c</li>\n</ul>\n'),
        ("*a*{: .b}\n", '<p><em class="b">a</em></p>\n'),
        ("a\n```\n{: .b}\n```\n", "<p>a</p>\n<pre><code>{: .b}\n</code></pre>\n"),
        ("`{: .b}`\n", "<p><code>{: .b}</code></p>\n"),
    ],
)
def test_markdown_directly_below_an_element_is_read_as_elsewhere(
    markdown: str, expected: str
) -> None:
    assert html(f"<div>\n*r*\n</div>\n{markdown}") == f"<div>\n*r*\n</div>\n{expected}"
    assert html(f'<div markdown="1">\n{markdown}</div>\n') == f"<div>\n{expected}</div>\n"


def test_a_fence_in_raw_html_stays_as_it_is_written() -> None:
    markdown = "<div>\n<p>a</p>\n```\n<i>b</i>\n```\n</div>\n*c*\n"
    assert html(markdown) == "<div>\n<p>a</p>\n```\n<i>b</i>\n```\n</div>\n<p><em>c</em></p>\n"
    assert text("<pre>\n```\n</pre>\n\n`d`\n").split() == ["```", "d"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>\n```\n<i>\n~~~\n```\n", "<b>\n\n```\n<i>\n~~~\n```\n"),
        ("<b>\na\n  ~~~~ x\n```\n~~~\n~~~~\n", "<b>\na\n\n  ~~~~ x\n```\n~~~\n~~~~\n"),
        ("<b>\n\n```\n", "<b>\n\n```\n"),
        ("<b>\n```a```\n", "<b>\n```a```\n"),
        ("a\n```\n```\n```\n", "a\n```\n```\n```\n"),
    ],
)
def test_an_empty_line_parts_code_from_a_tag_above(source: str, expected: str) -> None:
    assert EditedText(source, fences_apart(source)).text == expected
