"""Attributes on a line of their own."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.hugo.goldmark.options import GoldmarkOptions
from tests.dialects.hugo.goldmark.bodies import (
    BLOCK_ATTRIBUTES,
    contents,
    html,
    nodes,
    parse,
    text,
)

_SHOWN = ("id", "class", "title", "start")


class _Elements(HTMLParser):
    """The elements of HTML that have attributes: `p#id.class[title=x]`."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        identity = f"#{has['id']}" if "id" in has else ""
        classes = "".join(f".{name}" for name in (has.get("class") or "").split())
        others = "".join(f"[{name}={has[name]}]" for name in _SHOWN[2:] if name in has)
        if identity or classes or others:
            self.found.append(f"{tag}{identity}{classes}{others}")


def elements(markdown: str, options: GoldmarkOptions = BLOCK_ATTRIBUTES) -> list[str]:
    """The elements with attributes."""
    return _Elements(html(markdown, options=options)).found


def shown(markdown: str) -> str:
    """The text, white space collapsed."""
    return " ".join(text(markdown, BLOCK_ATTRIBUTES).split())


# What Hugo 0.111.3 makes of them, the elements and the text.
@pytest.mark.parametrize(
    ("markdown", "expected", "told"),
    [
        ("a\n{.b #c}\n", ["p#c.b"], "a"),
        ("a\n{ .b   .c }  \nd\n", ["p.b.c"], "a d"),
        ("a\n   {title=b}\n", ["p[title=b]"], "a"),
        ("a\n{.b\n.c}\nd\n", ["p.b.c"], "a d"),
        ("a\n{.b\n\n.c}\nd\n", ["p.b.c"], "a d"),
        ("a\n{.b .c id=d id=e title=f title=g}\n", ["p#e.b.c[title=g]"], "a"),
        ("- a\n{.b}\n", ["ul.b"], "a"),
        ("- [ ] a\n{.b}\n", ["ul.b"], "a"),
        ('1. a\n2. b\n{.c start="3"}\n', ["ol.c[start=3]"], "a b"),
        ("* a\n  * b\n  {.c}\n{.d}\n", ["ul.d", "ul.c"], "a b"),
        ("- a\n{.b}\n- c\n", ["ul.b"], "a c"),
        ("> a\n{.b}\n", ["blockquote.b"], "a"),
        ("> a\n> {.b}\n", ["p.b"], "a"),
        ("> a\n> {.b\n.c}\nd", ["p.b.c"], "a d"),
        ("> a\n>\n> {.b}\n", ["p.b"], "a"),
        ("> a\n>\n{.b}\n", ["blockquote.b"], "a"),
        ("> > a\n>\n> {.b}\n", ["blockquote.b"], "a"),
        ("| a |\n|---|\n| b |\n{.c .d}\n", ["table.c.d"], "a b"),
        ("| a |\n|---|\n| b |\n{.c}\n| d |\n", ["table.c"], "a b | d |"),
        ("a\n: b\n{.c}\n", ["dl.c"], "a b"),
        ("a\n: b\n\n  c\n  {.d}\n", ["p.d"], "a b c"),
        ("***\n{.a}\n{.b}\n", ["hr.a"], ""),
        ("# A\n{.b #c}\n", ["h1#a.b"], "A"),
        ("# A {.b title=c}\n{.d title=e}\n", ["h1#a.b[title=c]"], "A"),
        ("a\n{.b}\n===\n", ["p.b"], "a ==="),
        ("a\n{.b}\n{#c .d}\n", ["p#c.b"], "a"),
        ("a\n{.b}\n- c\n{.d}\n", ["p.b", "ul.d"], "a c"),
        ("![a](/b.png)\n{.c}\n", ["p.c"], ""),
        ("<b>a</b>\n{.b}\n", ["p.b"], "a"),
        ("a\\\n{.b}\n", ["p.b"], "a\\"),
        ("`a\n{.b}\nc`\n", ["p.b"], "`a c`"),
        ('a\n{title="{{< param word >}}"}\n', ["p[title=parametric]"], "a"),
    ],
)
def test_a_line_of_attributes_is_of_the_block_above(
    markdown: str, expected: list[str], told: str
) -> None:
    assert elements(markdown) == expected
    assert shown(markdown) == told


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("{.a}\nb\n", "b"),
        ("a\n\n{.b}\nc\n", "a c"),
        ("a\n\n{.b}\n{.c}\n", "a"),
        ("a\n{}\nb\n", "a b"),
        ("- {.a}\n- b\n", "b"),
        ("- a\n  {.b}\n  c\n", "a c"),
        ("- a\n\n  {.b}\n- c\n", "a c"),
        ("- a\n\n{.b}\n\n- c\n", "a c"),
        ("- > a\n\n  {.b}\n", "a"),
        ("a\n> {.b}\n", "a"),
        ("a\n1. {.b}\n", "a"),
        ("a\n\n[b]: /c\n{.d}\n{.e}\n", "a"),
        ("- a\n\n[b]: /c\n{.d}\n", "a"),
        ("```\na\n```\n{.b}\n{.c}\n", "a"),
        ("    a\n{.b}\n", "a"),
        ("a\n: b\n  {.c}\n", "a b"),
    ],
)
def test_attributes_of_no_block_are_not_shown(markdown: str, told: str) -> None:
    assert elements(markdown) == []
    assert shown(markdown) == told


