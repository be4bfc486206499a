"""What one walk yields: tree, HTML, text, excerpt."""

import json
from typing import Any

import pytest

from tests.markdown.bodies import nodes, parse, problems, spans, text, tree


def item(*children: dict[str, Any], spread: bool = False, checked: bool | None = None) -> Any:
    return {"type": "listItem", "spread": spread, "checked": checked, "children": [*children]}


def paragraph(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "children": [*children]}


def spreads(markdown: str) -> list[bool]:
    """Whether the first list of a body is spread, and whether its items are."""
    first = nodes(markdown)[0]
    return [first["spread"], *(each["spread"] for each in first["children"])]


def test_an_empty_body_is_an_empty_page() -> None:
    body = parse("")
    assert (
        body.content.unpack().html,
        body.content.unpack().text,
        body.excerpt,
        body.content.unpack().word_count,
    ) == ("", "", "", 0)
    assert json.loads(body.content.unpack().mdast) == {"type": "root", "children": []}
    assert (body.toc, body.links, body.images, body.lists, body.problems) == ((), (), (), (), ())


def test_running_text_becomes_nodes_html_and_text() -> None:
    body = parse("One *two* **three** ~~four~~ `f<i>ve` six  \nseven\neight")
    (block,) = tree(body)["children"]
    assert block == paragraph(
        text("One "),
        {"type": "emphasis", "children": [text("two")]},
        text(" "),
        {"type": "strong", "children": [text("three")]},
        text(" "),
        {"type": "delete", "children": [text("four")]},
        text(" "),
        {"type": "inlineCode", "value": "f<i>ve"},
        text(" six"),
        {"type": "break"},
        text("seven\neight"),
    )
    assert body.content.unpack().html == (
        "<p>One <em>two</em> <strong>three</strong> <del>four</del> "
        "<code>f&lt;i&gt;ve</code> six<br>\nseven\neight</p>\n"
    )
    assert body.content.unpack().text == "One two three four f<i>ve six\nseven eight"


def test_entities_and_escapes_are_characters() -> None:
    assert spans("&copy; &amp; \\*x\\* &#x2764; &nosuch;") == [text("© & *x* ❤ &nosuch;")]


def test_code_keeps_its_language_and_the_rest_of_its_info() -> None:
    assert nodes("```js {1} a=b\nx < y\n\n```\n\n    z\n") == [
        {"type": "code", "lang": "js", "meta": "{1} a=b", "value": "x < y\n"},
        {"type": "code", "lang": None, "meta": None, "value": "z"},
    ]
    assert parse("```js {1}\nx < y\n```").content.unpack().html == (
        '<pre><code class="language-js">x &lt; y\n</code></pre>\n'
    )


def test_quotations_lines_and_breaks() -> None:
    assert nodes("> a\n>\n> b\n\n---\n") == [
        {"type": "blockquote", "children": [paragraph(text("a")), paragraph(text("b"))]},
        {"type": "thematicBreak"},
    ]
    assert parse("> a\n\n---\nb").content.unpack().text == "a\n\nb"


def test_a_tight_list_has_paragraphs_in_the_tree_but_not_in_html() -> None:
    assert nodes("3. a\n4. b\n") == [
        {
            "type": "list",
            "ordered": True,
            "start": 3,
            "spread": False,
            "children": [item(paragraph(text("a"))), item(paragraph(text("b")))],
        }
    ]
    assert (
        parse("3. a\n4. b\n").content.unpack().html
        == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- a\n- b\n", [False, False, False]),
        ("- a\n\n- b\n", [True, False, False]),
        ("- a\n\n  more\n- b\n", [False, True, False]),
        ("- a\n- b\n\nafter\n", [False, False, False]),
        ("- a\n\n  - nested\n- b\n", [False, True, False]),
        ("- a\n  - x\n\n  - y\n- b\n", [False, False, False]),
        ("- a\n  > quoted\n  >\n- b\n", [False, False, False]),
        ("- a\n\n  [r]: /r/\n- b\n", [False, True, False]),
        ("- a\n- ```\n  x\n\n  y\n  ```\n- b\n", [False, False, False, False]),
        ("-\n\n- b\n", [True, False, False]),
    ],
)
def test_a_list_or_an_item_is_spread_by_its_own_empty_lines(
    markdown: str, expected: list[bool]
) -> None:
    assert spreads(markdown) == expected


def test_task_lists_tell_what_is_done() -> None:
    (tasks,) = nodes("- [ ] a\n- [x] b\n- c\n")
    assert tasks["children"] == [
        item(paragraph(text("a")), checked=False),
        item(paragraph(text("b")), checked=True),
        item(paragraph(text("c"))),
    ]
    assert parse("- [ ] a\n- [x] b\n").content.unpack().html == (
        '<ul>\n<li><input disabled="" type="checkbox"> a</li>\n'
        '<li><input checked="" disabled="" type="checkbox"> b</li>\n</ul>\n'
    )


