"""Jekyll's tags, and tags and filters that there are none of."""

from html import escape

import pytest

from app.dialects.jekyll.kramdown.reading import KRAMDOWN
from app.dialects.jekyll.liquid import has_liquid
from tests.dialects.jekyll.liquid.sites import (
    Addresses,
    places,
    rendered,
    rendering,
    source,
    templates,
)
from tests.markdown.bodies import parse, tree
from tests.markdown.test_properties import walk


@pytest.mark.parametrize(
    ("text", "expected"), [("a {{ b", True), ("{% if %}", True), ("{ { a } }", False), ("", False)]
)
def test_only_what_may_be_liquid_is_rendered(text: str, expected: bool) -> None:
    assert has_liquid(text) is expected
    assert has_liquid("{{ title }}" + text, 11) is expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% include a.html %}", "[]"),
        ('{% include a.html x="1 \\"2\\"" %}', '[1 "2"]'),
        ("{% include a.html x='it' y=page.title%}", "[it]"),
        ("{% include a.html x=page.title %}", "[Neck]"),
        ("{% include a.html x=page.none %}", "[]"),
        ("{% include {{ page.file }} x = page.title %}", "[Neck]"),
        ("{% include {{ page.file | append: '' }} %}", "[]"),
        ("{% include sub/b.html x='1' %}", "b[1]"),
        ("{% include sub/c.html x='1' %}{{ include.x }}", "c[2]"),
        ("{% include set.html %}{{ kept }}", "kept"),
        ("{% for i in (1..3) %}{{ i }}{% include stop.html %}{% endfor %}", "1"),
    ],
)
def test_an_include_sees_the_variables_and_its_parameters(tag: str, expected: str) -> None:
    site = templates(
        includes={
            "a.html": "[{{ include.x }}]",
            "sub/b.html": "b{% include a.html %}",
            "sub/c.html": "c{% include a.html x='2' %}",
            "set.html": "{% assign kept = 'kept' %}",
            "stop.html": "{% break %}",
        }
    )
    found = site.render(source(tag), 0, {"title": "Neck", "file": "a.html"})
    assert found.text.text == expected
    assert found.problems == ()


def test_an_include_of_the_folder_is_looked_for_beside_the_document() -> None:
    addresses = Addresses(relatives={("a/page.md", "sub/b.md"): "{{ include.x }}{{ oops | no }}"})
    site = templates(addresses=addresses)
    text = "{% include_relative sub/b.md x='1' %}{% include_relative none.md %}"
    found = site.render(source(text, "a/page.md"), 0, {})
    assert found.text.text == "1"
    assert places(found) == [
        ("a/page.md", 1, 38, "liquid-include"),
        ("a/sub/b.md", 1, 26, "liquid-unknown-filter"),
    ]


@pytest.mark.parametrize("said", ["", "a.html x", "a.html x=", "a.html x='a' 'b'", "a.html x='a"])
def test_an_include_that_cannot_be_read_is_told(said: str) -> None:
    found = templates(includes={"a.html": "a"}).render(source(f"b{{% include {said} %}}"), 0, {})
    assert found.text.text == "b"
    assert [each.code for each in found.problems] == ["liquid-syntax"]


def test_addresses_of_documents_lie_below_the_base_path() -> None:
    addresses = Addresses(
        links={"_posts/2016-07-26-name.md": "/2016/07/26/name.html", "a b.md": "/a b/"},
        posts={"2016-07-26-name": "/2016/07/26/name.html", "sub/2016-07-26-x": "/sub/x.html"},
    )
    site = templates(addresses=addresses)
    text = (
        "{% link _posts/{{ page.name }}.md %} {% link a b.md %} {% post_url 2016-07-26-name %} "
        "{% post_url /sub/2016-07-26-x %} {% post_url {{ page.name }} %}"
    )
    found = site.render(source(text), 0, {"name": "2016-07-26-name"})
    assert found.text.text == (
        "/clinic/2016/07/26/name.html /clinic/a%20b/ /clinic/2016/07/26/name.html "
        "/clinic/sub/x.html /clinic/2016/07/26/name.html"
    )
    assert found.problems == ()


def test_an_address_of_no_document_is_told() -> None:
    found = rendering("a\n {% link none.md %}{% post_url 2016-01-01-none %}b")
    assert found.text.text == "a\n b"
    assert places(found) == [
        ("page.md", 2, 2, "liquid-reference"),
        ("page.md", 2, 20, "liquid-reference"),
    ]


