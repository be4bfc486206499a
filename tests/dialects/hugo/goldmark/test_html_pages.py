"""Pages of Hugo's that are HTML, with shortcodes in them."""

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.dialects.hugo.goldmark.html_pages import HugoHtml
from app.markdown import Body, Policy, parse_body
from app.markdown.page_reference import PageReference
from app.views.mdast import Root
from tests.dialects.hugo.goldmark.bodies import SITE, directive
from tests.markdown.bodies import is_internal, source_of, tree
from tests.markdown.test_properties import assert_harmless

_ROOT = TypeAdapter(Root)


def _parse(page: str, hosts: tuple[str, ...] = ()) -> Body:
    return parse_body(
        source_of(page),
        0,
        is_internal=is_internal,
        policy=Policy(hosts),
        flavour=HugoHtml(SITE),
    )


def _html(page: str, hosts: tuple[str, ...] = ()) -> str:
    return _parse(page, hosts).content.unpack().html


def _nodes(page: str) -> list[dict[str, Any]]:
    children: list[dict[str, Any]] = tree(_parse(page))["children"]
    return children


def test_a_component_stands_between_the_html_around_it() -> None:
    page = '<div>\na {{< b c="d" >}} e\n{{% f %}}<p>*g*</p>{{% /f %}}\n</div>\n'
    assert _nodes(page) == [
        {"type": "html", "value": "<div>\na "},
        directive("leafDirective", "b", c="d"),
        {"type": "html", "value": " e"},
        directive("leafDirective", "f"),
        {"type": "html", "value": "<p>*g*</p>\n</div>"},
    ]
    assert _html(page) == "<div>\na  e\n<p>*g*</p>\n</div>\n"
    assert _parse(page).content.unpack().text == "a e\n\n*g*"


def test_hugos_own_are_html() -> None:
    assert _html('{{< figure src="/a.png" caption="B *c*" width=2 link="/d/" title="T" >}}') == (
        '<figure>\n<a href="/d/"><img src="/a.png" alt="B c" width="2"></a>\n'
        "<figcaption>\n<p><strong>T</strong></p>\n<p>B <em>c</em></p>\n</figcaption>\n</figure>"
    )
    assert _html("{{< highlight go >}}\na < {{< param word >}}\n{{< /highlight >}}") == (
        '<pre><code class="language-go">a &lt; parametric\n</code></pre>'
    )
    assert _html('{{< details summary="*A*" >}}<p>b</p>{{< /details >}}') == (
        "<details>\n<summary><em>A</em></summary>\n<p>b</p></details>"
    )
    assert _html("{{< vimeo 1 >}}") == '<a href="https://vimeo.com/1">Vimeo video</a>'
    assert "<iframe" in _html("{{< vimeo 1 >}}", ("player.vimeo.com",))
    assert _html("a{{< comment >}}b{{< /comment >}}{{< c.inline >}}{{ d }}{{< /c.inline >}}") == "a"


def test_a_figure_has_its_class_and_the_link_of_its_source() -> None:
    page = '{{< figure src="javascript:a" class="b" attr="c" attrlink="/d/" >}}'
    assert _html(page) == (
        '<figure class="b">\n<img src="" alt="">\n<figcaption>\n<p><a href="/d/">c</a></p>\n'
        "</figcaption>\n</figure>"
    )
    assert [(image.src, image.unsafe) for image in _parse(page).images] == [("javascript:a", True)]


def test_values_stand_in_text_and_in_attributes() -> None:
    page = '<a href="{{< ref "a.md" >}}" title="{{< b >}}">{{< param markup >}}</a>\n'
    body = _parse(page)
    assert [(link.href, link.text, link.line) for link in body.links] == [("a.md", "<b>*x*</b>", 1)]
    assert [link.reference for link in body.links] == [PageReference("a.md", None)]
    assert "&lt;b&gt;" in body.content.unpack().html


def test_a_reference_in_text_shows_what_it_names() -> None:
    page = '<p>{{< ref "a.md" >}} <b title="{{< x >}}">b</b></p>\n'
    assert "<p>a.md <b" in _parse(page).content.unpack().html


def test_places_are_those_of_the_file() -> None:
    page = '<p>{{< a >}}\n{{< b ! >}}<a href="/d/">e</a></p>\n<form>\n'
    body = _parse(page)
    assert [(link.line, link.column) for link in body.links] == [(2, 12)]
    assert [(each.code, each.line, each.column) for each in body.problems] == [
        ("shortcode-syntax", 2, 7),
        ("removed-html", 3, 1),
    ]


_PIECES = (
    *(
        "{{< a >}}",
        "{{< /a >}}",
        "{{% a %}}",
        '{{< figure src="/a" caption="*b*" >}}',
        "{{< youtube a >}}",
    ),
    *("{{< param js >}}", '{{< ref "a.md" >}}', "{{< param markup >}}", "{{< details >}}", "{{< b"),
    *(
        "{{< /details >}}",
        "{{< highlight a >}}",
        "{{< /highlight >}}",
        "{{< c.inline >}}",
        "&#xfde0;",
    ),
    *("<div>", "</div>", "<p>", '<a href="', '">', "</a>", "<script>", "</script>", "<!--", "-->"),
    *("<h2 id=", "<h2>", "</h2>", "<ul>", "<li>", "<pre>", "x", " ", "\n", "'", "<", ">", "é"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join))
@example('<a href="{{< figure src="/a" caption="b" >}}{{< ref "a.md" >}}')
@example('<a href="{{< figure src="/a" caption="b" >}}{{< ref "a.md" >}}>')
@example('{{< highlight a >}}<!--{{< /highlight >}}{{< ref "a.md" >}}')
def test_any_page_is_a_tree_that_shows_no_shortcode_and_is_harmless(page: str) -> None:
    body = _parse(page)
    root = tree(body)
    _ROOT.validate_python(root, strict=True)
    for node in root["children"]:
        node.pop("attributes", None)
    content = body.content.unpack()
    assert_harmless(content.html)
    for each in (json.dumps(root, ensure_ascii=False), content.html, content.text, body.excerpt):
        assert "{{<" not in each
        assert ">.ref/" not in each
        assert not any("\ufde0" <= character <= "\ufdef" for character in each)
    lines = page.split("\n")
    for place in body.problems:
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