@pytest.mark.parametrize(
    "markdown",
    [
        "a\n    {.b}",
        "a\n\t{.b}",
        "a\n{b}",
        "a\n{1=2}",
        'a\n{a="b\nc"}',
        "a\n\\{.b}",
        "a\n2. {.b}",
        "> a\n> {.b\n> .c}",
        "```\n{.a}\n```",
        "    {.a}\n    {.b}",
        "<pre>\n{.a}\n</pre>",
        # Hugo drops what follows in the line, attributes or not.
        "a\n{.b} c",
        "a\n{.b} {.c}",
        "{.a}b",
    ],
)
def test_what_is_no_line_of_attributes_stays_as_it_is(markdown: str) -> None:
    off = GoldmarkOptions()
    assert html(markdown, options=BLOCK_ATTRIBUTES) == html(markdown, options=off)
    assert nodes(markdown, BLOCK_ATTRIBUTES) == nodes(markdown, off)
    assert "{" in html(markdown, options=BLOCK_ATTRIBUTES)


def test_a_comment_ends_where_its_author_ends_it() -> None:
    assert shown("<!--\n{.a}\nb\n-->\n\nc\n{.d}\n") == "c"
    assert elements("<!--\n{.a}\nb\n-->\n\nc\n{.d}\n") == ["p.d"]


def test_the_tree_has_what_the_html_has() -> None:
    paragraph, quote, rule, table = nodes(
        'a\n{.b #c title=d}\n\n> a\n{.b}\n\n***\n{.b}\n\n| a |\n|---|\n{aria-label="b"}\n',
        BLOCK_ATTRIBUTES,
    )
    assert paragraph["data"] == {"hProperties": {"id": "c", "className": ["b"], "title": "d"}}
    assert quote["data"] == rule["data"] == {"hProperties": {"className": ["b"]}}
    assert table["data"] == {"hProperties": {"aria-label": "b"}}


def test_what_is_not_let_through_is_in_neither() -> None:
    unsafe = 'a\n{onclick="b" style="c" href="javascript:d" DATA-e="f" srcdoc="g"}\n'
    assert html(unsafe, options=BLOCK_ATTRIBUTES) == "<p>a</p>\n"
    assert nodes(unsafe, BLOCK_ATTRIBUTES) == [
        {"type": "paragraph", "children": [{"type": "text", "value": "a"}]}
    ]
    quoted = 'a\n{title="\\"><script>b</script>" cite="javascript:c"}\n'
    served = '<p title="&quot;&gt;&lt;script&gt;b&lt;/script&gt;">a</p>\n'
    assert html(quoted, options=BLOCK_ATTRIBUTES) == served


def test_a_blocks_id_is_an_anchor_that_takes_none_from_a_heading() -> None:
    body = parse("a\n{#b}\n\n# B\n\nc\n{#b}\n\n<i id='d'>e</i>\n{#d}\n", options=BLOCK_ATTRIBUTES)
    assert contents(body.toc) == [("b", "B")]
    assert body.anchors == {"b", "b-1", "b-2", "d", "d-1"}


def test_a_list_keeps_its_label_and_an_item_stays_tight() -> None:
    (found,) = parse(
        "Conditions:\n{.a}\n\n- b\n  {.c}\n- d\n{.e}\n", options=BLOCK_ATTRIBUTES
    ).lists
    assert (found.labels, found.texts) == (("Conditions:",), ("b", "d"))
    (tight,) = nodes("- a\n  {.b}\n- c\n", BLOCK_ATTRIBUTES)
    assert not tight["spread"]
    assert not any(item["spread"] for item in tight["children"])
    (alone,) = nodes("- {.a}\n\n  b\n", BLOCK_ATTRIBUTES)
    assert not alone["children"][0]["spread"]


def test_blocks_in_a_shortcode_have_theirs() -> None:
    markdown = "{{< box >}}\na\n{.b}\n{{< /box >}}\n\n{{% box %}}\n- c\n{.d}\n{{% /box %}}\n"
    assert elements(markdown) == ["p.b", "ul.d"]
    assert shown("{{% box %}}\na\n{.b}\n\nc [d]\n{{% /box %}}\n\n[d]: /e/\n") == "a c d"


