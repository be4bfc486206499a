"""How deep the tags of raw HTML nest."""

import pytest

from app.markdown.mdast import MAX_DEPTH
from tests.markdown.bodies import parse
from tests.markdown.hostile import depth_of

# Elements that an author may leave open, as HTML has it: the next one ends them.
LEFT_OPEN = {
    "paragraphs": "<p>a\n" * 300,
    "items": "<ul>\n" + "<li>a\n" * 300 + "</ul>\n",
    "items of paragraphs": "<ul>\n" + "<li><p>a\n" * 300 + "</ul>\n",
    "terms": "<dl>\n" + "<dt>a<dd><p>b\n" * 300 + "</dl>\n",
    "rows": "<table>\n" + "<tr><td><p>a<td>b\n" * 300 + "</table>\n",
    "bodies of tables": "<table>\n" + "<tbody><tr><th>a\n" * 300 + "</table>\n",
    "links": '<a href="/x">a\n' * 300,
    "lists": "<ul><li>a</ul>\n" * 300,
    "lines": "<br>a<hr>\n" * 300,
    "marks": "<b>a</b> <i>b</i> <span>c</span> <div><p>d</div>\n" * 300,
    "a list in each item": "<ul>" + "<li>a<ul><li>b</ul>\n" * 300 + "</ul>",
}
# What really nests, also where an end is written that does not end it.
NESTING = {
    "blocks": "<div>" * 300,
    "blocks apart": "<div>\n\n" * 300,
    "lists": "<ul><li>" * 300,
    "spans": "<span>" * 300,
    "formatting": "".join(f"<b id=a{number}>" for number in range(300)),
    "formatting that a block does not end": "".join(
        f"<div><b id=a{number}></div>" for number in range(300)
    ),
    "blocks that formatting does not end": "<i><div></i>" * 300,
    "blocks that a span does not end": "<span><div></span>" * 300,
    "blocks that a cell keeps": "<div><table><tr><td></div>" * 300,
    "rows that a table keeps": "<table><tr><td></tbody><div></tr></div>" * 300,
}


@pytest.mark.parametrize("name", LEFT_OPEN)
def test_what_may_be_left_open_does_not_nest(name: str) -> None:
    body = parse(LEFT_OPEN[name])
    assert body.problems == ()
    assert depth_of(body.content.unpack().html) < 15


@pytest.mark.parametrize("name", NESTING)
def test_what_nests_too_deep_is_told_and_served_flat(name: str) -> None:
    body = parse(f"{NESTING[name]}\n\n*end*\n")
    assert [problem.code for problem in body.problems] == ["nested-too-deep"]
    # A parser adds some of its own, such as the bodies of tables.
    assert depth_of(body.content.unpack().html) < 2 * MAX_DEPTH
    assert "<em>end</em>" in body.content.unpack().html


def test_the_ends_of_what_is_served_flat_are_left_out_too() -> None:
    deep = MAX_DEPTH + 50
    body = parse(f"{'<div>' * deep}a{'</div>' * deep}<b>b</b>\n")
    assert body.content.unpack().html.count("<div>") == MAX_DEPTH
    assert body.content.unpack().html.endswith(f"a{'</div>' * MAX_DEPTH}<b>b</b>\n")
    assert (
        body.content.unpack().mdast.count("<div>")
        == body.content.unpack().mdast.count("</div>")
        == MAX_DEPTH
    )