@pytest.mark.parametrize(
    ("template", "lang", "value"),
    [
        (
            "{% highlight ruby linenos %}\n\n  a = 1\n\n b\n{% endhighlight %}\n",
            "ruby",
            "  a = 1\n\n b",
        ),
        ("x {% highlight C++ %}a{% endhighlight %}", "c++", "a"),
        ("- x\n\n  {% highlight js %}\na\n\n  b\n{% endhighlight %}\n- c\n", "js", "a\n\n  b"),
        ("1.  {% highlight js %}\n{: .a}$$b$$ | c{% endhighlight %}\n", "js", "{: .a}$$b$$ | c"),
        ("{% highlight md %}\n```\n<b>&amp;\n```\n{% endhighlight %}", "md", "```\n<b>&amp;\n```"),
        ('{% highlight md mark_lines="1 2" %}{{ 1 }}{% endhighlight %}\nd\n', "md", "1"),
    ],
)
def test_highlighted_code_is_code_for_markdown(template: str, lang: str, value: str) -> None:
    markdown = rendered(template)
    body = parse(markdown, flavour=KRAMDOWN)
    (code,) = (node for node in walk(tree(body)) if node["type"] == "code")
    assert (code["lang"], code["value"]) == (lang, value)
    served = f'<pre><code class="language-{lang}">{escape(value, quote=False)}\n</code></pre>\n'
    assert served in body.content.unpack().html
    assert body.problems == ()


def test_highlighted_code_in_raw_html_is_code_as_well() -> None:
    text = "<div>\n{% highlight diff %}\n-a *b*\n+c\n{% endhighlight %}\n</div>\n*d*\n"
    body = parse(rendered(text), flavour=KRAMDOWN)
    assert body.content.unpack().html == (
        '<div>\n<figure class="highlight"><pre><code class="language-diff" data-lang="diff">'
        "-a *b*\n+c</code></pre></figure>\n\n</div>\n<p><em>d</em></p>\n"
    )
    assert body.problems == ()


def test_highlighted_code_is_code_in_html() -> None:
    site = templates()
    text = "{% highlight c++ %}a < b{% endhighlight %}"
    assert site.render(source(text), 0, {}, is_markdown=False).text.text == (
        '<figure class="highlight"><pre><code class="language-c--" data-lang="c++">'
        "a &lt; b</code></pre></figure>"
    )


def test_an_unknown_tag_renders_nothing_and_what_it_holds_stays() -> None:
    found = rendering("{% tabs log %}a {% tab b %}c{% endtab %}{% endtabs %} {% seo %}")
    assert found.text.text == "a c "
    assert places(found) == [
        ("page.md", 1, 1, "liquid-unknown-tag"),
        ("page.md", 1, 17, "liquid-unknown-tag"),
        ("page.md", 1, 55, "liquid-unknown-tag"),
    ]


def test_what_stands_with_an_unknown_filter_renders_nothing_and_is_told_once() -> None:
    found = rendering("{% for i in (1..3) %}{{ i }}{{ i | no | upcase }}{% endfor %}")
    assert found.text.text == "123"
    assert places(found) == [("page.md", 1, 36, "liquid-unknown-filter")]


def test_a_tag_that_fails_in_a_block_stops_nothing_but_itself() -> None:
    found = rendering("{% if true %}a{{ nil | sort }}b{% endif %}c")
    assert found.text.text == "abc"
    assert places(found) == [("page.md", 1, 15, "liquid-value")]


@pytest.mark.parametrize(
    ("template", "expected", "place"),
    [
        ("a{% if b %}c", "ac", (1, 2)),
        ("{% if true %}{% for x in y %}{% endif %}z", "z", (1, 14)),
        ("a{% endif %}b", "ab", (1, 2)),
        ("a{% else %}b", "ab", (1, 2)),
        ("a{% comment %}b", "ab", (1, 2)),
        ("a{% raw %}b", "ab", (1, 2)),
        ("a\n{{ b", "a\n{{ b", (2, 1)),
        ("a\n{% b", "a\n{% b", (2, 1)),
        ("a{% %}b", "ab", (1, 2)),
        ("a{% if %}b{% endif %}c", "ac", (1, 2)),
        ("a{% break %}b", "ab", (1, 2)),
        ("a{% assign x %}b", "ab", (1, 2)),
    ],
)
def test_what_does_not_parse_is_told_at_its_place(
    template: str, expected: str, place: tuple[int, int]
) -> None:
    found = rendering(template)
    assert found.text.text == expected
    assert places(found) == [("page.md", *place, "liquid-syntax")]


def test_liquid_in_code_is_rendered_unless_it_is_raw() -> None:
    assert rendered("`{{ 1 }}`\n\n```\n{{ 2 }}{% raw %}{{ 3 }}{% endraw %}\n```") == (
        "`1`\n\n```\n2{{ 3 }}\n```"
    )
