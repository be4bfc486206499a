"""Raw HTML: what is served of it, what is reported."""

import pytest

from app.markdown import HTML
from tests.markdown.bodies import nodes, parse, problems, spans, text


def test_tags_that_are_let_through_stay_tags() -> None:
    assert spans("a <b>c</b> <br>") == [
        text("a "),
        {"type": "html", "value": "<b>"},
        text("c"),
        {"type": "html", "value": "</b>"},
        text(" "),
        {"type": "html", "value": "<br>"},
    ]
    assert nodes("<div>\n\n*x*\n\n</div>\n")[0] == {"type": "html", "value": "<div>"}


def test_raw_links_and_pictures_are_links_and_pictures() -> None:
    body = parse('é <a href="/a/">b *c*</a>\n\n<p>\n<img src="/d.png" alt="E &amp; F"></p>\n')
    assert [(each.href, each.text, each.line, each.column) for each in body.links] == [
        ("/a/", "b c", 1, 3)
    ]
    assert [(each.src, each.alt, each.line, each.column) for each in body.images] == [
        ("/d.png", "E & F", 4, 1)
    ]


def test_places_in_a_nested_block_are_those_of_the_file() -> None:
    body = parse(
        '- é\n\n  <div>\n    <a href="/a/">é</a> <i onclick="x">\n\n> <b>\n> <u style="">\n'
    )
    assert [(link.line, link.column) for link in body.links] == [(4, 5)]
    assert problems(body) == [
        "4:25 dropped-html HTML that has no effect here is not served: onclick, style",
    ]


def test_what_is_removed_is_reported_at_its_place() -> None:
    body = parse(
        'a <form action="/x">b</form>\n\n'
        '<p onclick="x()" class="y">\n<object data="z">c</object></p>\n'
    )
    assert problems(body) == [
        "1:3 removed-html <form> was removed by the HTML sanitiser",
        "4:1 removed-html <object> was removed by the HTML sanitiser",
        "3:1 dropped-html HTML that has no effect here is not served: onclick",
    ]
    assert body.content.unpack().html == '<p>a b</p>\n<p class="y">\nc</p>\n'
    assert body.content.unpack().text.split() == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["script", "style"])
def test_script_and_style_vanish_with_what_is_in_them(name: str) -> None:
    body = parse(
        f"a <{name}>b *c* [d](/d/) `e`  \n![f](/f.png) https://g.example</{name}> h\n\n"
        f"<{name}>\ni\n\nj\n</{name}>\n\nk\n"
    )
    assert body.content.unpack().html == "<p>a  h</p>\n<p>k</p>\n"
    assert body.content.unpack().text == "a  h\n\nk"
    assert (body.links, body.images) == ((), ())
    assert "html" not in {node["type"] for node in nodes(f"<{name}>\ni\n</{name}>\n")}
    assert [(problem.line, problem.code) for problem in body.problems] == [(1, "dropped-html")]


def test_a_script_in_capitals_is_a_script() -> None:
    assert parse("a <SCRIPT>b *c*</Script> d").content.unpack().html == "<p>a  d</p>\n"


def test_a_script_that_never_ends_ends_with_its_paragraph() -> None:
    assert parse("a <script> b\n\nc").content.unpack().html == "<p>a </p>\n<p>c</p>\n"
    body = parse("| <script> | b |\n|---|---|\n| 1 | 2 |\n\nc")
    assert body.content.unpack().text == "b\n1 2\n\nc"
    assert parse("- <script> a\n- b\n").content.unpack().text == "b"


def test_an_element_that_overlaps_a_script_keeps_what_is_outside() -> None:
    assert parse("*a <script>b* c</script> d").content.unpack().html == "<p><em>a </em> d</p>\n"
    assert parse("a <script>*b</script> **c** d* e").content.unpack().html == (
        "<p>a  <strong>c</strong> d e</p>\n"
    )


@pytest.mark.parametrize(
    "markdown", ["a <!-- b --> c", "a <? b ?> c", "a <!B b> c", "a <![CDATA[ b ]]> c"]
)
def test_comments_and_the_like_are_no_content(markdown: str) -> None:
    body = parse(markdown)
    assert body.content.unpack().html == "<p>a  c</p>\n"
    assert spans(markdown) == [text("a "), text(" c")]
    assert body.problems == ()


def test_an_unsafe_address_in_a_tag_is_empty() -> None:
    markdown = '<a href="java&#10;script:x" title="t">a</a> <img src="data:text/html,x" alt="b">'
    body = parse(markdown)
    assert body.content.unpack().html == '<p><a href="" title="t">a</a> <img src="" alt="b"></p>\n'
    values = [node["value"] for node in spans(markdown) if node["type"] == "html"]
    assert values == ['<a href="" title="t">', "</a>", '<img src="" alt="b">']
    assert [body.links[0].unsafe, body.images[0].unsafe] == [True, True]


def test_only_hosts_that_are_named_may_be_framed() -> None:
    allowed = '<iframe src="https://player.example.org/1"></iframe>\n'
    assert 'sandbox="' in parse(allowed).content.unpack().html
    assert 'sandbox="' in nodes(allowed)[0]["value"]
    refused = parse('<iframe src="https://player.example.org.evil.example/1"></iframe>\n')
    assert "iframe" not in refused.content.unpack().html
    assert problems(refused) == ["1:1 removed-html <iframe> was removed by the HTML sanitiser"]


def test_a_frame_may_be_labelled() -> None:
    markdown = '<iframe src="https://player.example.org/1" aria-label="A film"></iframe>\n'
    body = parse(markdown)
    assert body.problems == ()
    assert 'aria-label="A film"' in body.content.unpack().html
    assert 'aria-label="A film"' in nodes(markdown)[0]["value"]


def test_anchors_are_those_that_readers_get() -> None:
    body = parse('<a name="a"></a> <span id="b">x</span> <input name="c"> <form id="d">')
    assert body.anchors == {"a", "b"}


def test_a_less_than_sign_is_no_tag() -> None:
    assert parse("a < b <3 <script").content.unpack().html == "<p>a &lt; b &lt;3 &lt;script</p>\n"
    assert nodes("<div>\n1 < 2\n</div>\n") == [{"type": "html", "value": "<div>\n1 &lt; 2\n</div>"}]


def test_a_parameter_in_an_address_is_no_reference() -> None:
    html = '<a href="/b/?c=1&region=us&copy=2">d</a>'
    for body in (parse(html), parse(html, flavour=HTML)):
        assert [link.href for link in body.links] == ["/b/?c=1&region=us&copy=2"]
        assert 'href="' in body.content.unpack().html
        assert "®" not in body.content.unpack().html


def test_the_end_of_a_break_is_a_break() -> None:
    for html in ("<h2>a</br>b</h2>\n", "a</br>b\n", "<p>\n\na</br>b\n</p>\n"):
        for body in (parse(html), parse(html, flavour=HTML)):
            content = body.content.unpack()
            assert "a<br>b" in content.html
            assert content.text.split() == ["a", "b"]


def test_a_tag_with_a_prefix_is_a_tag() -> None:
    html = '<p>a<o:p></o:p> <st1:City w:st="on">b</st1:City> 1<2</p>\n'
    for body in (parse(html), parse(html, flavour=HTML)):
        assert body.content.unpack().html.strip() == "<p>a b 1&lt;2</p>"
