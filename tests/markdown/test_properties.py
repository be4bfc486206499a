"""What holds for a body of any text."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.markdown import Body, Policy, parse_body
from app.records import TocEntry
from app.views.mdast import Root
from tests.markdown.bodies import is_internal, source_of, tree

_POLICY = Policy(("player.example.org",))
_ROOT = TypeAdapter(Root)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Text that a file may hold: no NUL, no noncharacters.
_CHARACTERS = st.characters(
    codec="utf-8", exclude_characters=["\0", *(chr(c) for c in range(0xFDD0, 0xFDF0))]
)
MARKDOWN = (
    *(
        "# ",
        "## ",
        "\n",
        "\n\n",
        "\n===\n",
        "- ",
        "1. ",
        "> ",
        "    ",
        "  ",
        "\t",
        "---\n",
        "***\n",
    ),
    *("*", "**", "_", "~~", "`", "```\n", "~~~ js\n", "[", "](", ")", "![", "]", "[r]: /r/ 't'\n"),
    *("[x](/x/)", "![y](y.png)", "[z](z.md#z)", "[r]", "[^n]", "[ ] ", "[x] ", "|", "|---|---|\n"),
    *(
        "| a | b |\n",
        "  \n",
        "\\",
        "\\\n",
        "&amp;",
        "&#9;",
        "&copy",
        ":",
        "?",
        "a",
        "é",
        "日本",
        "\u2028",
    ),
    *("https://a.example/b", "www.a.example", "a@b.example", "<https://a.example>", "’", "â€™"),
    *("[j](javascript:a)", "![d](data:b)", "[j](<java&#10;script:a>)", "javascript:alert(1)"),
)
PUNCTUATION = (
    *('"', "'", "&", "<", ">", "\xa0", "&nbsp;", "&#13;", "&quot;", "``` a&b\n", "[^n]: c\n"),
    *('[a](/a?b=1&c "d")', "[a](/a 'b\"c')", "[a](/a '<')", "![a\"b](/c 'd')", "![<](/c)", "[a]()"),
    *("[a](//b.example)", "[a](http://b.example/c)", "[a](http://[b)", "[a](http://1.2.3.4.5/)"),
    *("[a](http://xn--a.example)", "[a](https://b:99999/)", "[a](tel:1)", "[a](HTTP:b)", "[a](?b)"),
    *("[a](/b\\\\c)", "[a](#é)", "[a](/%)", "[a](https://b.example:0/)", "[a](http://b..c/)"),
)
HTML_PIECES = (
    *("<b>", "</b>", "<i>", "</i>", "<div>", "</div>", "<p>", "</p>", "<br/>", "<!--", "-->", "<?"),
    *("<script>", "</script>", "<style>", "</style>", "<script", "<svg>", "<math>", "<table>"),
    *("<td>", "</table>", '<a href="javascript:a">', "<a href='/x/'>", "</a>", "<form>", "<h2>"),
    *("<img src=x onerror=a>", '<img src="y.png">', "<textarea>", "</textarea>", "<title>"),
    *('<iframe src="https://evil.example">', '<iframe src="https://player.example.org">'),
    *("<![CDATA[", "]]>", "<plaintext>", "<select>", "<noscript>", '"', "'", "<", ">", "&lt;"),
    *('<p title="', "<p title='</p><script>'>", "<details>", "<ul>", "<li>", "</ul>", "<h2 id=a>"),
)


def sources(*fragments: str) -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(fragments), st.text(_CHARACTERS, max_size=4))
    return st.lists(pieces, max_size=24).map("".join)


def parse(markdown: str) -> Body:
    return parse_body(source_of(markdown), 0, is_internal=is_internal, policy=_POLICY)


def html_of(body: Body) -> str:
    return body.content.unpack(lambda kind, number: f"/{kind}-{number}").html


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from walk(child)


def heading_ids(body: Body) -> list[str]:
    return [node["data"]["id"] for node in walk(tree(body)) if node["type"] == "heading"]


def contents(entries: tuple[TocEntry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.id
        yield from contents(entry.children)


def places(body: Body) -> list[tuple[int, int]]:
    """The line and the column of all that a body says a place of."""
    return [
        *((link.line, link.column) for link in body.links),
        *((image.line, image.column) for image in body.images),
        *((problem.line, problem.column) for problem in body.problems),
    ]


class _Reader(HTMLParser):
    """Tags as a browser sees them, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def assert_harmless(html: str) -> None:
    for tag, attributes in _Reader(html).tags:
        assert tag not in {"script", "style", "form", "object", "svg", "math", "plaintext"}
        if tag == "iframe":
            assert attributes["src"] == "https://player.example.org"
            assert "sandbox" in attributes
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "src"}:
                assert_harmless_address(value)


