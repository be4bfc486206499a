"""The facts of a body agree with its forms, which are made from the same events later."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.jekyll.kramdown.reading import Kramdown
from app.markdown import COMMONMARK, Body, Flavour
from app.markdown.body import ReferenceKind
from app.records import Ref
from tests.markdown.bodies import parse
from tests.markdown.test_properties import HTML_PIECES, MARKDOWN, PUNCTUATION, sources

_FLAVOURS = (COMMONMARK, Kramdown(), Goldmark())
_BLOCKS = (
    *("- ", "1. ", "  - ", "   1) ", "* ", "    ", "> ", "# ", "\n", "\n\n", "***\n", "\\\n"),
    *("**a**", "**b:**", "c:", "d?", "*e*", "`f:`", "~~g~~", "&#32;", "\t", "www.h.example "),
    *(
        "[x](/x)",
        "[y](/y#z)",
        "![p](q.png)",
        "[![r](s.png)](/t)",
        "[](/)",
        "<a href='z.md'>",
        "</a>",
    ),
    *("```\ncode:\n```\n", "| a | b |\n|---|---|\n| [x](/x) | **c** |\n", "<a@b.example>", "[ ] "),
    *("{: #i .c}\n", "{#j}\n", "t\n: d\n", "[^n]", "[^n]: o [u](/u)\n", '<img src="v.png">'),
)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from _nodes(child)


def _assert_agreement(body: Body) -> None:
    # Links and pictures are found again by their numbers.
    def address(kind: ReferenceKind, number: int) -> str:
        assert number < len(body.images if kind == "image" else body.links)
        return f"/{kind}/{number}"

    def target(number: int) -> Ref:
        return Ref("page", str(number), None, body.links[number].href)

    content = body.content.unpack(address, target)
    nodes = list(_nodes(json.loads(content.mdast)))
    for node in nodes:
        ref = node.get("data", {}).get("target") if node["type"] == "link" else None
        if ref is not None:
            assert node["url"] in {ref["title"], f"/link/{ref['slug']}"}
    assert len([node for node in nodes if node["type"] == "image"]) <= len(body.images)
    # Headings have the same ids.
    ids = [node["data"]["id"] for node in nodes if node["type"] == "heading"]
    assert body.anchors >= set(ids)
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert len(content.text.split()) == content.word_count


@given(
    st.one_of(
        sources(*MARKDOWN, *HTML_PIECES),
        sources(*MARKDOWN, *PUNCTUATION),
        sources(*_BLOCKS),
        sources(*_BLOCKS, *HTML_PIECES),
    )
)
@settings(max_examples=200)
@example("a:\n\n- b\n  - c [d](e.md)\n- <script>[f](g.md)</script>[h](i.md)\n")
@example("<a href='a.md'>\n\nwww.b.example\n\n</a>\n\n[c](d.md)\n")
@example("<b>![a](b.png)<style>![c](d.png)\n\n![e](f.png)")
def test_facts_and_forms_agree(markdown: str) -> None:
    for flavour in _FLAVOURS:
        _assert_agreement(parse(markdown, flavour=flavour))


def _facts(markdown: str, flavour: Flavour = COMMONMARK) -> Body:
    return parse(markdown, flavour=flavour)


def test_a_link_of_raw_html_that_is_a_block_has_the_text_up_to_its_end() -> None:
    (link,) = _facts("<a href='/a'>\n\n## B\n\n*c* d\n\n</a>\n").links
    assert (link.href, link.text) == ("/a", "B c d")


def test_a_link_of_raw_html_in_running_text_ends_with_it() -> None:
    first, second = _facts("<a href='/a'>b\n\nwww.c.example\n").links
    assert (first.text, second.href) == ("", "http://www.c.example")


def test_a_box_with_nothing_behind_it_is_text() -> None:
    body = _facts("- [ ]\n- [x] a\n- [ ] [](/b)\n").content.unpack()
    assert body.text.splitlines() == ["[ ]", "a"]
    assert body.html.count("<input") == 2


def test_text_of_a_table_and_of_terms_is_set_apart() -> None:
    assert _facts("| a | b |\n|--|--|\n| c | d |\n").content.unpack().text == "a b\nc d"
    assert _facts("a\n: b\n", Kramdown()).content.unpack().text == "a\nb"
