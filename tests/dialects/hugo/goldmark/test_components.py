"""Hugo's own shortcodes: what each of them is in the tree, in HTML and in the text."""

import pytest

from tests.dialects.hugo.goldmark.bodies import directive, html, nodes, parse, text


def _places(markdown: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in parse(markdown).problems]


def _hrefs(markdown: str) -> list[str]:
    return [link.href for link in parse(markdown).links]


def test_a_figure_is_a_picture_with_its_caption() -> None:
    markdown = (
        '{{< figure src="/a.png" alt="A" title="T" caption="C *d*" attr="by" attrlink="/e/"\n'
        '  link="/f/" width=200 height="10" class="g" >}}\n'
    )
    assert html(markdown) == (
        '<figure class="g">\n<a href="/f/"><img src="/a.png" alt="A" width="200" height="10"></a>\n'
        '<figcaption>\n<p><strong>T</strong></p>\n<p>C <em>d</em> <a href="/e/">by</a></p>\n'
        "</figcaption>\n</figure>\n"
    )
    picture, title, caption = nodes(markdown)
    (link,) = picture["children"]
    assert (link["type"], link["url"]) == ("link", "/f/")
    assert link["children"] == [
        {
            "type": "image",
            "title": None,
            "url": "/a.png",
            "alt": "A",
            "data": {"hProperties": {"width": "200", "height": "10"}},
        }
    ]
    assert (title["type"], caption["type"]) == ("paragraph", "paragraph")
    assert text(markdown) == "T\n\nC d by"
    body = parse(markdown)
    assert [(image.src, image.alt, image.line) for image in body.images] == [("/a.png", "A", 1)]
    assert [(link.href, link.text) for link in body.links] == [("/f/", "A"), ("/e/", "by")]


def test_a_figures_caption_says_what_is_to_be_seen_where_nothing_else_does() -> None:
    assert html('{{< figure src="a.png" caption="*B* c" >}}\n') == (
        '<figure>\n<img src="/image-0" alt="B c">\n<figcaption>\n<p><em>B</em> c</p>\n'
        "</figcaption>\n</figure>\n"
    )


def test_a_figure_parts_a_paragraph_and_is_a_picture_where_it_cannot() -> None:
    assert [node["type"] for node in nodes('a {{< figure src="/b.png" >}} c\n')] == [
        "paragraph"
    ] * 3
    assert html('# a {{< figure src="/b.png" alt="d" >}}\n') == (
        '<h1 id="a">a <img src="/b.png" alt="d"></h1>\n'
    )


def test_captions_and_summaries_are_text_where_no_block_can_stand() -> None:
    assert html('# a {{< figure src="/b.png" title="T" caption="C *d*" >}}\n') == (
        '<h1 id="a">a <img src="/b.png" alt="C d"> <strong>T</strong> C <em>d</em></h1>\n'
    )
    (heading,) = nodes('# {{< details summary="S" >}}b{{< /details >}}\n')
    (component,) = heading["children"]
    assert (component["type"], component["name"]) == ("textDirective", "details")
    assert component["children"] == [{"type": "text", "value": "S b"}]


def test_highlighted_code_is_code_as_it_is_written() -> None:
    markdown = (
        '- a\n\n  {{< highlight go "linenos=true" >}}\n  # b\n    *c* {{< param word >}}\n'
        "  {{< /highlight >}}\n"
    )
    (found,) = nodes(markdown)
    assert found["children"][0]["children"][1] == {
        "type": "code",
        "lang": "go",
        "meta": "linenos=true",
        "value": "# b\n  *c* parametric",
    }
    assert (
        html("{{% highlight %}}a < b{{% /highlight %}}\n") == "<pre><code>a &lt; b\n</code></pre>\n"
    )
    assert html("# a {{< highlight go >}}b{{< /highlight >}}\n") == (
        '<h1 id="a-b">a <code>b</code></h1>\n'
    )


def test_a_parameter_is_its_value() -> None:
    assert html('a {{< param word >}} **{{% param "list" %}}**\n') == (
        "<p>a parametric <strong>[a 1 true]</strong></p>\n"
    )
    assert html("{{< param markup >}}\n") == "<p>&lt;b&gt;*x*&lt;/b&gt;</p>\n"
    assert html("`{{< param word >}}`\n\n    {{< param word >}}\n") == (
        "<p><code>parametric</code></p>\n<pre><code>parametric\n</code></pre>\n"
    )