def assert_harmless_address(url: str) -> None:
    seen = re.sub(r"[\x00-\x20]", "", url).lower()
    assert not seen.startswith(("javascript:", "data:", "vbscript:", "file:"))


@given(sources(*MARKDOWN, *HTML_PIECES))
def test_any_text_is_a_tree_of_known_nodes(markdown: str) -> None:
    body = parse(markdown)
    _ROOT.validate_python(tree(body), strict=True)
    assert body.content.unpack().markdown == source_of(markdown).text
    assert body.content.unpack().word_count == len(body.content.unpack().text.split())


@given(st.text(_CHARACTERS))
def test_any_characters_are_a_tree_of_known_nodes(markdown: str) -> None:
    _ROOT.validate_python(tree(parse(markdown)), strict=True)


@given(sources(*MARKDOWN))
def test_html_tree_and_contents_have_the_same_heading_ids(markdown: str) -> None:
    # Notes that nothing refers to are in the tree only.
    body = parse(markdown.replace("[^", "["))
    ids = heading_ids(body)
    assert len(set(ids)) == len(ids)
    assert list(contents(body.toc)) == ids
    tags = _Reader(html_of(body)).tags
    if "<" not in markdown:
        assert [attributes["id"] for tag, attributes in tags if tag in _HEADINGS] == ids
    assert body.anchors >= set(ids)


_items = st.lists(
    sources(*MARKDOWN, *PUNCTUATION).map(lambda text: " ".join(text.split())).filter(bool),
    min_size=1,
    max_size=4,
)


@given(_items, st.sampled_from(["", "Label:\n\n", "> ", "- a\n"]))
@example(["a", "b & c", "d *e*", "https://f.example", "’"], "Label:\n\n")
def test_an_item_is_the_same_however_far_its_marker_is(items: list[str], before: str) -> None:
    # Text directly behind its marker takes a shorter way than any other.
    near, far = (
        parse(before + "".join(f"-{space}{item}\n" for item in items)) for space in (" ", "  ")
    )
    assert html_of(near) == html_of(far)
    assert tree(near) == tree(far)
    assert (near.content.unpack().text, near.lists) == (far.content.unpack().text, far.lists)


@given(sources(*MARKDOWN, *HTML_PIECES))
def test_links_and_pictures_stand_in_the_file(markdown: str) -> None:
    lines = source_of(markdown).text.split("\n")
    body = parse(markdown)
    for line, column in places(body):
        assert 1 <= line <= len(lines)
        assert column >= 1
    for problem in body.problems:
        assert problem.code in {"removed-html", "dropped-html", "nested-too-deep"}
    for each in body.lists:
        assert all(1 <= line <= len(lines) for line in each.lines)
        assert all(0 <= link < len(body.links) for numbers in each.links for link in numbers)


@given(sources(*MARKDOWN, *HTML_PIECES))
def test_sanitised_html_is_clean(markdown: str) -> None:
    html = html_of(parse(markdown))
    assert_harmless(html)
    again = _POLICY.clean(html)
    assert_harmless(again)
    # What stands in the wrong place of a table is moved at every reading, as HTML wants it.
    if "<table" not in html:
        assert again == html


@given(sources(*MARKDOWN, *PUNCTUATION))
@example('a &#13; \xa0 "b" *c*<br/>')
@example('a &#13; \xa0 "b" *c*  \n![d "](/e "\'f")')
@example("[a &#13; b](//[c)")
def test_html_that_holds_none_of_the_authors_is_clean_as_it_is(markdown: str) -> None:
    # The sanitiser is not asked about such a body: it would change nothing.
    html = parse(markdown).content.unpack().html
    assert _POLICY.clean(html) == html


@given(sources(*MARKDOWN, *HTML_PIECES))
def test_no_code_survives_in_the_tree(markdown: str) -> None:
    nodes = list(walk(tree(parse(markdown))))
    for node in nodes:
        if node["type"] in {"link", "image"}:
            assert_harmless_address(node["url"])
        elif node["type"] == "html":
            assert_harmless(node["value"])
    assert_harmless("".join(node["value"] for node in nodes if node["type"] == "html"))


@given(st.sampled_from(["> ", "- ", "1. ", "*", "**", "[", "![", "<b>", "> - ", "~~", "`", "<"]))
@settings(max_examples=12)
def test_nothing_nests_too_deep_for_a_parser_of_json(piece: str) -> None:
    _ROOT.validate_python(tree(parse(piece * 2_000 + "x")), strict=True)
