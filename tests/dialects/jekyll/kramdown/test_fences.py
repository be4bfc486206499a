"""Code in fences, and Markdown close below raw HTML."""

import time

import pytest

from app.dialects.jekyll.kramdown.fences import fence_edits
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
        ("<b>\n\n```\n```\n", "<b>\n\n```\n```\n"),
        ("<b>\n```a```\n", "<b>\n```a```\n"),
        ("a\n```\n```\n", "a\n```\n```\n"),
    ],
)
def test_an_empty_line_parts_code_from_a_tag_above(source: str, expected: str) -> None:
    assert EditedText(source, fence_edits(source).apart).text == expected


# What kramdown 2.4.0 makes of them.
@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a\n```\n*b*\n\n*c*\n", "<p>a\n```\n<em>b</em></p>\n<p><em>c</em></p>\n"),
        ("~~~\n*b*\n", "<p>~~~\n<em>b</em></p>\n"),
        ("```x\n# b\n", '<p>```x</p>\n<h1 id="b">b</h1>\n'),
        ("````\n*a*\n```\n", "<p>````\n<em>a</em>\n```</p>\n"),
        ("- a\n  ```\n  *b*\n\n*c*\n",
         "<ul>\n<li>a\n```\n<em>b</em></li>\n</ul>\n<p><em>c</em></p>\n"),
        ("> ```\n> *b*\n\n*c*\n",
         "<blockquote>\n<p>```\n<em>b</em></p>\n</blockquote>\n<p><em>c</em></p>\n"),
    ],
)  # fmt: skip
def test_a_fence_without_an_end_is_text(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "```\n*b*\n```",
        "```\n*b*\n````\n",
        "```\n~~~\n*b*\n```\n",
        "- ```\n  *b*\n  ```\n",
        "1. ```\n   *b*\n   ```\n",
        "> ```\n> *b*\n> ```\n",
        "a\n: ```\n  *b*\n  ```\n",
        "    ```\n    *b*\n",
        "- a\n\n      ```\n      *b*\n",
    ],
)
def test_code_that_ends_stays_code(markdown: str) -> None:
    assert "<pre><code>" in html(markdown)
    assert html(f"{markdown}\n\n*c*\n").endswith("<p><em>c</em></p>\n")
    assert "*b*" in html(markdown)


@pytest.mark.parametrize(
    "element",
    [
        "<div><pre><code>x\n```</code></pre></div>\n",
        "<div>\n  <pre>\n<b>x</b>\n```</pre></div>\n",
        "<div><pre>\n\n<b>x</b> y\n```</pre></div>\n",
        '<div>\n<div markdown="1">\n\n~~~\n</div>\n~~~\n\n</div>\n```x\n</div>\n',
        "<div\n  class='a'><br><hr/>\n```x\n</p></div>\n",
    ],
)
def test_a_fence_in_an_element_has_nothing_to_do_with_those_below(element: str) -> None:
    found = html(f"{element}\n*a* [b]\n\n```\n*c*\n```\n\n*d*\n\n[b]: /e\n")
    below = '<p><em>a</em> <a href="/e">b</a></p>\n<pre><code>*c*\n</code></pre>\n'
    assert found.endswith(f"{below}<p><em>d</em></p>\n")


@pytest.mark.parametrize("line", ["```x", "`````````", "<div>", "</div><p>", "- ```", "~~~~ a"])
def test_fences_are_found_in_linear_time(line: str) -> None:
    size = 50_000
    start = time.process_time()
    fence_edits(f"```\n{line}\n" * size)
    assert time.process_time() - start < 5
