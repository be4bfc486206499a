"""Jekyll's own tags."""

from html import escape

import pytest

from tests.dialects.jekyll.kramdown.bodies import KRAMDOWN
from tests.dialects.jekyll.liquid.sites import places, rendered, rendering, source, templates
from tests.markdown.bodies import parse, tree
from tests.markdown.test_properties import walk


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
    result = site.render(source(tag), 0, {"title": "Neck", "file": "a.html"})
    assert result.text.text == expected
    assert result.problems == ()


def test_a_relative_include_stands_beside_the_document() -> None:
    site = templates(pieces={"a/sub/b.md": "{{ include.x }}{{ oops | no }}"})
    text = "{% include_relative sub/b.md x='1' %}{% include_relative none.md %}"
    result = site.render(source(text, "a/page.md"), 0, {})
    assert result.text.text == "1"
    assert places(result) == [
        ("a/page.md", 1, 38, "liquid-include"),
        ("a/sub/b.md", 1, 26, "liquid-unknown-filter"),
    ]


@pytest.mark.parametrize(
    "arguments", ["", "a.html x", "a.html x=", "a.html x='a' 'b'", "a.html x='a"]
)
def test_an_include_that_cannot_be_parsed_is_a_problem(arguments: str) -> None:
    result = templates(includes={"a.html": "a"}).render(
        source(f"b{{% include {arguments} %}}"), 0, {}
    )
    assert result.text.text == "b"
    assert [problem.code for problem in result.problems] == ["liquid-syntax"]


def test_addresses_of_documents_lie_below_the_base_path() -> None:
    site = templates(
        links={"_posts/2016-07-26-name.md": "/2016/07/26/name.html", "a b.md": "/a b/"},
        posts={"2016-07-26-name": "/2016/07/26/name.html", "sub/2016-07-26-x": "/sub/x.html"},
    )
    text = (
        "{% link _posts/{{ page.name }}.md %} {% link a b.md %} {% post_url 2016-07-26-name %} "
        "{% post_url /sub/2016-07-26-x %} {% post_url {{ page.name }} %}"
    )
    result = site.render(source(text), 0, {"name": "2016-07-26-name"})
    assert result.text.text == (
        "/clinic/2016/07/26/name.html /clinic/a%20b/ /clinic/2016/07/26/name.html "
        "/clinic/sub/x.html /clinic/2016/07/26/name.html"
    )
    assert result.problems == ()


def test_a_link_to_no_document_is_a_problem() -> None:
    result = rendering("a\n {% link none.md %}{% post_url 2016-01-01-none %}b")
    assert result.text.text == "a\n b"
    assert places(result) == [
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