def test_a_note_that_is_defined_in_a_line_with_attributes_is_known_in_a_shortcode() -> None:
    markdown = "d\n{.e}\n\n[^n]: {.c}\n\n{{% box %}}\na[^n]\n{.b}\n{{% /box %}}\n"
    assert elements(markdown)[:2] == ["p.e", "p.b"]
    assert shown(markdown) == "d a"


def test_without_attributes_of_headings_braces_are_text() -> None:
    off = GoldmarkOptions(title_attributes=False)
    assert contents(parse("## A {#b}\n\n## A {.c}\n", options=off).toc) == [
        ("a-b", "A {#b}"),
        ("a-c", "A {.c}"),
    ]
    assert elements("a {.b}\n===\n", off._replace(block_attributes=True)) == ["h1#a-b"]


def test_where_hugo_makes_no_ids_those_made_here_take_none_that_is_written() -> None:
    off = BLOCK_ATTRIBUTES._replace(heading_ids=False)
    body = parse("# A\n\n# B {#a}\n\n# C\n{#d .e}\n\n# F\n\nf\n{#f}\n", options=off)
    assert contents(body.toc) == [("a-1", "A"), ("a", "B"), ("d", "C"), ("f-1", "F")]
    assert body.anchors == {"a", "a-1", "d", "f", "f-1"}


def test_terms_have_ids_where_the_site_asks_for_them() -> None:
    on = GoldmarkOptions(term_ids=True)
    markdown = "A *b*\n: c\n\n!\n: d\n\n# A b\n"
    assert elements(markdown, on) == ["dt#a-b", "dt#term", "h1#a-b-1"]
    assert parse(markdown, options=on).anchors == {"a-b", "term", "a-b-1"}
    assert nodes(markdown, on)[0]["children"][0]["data"] == {"hProperties": {"id": "a-b"}}
    assert elements(markdown, GoldmarkOptions()) == ["h1#a-b"]


@pytest.mark.parametrize(
    ("info", "language", "meta"),
    [
        ("go{.a}", "go", "{.a}"),
        ("go{.a hl_lines=[1]} b", "go", "{.a hl_lines=[1]} b"),
        ("{.go}", None, "{.go}"),
        (" {.go #a}", None, "{.go #a}"),
        ("go {.a}", "go", "{.a}"),
    ],
)
def test_attributes_of_code_are_none_of_its_language(
    info: str, language: str | None, meta: str
) -> None:
    (code,) = nodes(f"```{info}\na\n```\n")
    assert (code["lang"], code["meta"]) == (language, meta)
    named = f' class="language-{language}"' if language else ""
    assert html(f"```{info}\na\n```\n") == f"<pre><code{named}>a\n</code></pre>\n"


_WORDS = st.sampled_from(
    ["a", "b c", "é", "[d](/d/)", "", "", "> e", "- f", "g {.h}", "{i}", "{{j"]
)
_LINES = st.sampled_from(["{.a}", "  {#b}", "> {.c}", "{.d\n.e}", "{}", '{title="f g"} '])


@given(st.lists(_WORDS | _LINES, max_size=12))
def test_a_site_that_asks_for_nothing_loses_no_line(lines: list[str]) -> None:
    written = "\n".join(lines)
    for each in ("a", "c", "d", "e", "f", "{", "}", "é", '"'):
        link = written.count("/d/") if each == "d" else 0
        assert text(written).count(each) == written.count(each) - link


@given(st.lists(_WORDS | _LINES | st.sampled_from(["```", "<!--", "-->", "<div>", "<![CDATA["])))
def test_links_are_told_where_they_stand(lines: list[str]) -> None:
    written = "\n".join(lines)
    in_file = written.split("\n")
    for link in parse(written, options=BLOCK_ATTRIBUTES).links:
        assert in_file[link.line - 1][link.column - 1 :].startswith("[d](/d/)")


def _nodes_with_attributes(children: list[dict[str, Any]]) -> int:
    return sum(
        ("hProperties" in node.get("data", {})) + _nodes_with_attributes(node.get("children", []))
        for node in children
    )


@given(st.lists(_WORDS | _LINES | st.sampled_from(["# k", "***", "| l |\n|---|", "m\n: n"])))
def test_the_tree_and_the_html_have_as_many(lines: list[str]) -> None:
    written = "\n".join(lines)
    # A heading has an id of its own.
    found = [each for each in elements(written) if not re.fullmatch(r"h1#[^.[]+", each)]
    assert _nodes_with_attributes(nodes(written, BLOCK_ATTRIBUTES)) == len(found)
