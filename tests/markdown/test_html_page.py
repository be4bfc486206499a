"""Bodies that are HTML from the start."""

import pytest
from hypothesis import given

from app.markdown import HTML, Body
from app.records import TocEntry
from tests.markdown import bodies
from tests.markdown.bodies import problems, source_of, tree
from tests.markdown.test_properties import (
    HTML_PIECES,
    assert_harmless,
    html_of,
    places,
    sources,
)


def parse(html: str) -> Body:
    return bodies.parse(html, flavour=HTML)


def text(html: str) -> str:
    return parse(html).content.unpack().text


def test_nothing_in_it_is_markdown() -> None:
    html = "<p>\n    *a* [b](/c)\n\n# d\n{: .x}</p>\n"
    body = parse(html)
    assert body.content.unpack().html == html
    assert tree(body)["children"] == [{"type": "html", "value": html.strip()}]
    assert body.content.unpack().text == "*a* [b](/c) # d {: .x}"
    assert (body.links, body.toc) == ((), ())


def test_text_has_the_lines_that_a_reader_sees() -> None:
    html = (
        "<h1>A</h1><p>b  c\nd<br>e</p>text<ul><li>f</li><li>g</li></ul>"
        "<table><tr><td>h</td><td>i &amp; j</td></tr></table><pre>k\n  l</pre>"
    )
    assert text(html) == "A\n\nb c d\ne\n\ntext\n\nf\ng\n\nh i & j\n\nk\n  l"


def test_headings_with_ids_are_the_table_of_contents() -> None:
    body = parse('<h1>A <b>b</b></h1>\n<h2 id="c">C</h2>\n<div><h3 id="d">D</h3></div>\n')
    assert body.toc == (TocEntry(2, "c", "C", (TocEntry(3, "d", "D", ()),)),)
    assert (body.first_heading, sorted(body.anchors)) == ("A b", ["c", "d"])


def test_links_and_pictures_stand_in_the_file() -> None:
    body = parse('é\n\n<p>é <a href=/a/ class="x"id=i>b <i>c</i></a>\n<img src="d.png" alt="e">')
    assert [(each.href, each.text, each.line, each.column) for each in body.links] == [
        ("/a/", "b c", 3, 6)
    ]
    assert [(each.src, each.alt, each.line) for each in body.images] == [("d.png", "e", 4)]
    assert body.anchors == {"i"}
    (node,) = tree(parse('<a href="b.md">c</a>'))["children"]
    assert node["value"] == '<a href="link-0">c</a>'


@pytest.mark.parametrize(
    "label", ["<h2>Conditions</h2>", "<p><b>Conditions</b></p>", "<p>Conditions:</p>"]
)
def test_a_list_is_labelled_by_what_it_follows(label: str) -> None:
    html = f"{label}\n<div>\n<ul>\n<li>a\n<li><a href='/b/'>b</a> c<ol><li>d</ol>\ne</ul></div>"
    (found,) = parse(html).lists
    assert [label.rstrip(":") for label in found.labels] == ["Conditions"]
    assert found.texts == ("a", "b c e", "d")
    assert found.lines == (4, 5, 5)
    assert found.links == ((), (0,), ())


@pytest.mark.parametrize(
    "between", ["<p>a</p>", "text", "<hr>", "<table></table>", "<p><b>a</b> b</p>"]
)
def test_a_heading_reaches_past_what_is_no_heading(between: str) -> None:
    (listed,) = parse(f"<h2>A</h2>{between}<ul><li>b</li></ul>").lists
    assert listed.labels == ("A",)


def test_the_excerpt_is_the_first_paragraph_that_labels_nothing() -> None:
    assert parse("<h1>a</h1><p>b:</p><p>c <i>d</i></p><p>e</p>").excerpt == "c d"


def test_what_frames_a_document_is_left_out_and_what_is_removed_is_reported() -> None:
    body = parse(
        "<!DOCTYPE html>\n<html><head><title>T</title><style>x</style></head>\n"
        '<body class="y">\n<!-- z -->\n<form>a</form></body></html>\n'
    )
    assert body.content.unpack().html.split() == ["a"]
    assert body.content.unpack().text == "a"
    assert problems(body) == [
        "5:1 removed-html <form> was removed by the HTML sanitiser",
        "2:29 dropped-html HTML that has no effect here is not served: <style>",
    ]


@pytest.mark.parametrize("piece", ["<!--", "<a b='", "<a ", "<![", "<?", "</", "<div>", "<ul><li>"])
def test_what_never_ends_is_left_out_in_time(piece: str) -> None:
    # The library's parser takes minutes for some of these, were they all handed to it.
    body = parse(f"<p>a</p>{piece * 20_000}")
    assert text("<p>a</p>") in body.content.unpack().text
    assert text(f"<p>a</p>b {piece}") == text(f"<p>a</p>b {piece}<!-- c <i>d</i>")


def test_references_to_noncharacters_make_no_holes() -> None:
    body = parse('<p title="&#xFDD0;link0&#xFDD0;">&#64976;a</p> <a href="b.md">c</a>')
    assert "\ufdd0" not in body.content.unpack().html
    assert body.content.unpack().text == "\ufffda\n\nc"
    assert body.links[0].column == 48


@given(sources(*HTML_PIECES, "&amp;", "&#9;", "\n", "a", "<title>", "</li>", "</h2>", "<pre>"))
def test_any_html_is_clean_and_stands_in_the_file(html: str) -> None:
    body = parse(html)
    lines = source_of(html).text.split("\n")
    for line, column in places(body):
        assert 1 <= line <= len(lines)
        assert column >= 1
    assert_harmless(html_of(body))
    assert_harmless("".join(node["value"] for node in tree(body)["children"]))
    assert body.anchors >= {entry.id for entry in body.toc}
    assert body.content.unpack().markdown == source_of(html).text