def test_a_box_with_nothing_after_it_is_text() -> None:
    assert nodes("- [ ]\n- [x] b\n")[0]["children"] == [
        item(paragraph(text("[ ]"))),
        item(paragraph(text("b")), checked=True),
    ]
    assert parse("- [ ]\n").content.unpack().html == "<ul>\n<li>[ ]</li>\n</ul>\n"


def test_tables_have_alignment_and_as_many_cells_as_their_head() -> None:
    body = parse("| l | r |\n|:--|--:|\n| 1 |\n\nafter")
    table, _ = tree(body)["children"]
    assert table["align"] == ["left", "right"]
    assert [len(row["children"]) for row in table["children"]] == [2, 2]
    assert body.content.unpack().html == (
        '<table>\n<thead>\n<tr>\n<th align="left">l</th>\n<th align="right">r</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<td align="left">1</td>\n<td align="right"></td>\n</tr>\n'
        "</tbody>\n</table>\n<p>after</p>\n"
    )
    assert body.content.unpack().text == "l r\n1\n\nafter"


def test_a_table_of_a_head_alone_has_no_body() -> None:
    assert "<tbody>" not in parse("| a |\n|---|\n").content.unpack().html


def test_footnotes_follow_the_text_in_the_order_of_their_use() -> None:
    body = parse("A[^b] b[^A] c[^B].\n\n[^a]: One.\n\n[^b]: Two.\n\n[^b]: Not this.\n")
    assert body.content.unpack().html == (
        '<p>A<sup id="fnref:1"><a href="#fn:1">1</a></sup>'
        ' b<sup id="fnref:2"><a href="#fn:2">2</a></sup>'
        ' c<sup id="fnref:1-2"><a href="#fn:1">1</a></sup>.</p>\n'
        '<section class="footnotes">\n<ol>\n'
        '<li id="fn:1">\n<p>Two. <a href="#fnref:1">↩</a> <a href="#fnref:1-2">↩</a></p>\n</li>\n'
        '<li id="fn:2">\n<p>One. <a href="#fnref:2">↩</a></p>\n</li>\n'
        "</ol>\n</section>\n"
    )
    assert body.anchors >= {"fn:1", "fn:2", "fnref:1", "fnref:1-2", "fnref:2"}
    assert spans("x[^Note]\n\n[^note]: y\n"[:8]) == [text("x[^Note]")]
    reference = nodes("x[^Note]\n\n[^note]: y\n")[0]["children"][1]
    assert reference == {"type": "footnoteReference", "identifier": "note", "label": "Note"}


def test_a_trailing_tab_is_no_part_of_a_heading() -> None:
    assert nodes("# a\t\n")[0]["children"] == [text("a")]


def test_the_excerpt_is_the_first_paragraph_cut_at_a_word() -> None:
    assert parse("# Title\n\nFirst *words*.\n\nSecond.").excerpt == "First words."
    excerpt = parse("word " * 100).excerpt
    assert len(excerpt) <= 281
    assert excerpt.endswith(" word…")
    assert len(parse("x" * 1000).excerpt) == 281


def test_words_are_counted_in_the_text() -> None:
    body = parse("# One two\n\n- three `four`\n\n<b>five</b> ![no](/p.png)")
    assert body.content.unpack().word_count == 5


@pytest.mark.parametrize(
    "markdown",
    [
        "> " * 10_000 + "x",
        "- " * 10_000 + "x",
        "1. " * 10_000 + "x",
        "*" * 10_000 + "x" + "*" * 10_000,
        "**a " * 10_000 + "a** " * 10_000,
        "~~a " * 10_000 + "a~~ " * 10_000,
        "> - " * 5_000 + "x",
    ],
    ids=["quotations", "items", "numbers", "asterisks", "strong", "deleted", "both"],
)
def test_deep_nesting_is_dissolved_and_reported_once(markdown: str) -> None:
    body = parse(markdown)
    assert depth(tree(body)) <= 110
    assert (
        body.content.unpack().html.count("<blockquote>") + body.content.unpack().html.count("<ul>")
        <= 100
    )
    assert body.content.unpack().text.endswith(("x", "a"))
    (problem,) = body.problems
    assert (problem.code, problem.line) == ("nested-too-deep", 1)
    assert 90 < problem.column < 900


@pytest.mark.parametrize("markdown", ["[" * 10_000 + "x", "![" * 10_000 + "x", "[a](" * 5_000])
def test_brackets_that_never_close_are_text(markdown: str) -> None:
    assert "".join(span["value"] for span in spans(markdown)) == markdown
    assert problems(parse(markdown)) == []


def depth(node: dict[str, Any]) -> int:
    return 1 + max((depth(child) for child in node.get("children", ())), default=0)
