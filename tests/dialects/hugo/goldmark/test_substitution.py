"""Shortcodes of a site's own as components: where they stand, and what is in them."""

from typing import Any

import pytest

from tests.dialects.hugo.goldmark.bodies import directive, html, nodes, parse, text
from tests.markdown.bodies import text as text_node
from tests.markdown.bodies import tree


def _paragraph(*children: Any) -> dict[str, Any]:
    return {"type": "paragraph", "children": list(children)}


def test_in_running_text_it_is_a_text_directive() -> None:
    assert nodes('A {{< b "c" d >}} e\n') == [
        _paragraph(
            text_node("A "),
            directive("textDirective", "b", **{"0": "c", "1": "d"}),
            text_node(" e"),
        )
    ]
    assert html("A {{< b >}} e\n") == "<p>A  e</p>\n"
    assert text("A {{< b >}} e\n") == "A  e"


@pytest.mark.parametrize("markdown", ["{{< a b=c >}}\n", "  {{% a b=c %}}", "    {{< a b=c />}}\n"])
def test_alone_it_is_a_leaf_directive(markdown: str) -> None:
    assert nodes(markdown) == [directive("leafDirective", "a", b="c")]
    assert html(markdown) == text(markdown) == ""


def test_several_without_text_between_them_are_each_a_leaf() -> None:
    markdown = "{{< a >}} {{< b >}}\n{{< c >}}\n"
    assert nodes(markdown) == [directive("leafDirective", name) for name in "abc"]


def test_with_an_inside_it_is_a_container() -> None:
    assert nodes("{{< a >}}\nb\n\n*c*\n{{< /a >}}\n") == [
        directive(
            "containerDirective",
            "a",
            _paragraph(text_node("b")),
            _paragraph({"type": "emphasis", "children": [text_node("c")]}),
        )
    ]
    assert html("{{% a %}}b{{% /a %}}\n") == "<p>b</p>\n"
    assert nodes("{{< a >}}\n{{< /a >}}\n") == [directive("leafDirective", "a")]


def test_its_inside_is_running_text_where_it_stands_in_running_text() -> None:
    (paragraph,) = nodes("x {{< a >}}*b* {{< c >}}{{< /a >}} y\n")
    (component,) = (each for each in paragraph["children"] if each["type"] == "textDirective")
    assert component == directive(
        "textDirective",
        "a",
        {"type": "emphasis", "children": [text_node("b")]},
        text_node(" "),
        directive("textDirective", "c"),
    )
    assert html("x {{< a >}}*b*{{< /a >}} y\n") == "<p>x <em>b</em> y</p>\n"


def test_blocks_in_running_text_part_the_paragraph() -> None:
    markdown = "x {{< a >}}\n- b\n{{< /a >}}\ny **z**\n"
    assert [node["type"] for node in nodes(markdown)] == [
        "paragraph",
        "containerDirective",
        "paragraph",
    ]
    assert html(markdown) == "<p>x </p>\n<ul>\n<li>b</li>\n</ul>\n<p>y <strong>z</strong></p>\n"
    assert [node["type"] for node in nodes("{{< a >}}\n- b\n{{< /a >}}\ny\n")] == [
        "containerDirective",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("# ", ""), ("**", "**"), ("[", "](/x/)"), ("| ", " |\n|---|")],
)
def test_where_no_blocks_can_stand_they_are_running_text(before: str, after: str) -> None:
    markdown = f"{before}{{{{< a >}}}}\n# B\n\n- [c](/c/)\n\n```\nd\n```\n{{{{< /a >}}}}{after}\n"
    body = parse(markdown)
    whole = str(tree(body))
    assert "textDirective" in whole
    assert "'type': 'list'" not in whole
    assert "B c d" in " ".join(body.content.unpack().text.split())


def test_a_link_in_a_link_is_its_text() -> None:
    body = parse("[a {{< b >}}[c](/d/){{< /b >}}](/e/)\n")
    assert [(link.href, link.text) for link in body.links] == [("/e/", "a c")]


def test_in_a_list_an_item_may_be_one_or_hold_some() -> None:
    (found,) = nodes("- {{< a >}}\n- b {{< c >}}\n- {{% d %}}\n  e\n\n  - f\n  {{% /d %}}\n")
    first, second, third = (item["children"] for item in found["children"])
    assert first == [directive("leafDirective", "a")]
    assert second == [_paragraph(text_node("b "), directive("textDirective", "c"))]
    assert [each["type"] for each in third[0]["children"]] == ["paragraph", "list"]
    assert not found["spread"]