@pytest.mark.parametrize(
    ("written", "href", "reference"),
    [
        ('ref "a.md"', "a.md", ("a.md", None)),
        ('relref "a.md#b c"', "a.md#b%20c", ("a.md", None)),
        ('ref path="a.md" lang="es"', "a.md", ("a.md", "es")),
        ('ref "/b/ä (1)"', "/b/%C3%A4%20%281%29", ("/b/ä (1)", None)),
        ('ref "../b?lang=é#c"', "../b%3Flang%3D%C3%A9#c", ("../b?lang=é", None)),
        ('ref "#c"', "#c", None),
    ],
)
@pytest.mark.parametrize(
    "link",
    [
        "[x]({{< %s >}})",
        "[x][y]\n\n[y]: {{%% %s %%}}\n",
        '<a href="{{< %s >}}">x</a>',
        "{{< %s >}}",
    ],
)
def test_a_reference_names_a_page_wherever_an_address_stands(
    written: str, href: str, reference: tuple[str, str | None] | None, link: str
) -> None:
    body = parse(f"{link % written}\n")
    assert [(each.href, each.reference) for each in body.links] == [(href, reference)]
    assert body.problems == ()


@pytest.mark.parametrize(
    "written", ['`{{< ref "/a b" >}}`', '    {{< ref "/a b" >}}', '[x](/y/ "{{< ref "/a b" >}}")']
)
def test_where_no_address_stands_a_reference_is_what_it_names(written: str) -> None:
    assert "/a b" in html(f"{written}\n")
    assert ".ref/" not in html(f"{written}\n")


def test_details_show_a_summary_and_what_is_in_them() -> None:
    markdown = '{{< details summary="A *b*" open=true >}}\nc\n\n- d\n{{< /details >}}\n'
    assert html(markdown) == (
        '<details open="">\n<summary>A <em>b</em></summary>\n<p>c</p>\n<ul>\n'
        "<li>d</li>\n</ul>\n</details>\n"
    )
    (found,) = nodes(markdown)
    assert (found["type"], found["name"]) == ("containerDirective", "details")
    assert [child["type"] for child in found["children"]] == ["paragraph", "paragraph", "list"]
    assert text(markdown) == "A b\n\nc\n\nd"
    assert "<summary>Details</summary>" in html("{{< details >}}a{{< /details >}}\n")


def test_a_comment_is_nothing() -> None:
    assert nodes("{{< comment >}}\na [b](/c/)\n{{< /comment >}}\n") == []
    assert _hrefs("x {{% comment %}}[b](/c/){{% /comment %}}\n") == []


@pytest.mark.parametrize(
    ("markdown", "lacks"),
    [
        ("{{< figure >}}", "src"),
        ("a {{< youtube >}}", "the id of a video"),
        ("{{< gist a >}}", "a user and the id of a gist"),
        ("{{< x id=1 >}}", "a user and the id of a post"),
        ("{{< ref >}}", "names no page"),
        ("{{< param >}}", "names no parameter"),
        ("`{{< param none >}}`", 'no parameter "none"'),
    ],
)
def test_a_missing_argument_is_a_problem(markdown: str, lacks: str) -> None:
    (problem,) = parse(f"\n{markdown}\n").problems
    assert (problem.code, problem.line) == ("shortcode-argument", 2)
    assert problem.column == markdown.index("{") + 1
    assert lacks in problem.message
    if "figure" in markdown:
        assert nodes(markdown) == [directive("leafDirective", "figure")]


def test_one_of_a_sites_own_that_has_an_inside_is_a_component() -> None:
    (found,) = nodes('{{< figure src="/a.png" >}}b{{< /figure >}}\n')
    assert (found["type"], found["name"]) == ("containerDirective", "figure")


def test_values_side_by_side_are_one_text() -> None:
    assert html("{{< param word >}} {{< param word >}}\n") == "<p>parametric parametric</p>\n"
    assert html("{{< param word >}}\n") == "<p>parametric</p>\n"
    assert html("- {{< param word >}} {{< param word >}}\n") == (
        "<ul>\n<li>parametric parametric</li>\n</ul>\n"
    )


def test_titles_of_components_are_in_the_outline() -> None:
    body = parse(
        '## Help\n\n{{< card title="Gout" >}}\n\n{{< card name="Croup" >}}x{{< /card >}}\n'
    )
    assert [(each.title, each.line) for each in body.raw_headings] == [("Gout", 3), ("Croup", 5)]


def test_a_title_labels_the_lists_in_its_component_alone() -> None:
    inside, after = parse(
        '## Help\n\n{{% part title="What we treat" %}}\n\n- a\n\n{{% /part %}}\n\nText.\n\n- b\n'
    ).lists
    assert (inside.labels, after.labels) == (("What we treat", "Help"), ("Help",))
