"""Raw HTML in kramdown's Markdown."""

import pytest

from tests.dialects.jekyll.kramdown.bodies import html, nodes, parse
from tests.markdown.bodies import problems


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "<div>\n\n    <p>*a*</p>\n\n# b\n</div>\nc *d*\n",
            "<div>\n\n    <p>*a*</p>\n\n# b\n</div>\n<p>c <em>d</em></p>\n",
        ),
        ("a\n<p>*b*</p>\nc\n", "<p>a</p>\n<p>*b*</p>\n<p>c</p>\n"),
        ("<p>a</p> b *c*\n", "<p>a</p>\n<p>b <em>c</em></p>\n"),
        ("<div>\n<!-- a -->\n\n*b*</div>\n", "<div>\n\n\n*b*</div>\n"),
        ("<ul>\n\n<li>*a*</li>\n\n</ul>\n", "<ul>\n\n<li>*a*</li>\n\n</ul>\n"),
        ("<span>\n*a*\n</span>\n", "<p><span>\n<em>a</em>\n</span></p>\n"),
        ("</div>\n*a*\n", "<p>\n<em>a</em></p>\n"),
        ("- a\n\n  <div>*b*</div>\n", "<ul>\n<li>\n<p>a</p>\n<div>*b*</div>\n</li>\n</ul>\n"),
    ],
)
def test_an_element_is_raw_up_to_its_end(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('<div markdown="1">\n*a*\n</div>\n', "<div>\n<p><em>a</em></p>\n</div>\n"),
        ("<div markdown='block' class='x'>\n# a\n</div>\nb\n",
         '<div class="x">\n<h1 id="a">a</h1>\n</div>\n<p>b</p>\n'),
        ('<div markdown="span">*a*</div>\n', "<div>\n<em>a</em>\n</div>\n"),
        ('<p markdown="1">- *a*</p>\n', "<p>\n- <em>a</em>\n</p>\n"),
        ('<div markdown="0">*a*</div>\n', "<div>*a*</div>\n"),
        ('<pre markdown="1">*a*</pre>\n', "<pre>*a*</pre>\n"),
        (
            '<div markdown="1">\n<div markdown="1">*a*</div>\n<div>*b*</div>\n</div>\n',
            "<div>\n<div>\n<p><em>a</em></p>\n</div>\n<div>*b*</div>\n</div>\n",
        ),
        (
            '<section>\n<div markdown="1">\n*a*\n</div>\n*b*\n</section>\n',
            "<section>\n<div>\n<p><em>a</em></p>\n</div>\n*b*\n</section>\n",
        ),
        ('a <b markdown="1">*c*</b>\n', "<p>a <b><em>c</em></b></p>\n"),
    ],
)  # fmt: skip
def test_an_element_that_asks_for_it_holds_markdown(markdown: str, expected: str) -> None:
    assert html(markdown) == expected
    assert parse(markdown).problems == ()


def test_code_in_fences_is_no_html() -> None:
    assert html("```\n<div>\n```\n*a*\n\n</div>\n").startswith("<pre><code>&lt;div&gt;\n</code>")


def test_code_that_a_template_wrote_as_html_is_code() -> None:
    figure = '<figure class="highlight"><pre><code class="language-c--" data-lang="c++">{}'
    markdown = figure.format("a &lt;&#10;\n**b**</code></pre></figure>")
    assert nodes(f"{markdown}\n# c\n")[0] == {
        "type": "code",
        "lang": "c++",
        "meta": None,
        "value": "a <\n\n**b**",
    }
    assert html(markdown) == '<pre><code class="language-c++">a &lt;\n\n**b**\n</code></pre>\n'
    # What is set in it is lost in code.
    assert nodes(figure.format("<b>a</b></code></pre></figure>\n"))[0]["type"] == "html"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # The end of another element than the innermost one is none.
        ("<div>\n\n<p>a</div>\n\n    b\n\n*c*\n", "<div>\n\n<p>a</p></div>\n\n    b\n\n*c*\n"),
        (
            "<div>\n<p>a\n\n</div></p>\n</div>\n\n*b*\n",
            "<div>\n<p>a\n\n</p></div><p></p>\n\n<p><em>b",
        ),
        ("<div>\n<p>a\n</div></div>\n\n*b*\n", "<div>\n<p>a\n</p></div>\n\n*b*\n"),
        # What is not closed holds all that follows, Markdown if it asks for that.
        ("*a*\n\n<section>\n\n    <p>b</p>\n\n*c*\n", "<p><em>a</em></p>\n<section>"),
        ('<div>\n<div markdown="1">\n*a*\n\n- b\n', "<div>\n<div>\n<p><em>a</em></p>\n<ul>"),
        ('<p markdown="1">\n*a* **b**\n', "<p>\n<em>a</em> <strong>b</strong>"),
        (
            '<div markdown="1">\n<p>\n\n*a*\n</div>\n*b*\n',
            "<div>\n<p>\n\n*a*\n\n</p></div>\n<p><em>b",
        ),
    ],
)
def test_elements_end_where_kramdown_ends_them(markdown: str, expected: str) -> None:
    assert html(markdown).startswith(expected)


@pytest.mark.parametrize("name", ["script", "style"])
def test_tags_in_the_text_of_a_script_are_none(name: str) -> None:
    markdown = (
        f'<div>\n\t<{name}>\n\n\ta = "<div class=\\"b\\">c</div><p>";\n\td\n\t</{name}>\n</div>\n'
    )
    assert html(f"{markdown}\n*e*\n").split() == ["<div>", "</div>", "<p><em>e</em></p>"]


def test_a_script_that_is_closed_at_once_or_never_hides_no_element() -> None:
    element = "<div>\n\n*a*\n</div>\n"
    closed = '<p><script src="b"/></p>\n\n*a*\n\n<p></script></p>\n'
    assert "<p><em>a</em></p>" in html(closed)
    assert html(f"`<script>`\n\n{element}") == f"<p><code>&lt;script&gt;</code></p>\n{element}"
    assert html(f"a <script> b\n\n{element}").endswith(element)


def test_links_in_raw_html_are_links_with_holes_for_their_addresses() -> None:
    markdown = 'é\n\n<div>\n\n  <a href="/é.md">b</a>\n</div>\n<p markdown="1">[c](d.md)</p>\n'
    body = parse(markdown)
    assert [(each.href, each.text, each.line, each.column) for each in body.links] == [
        ("/é.md", "b", 5, 3),
        ("d.md", "c", 7, 17),
    ]
    raw = nodes(markdown)[1]
    assert raw == {"type": "html", "value": '<div>\n\n  <a href="link-0">b</a>\n</div>'}


def test_what_is_removed_is_reported_at_its_place() -> None:
    body = parse('a\n{: .x}\n\n<div>\n\n <form class="y">é</form> <i style="z">\n</div>\n')
    assert problems(body) == [
        "6:2 removed-html <form> was removed by the HTML sanitiser",
        "6:27 dropped-html HTML that has no effect here is not served: style",
    ]


def test_elements_that_hold_markdown_nest_within_bounds() -> None:
    body = parse('<div markdown="1">\n' * 1000 + "a\n" + "</div>\n" * 1000)
    assert body.content.unpack().html.count("<div>") <= 100
    assert {problem.code for problem in body.problems} == {"nested-too-deep"}