def test_what_is_indented_with_its_shortcode_is_no_code() -> None:
    markdown = "{{< a >}}\n    {{< b >}}\n        # C\n\n        d\n    {{< /b >}}\n{{< /a >}}\n"
    assert html(markdown) == '<h1 id="c">C</h1>\n<p>d</p>\n'
    assert html("{{% a %}}\n    code\n{{% /a %}}\n") == "<pre><code>code\n</code></pre>\n"


def test_in_code_it_is_what_is_in_it() -> None:
    assert html("`a {{< b >}}c{{< /b >}}{{< d >}}`\n") == "<p><code>a c</code></p>\n"
    assert html("```x{{< b >}}\na {{< b >}}c{{< /b >}}\n```\n") == (
        '<pre><code class="language-x">a c\n</code></pre>\n'
    )


def test_in_raw_html_it_stands_between_the_tags() -> None:
    markdown = '<div title="{{< param word >}}">\nx {{< a >}}*b*{{< /a >}}\n</div>\n'
    assert html(markdown) == '<div title="parametric">\nx \n<p><em>b</em></p>\n</div>\n'
    assert [node["type"] for node in nodes(markdown)] == ["html", "containerDirective", "html"]
    assert html("<script>\nlet a = {{< b >}}; c\n</script>\n") == ""
    assert html("<!-- {{< a >}}b{{< /a >}} -->\n") == ""


def test_a_comment_shows_a_shortcode() -> None:
    assert text('{{</* a b="c" */>}} `{{%/* /d */%}}`\n') == '{{< a b="c" >}} {{% /d %}}'
    assert [node["type"] for node in nodes("{{</* a */>}}\n")] == ["paragraph"]


def test_an_inline_shortcode_is_a_template_and_shows_nothing() -> None:
    markdown = "a {{< b.inline >}}{{ .Page.Title }} {{< c >}} {{< /b.inline >}} d\n"
    (paragraph,) = nodes(markdown)
    assert paragraph["children"][1] == directive("textDirective", "b.inline")
    assert text(markdown) == "a  d"


def test_links_inside_are_links_of_the_page_at_their_places() -> None:
    body = parse(
        "{{< a >}}\n  {{% b %}}\n  x [c](/c/)\n  {{% /b %}}\n{{< /a >}} and ![d](/d.png)\n\n"
        "é {{< a >}}[e](/e/){{< /a >}} [f](/f/)\n"
    )
    assert [(link.href, link.line, link.column) for link in body.links] == [
        ("/c/", 3, 5),
        ("/e/", 7, 12),
        ("/f/", 7, 31),
    ]
    assert [(image.src, image.line, image.column) for image in body.images] == [("/d.png", 5, 16)]


def test_problems_inside_have_their_places() -> None:
    body = parse("x\n\n{{< a >}}\n  <form>\n{{< /a >}}\n")
    assert [(each.code, each.line, each.column) for each in body.problems] == [
        ("removed-html", 4, 3)
    ]


def test_markdown_of_the_page_has_the_links_and_notes_that_the_page_defines() -> None:
    body = parse(
        "{{% a %}}[x] y[^1]{{% /a %}}\n\n{{< a >}}[x]{{< /a >}}\n\n"
        '[x]: {{< ref "a.md" >}}\n[^1]: note\n'
    )
    assert [link.href for link in body.links] == ["a.md"]
    kinds = [node["type"] for node in tree(body)["children"]]
    assert kinds == ["containerDirective", "containerDirective", "footnoteDefinition"]
    assert '<li id="fn:1">' in body.content.unpack().html


def test_a_sentence_before_a_component_labels_nothing_in_it() -> None:
    (listed,) = parse("Conditions:\n\n{{< a >}}\n- b\n{{< /a >}}\n").lists
    assert listed.labels == ()
    (found,) = parse("{{< a >}}\nConditions:\n\n- [b](/b/)\n{{< /a >}}\n").lists
    assert (found.labels, found.texts) == (("Conditions:",), ("b",))


def test_deep_ones_are_dissolved_and_told_of_once() -> None:
    body = parse("{{< a >}}\n" * 1_000 + "x\n" + "{{< /a >}}\n" * 1_000)
    assert [(each.code, each.line) for each in body.problems] == [("nested-too-deep", 101)]
    assert body.content.unpack().html == "<p>x</p>\n"


def test_ten_thousand_are_read() -> None:
    body = parse("{{< a >}}b{{< /a >}}\n\n" * 10_000)
    assert len(tree(body)["children"]) == 10_000
    assert body.problems == ()


def test_a_divided_paragraph_has_no_white_space_beside_the_block() -> None:
    markdown = 'a\n{{< figure src="/b.png" >}}\n{{< figure src="/c.png" >}}  d *e*\n'
    figures = [f'<figure>\n<img src="/{name}.png" alt="">\n</figure>\n' for name in "bc"]
    assert html(markdown) == f"<p>a</p>\n{''.join(figures)}<p>d <em>e</em></p>\n"
