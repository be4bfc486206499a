"""Headings of Hugo's Markdown: ids and attributes."""

import pytest

from app.dialects.hugo.goldmark.naming import hugo_slug
from tests.dialects.hugo.goldmark.bodies import contents, html, nodes, parse


@pytest.mark.parametrize(
    ("written", "github", "ascii_only", "blackfriday"),
    [
        (" A  b ", "a--b", "a--b", "a-b"),
        ("É ß ½ Ⅷ", "é-ß--", "e---", "é-ß-½-ⅷ"),
        ("e\u0301", "e", "e", "e"),
        ("İ", "i", "i", "i"),
        ("_a_ & b", "_a_--b", "_a_--b", "a-b"),
        ("日本", "日本", "", "日本"),
    ],
)
def test_each_rule_makes_its_ids(
    written: str, github: str, ascii_only: str, blackfriday: str
) -> None:
    assert hugo_slug(written, "github") == github
    assert hugo_slug(written, "github-ascii") == ascii_only
    assert hugo_slug(written, "blackfriday") == blackfriday


def test_attributes_are_in_the_tree_and_in_html_but_for_what_is_not_let_through() -> None:
    (heading,) = nodes('## A *b* {#c .d .e title="f" onclick="g" style="h"}\n')
    assert heading["data"] == {
        "id": "c",
        "hProperties": {"className": ["d", "e"], "title": "f"},
    }
    assert [child["type"] for child in heading["children"]] == ["text", "emphasis"]
    assert (
        html('## A *b* {#c .d .e title="f" onclick="g"}\n')
        == '<h2 id="c" class="d e" title="f">A <em>b</em></h2>\n'
    )


def test_an_id_that_is_given_twice_is_numbered_once_all_others_have_theirs() -> None:
    body = parse("# A {#b}\n\n# C {#b}\n\n# B\n")
    assert contents(body.toc) == [("b", "A"), ("b-2", "C"), ("b-1", "B")]
    assert body.anchors == {"b", "b-1", "b-2"}


def test_headings_in_a_shortcode_that_hugo_renders_apart_take_no_id_from_the_page() -> None:
    body = parse(
        "# A\n\n{{< box >}}\n# B\n\n# C {#own}\n{{< /box >}}\n\n"
        "# B\n\n{{% box %}}\n# D\n{{% /box %}}\n"
    )
    assert contents(body.toc) == [("a", "A"), ("b", "B"), ("d", "D")]
    assert body.anchors == {"a", "b", "b-1", "d", "own"}
    assert body.first_heading == "A"
    assert '<h1 id="b-1">B</h1>' in body.content.unpack().html


def test_a_heading_without_a_letter_is_a_heading() -> None:
    assert contents(parse("# !\n\n#\n").toc) == [("heading", "!"), ("heading-1", "")]


def test_a_shortcode_in_a_heading_is_none_of_its_title_and_its_id() -> None:
    body = parse("# A {{< icon b >}} {{< param word >}}\n\n## {{< icon >}}\n")
    assert contents(body.toc) == [("a--parametric", "A parametric"), ("heading", "")]
