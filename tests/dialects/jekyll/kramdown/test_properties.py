"""What holds for any text of kramdown's signs."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.markdown import Policy, parse_body
from app.views.mdast import Root
from tests.dialects.jekyll.kramdown.bodies import KRAMDOWN, html, parse, text
from tests.markdown.bodies import is_internal, problems, source_of, tree
from tests.markdown.test_properties import (
    assert_harmless,
    contents,
    html_of,
    places,
    walk,
)

_ROOT = TypeAdapter(Root)
_POLICY = Policy(("player.example.org",))
_SIGNS = (
    *("{:", "}", "{: .x}", "{:.a #b}", '{: k="v"}', "{:toc}", "{:n}", "{:/}", "{::comment}"),
    *("{::nomarkdown}", "{::options /}", "{:n: .x}\n", "\n{: .x}\n", "  {: #i}\n", "> {: .x}\n"),
    *("- {:.x} ", "* t\n{:toc}\n", "t\n: d\n\n", "\n: d\n", ": ", "*[a]: A\n", "*[", "a", "é "),
    *(
        "$$",
        "\n$$\n",
        "^\n",
        "|",
        "| a | b |\n",
        "|---\n",
        "|===\n",
        "a | b\n",
        "{#t}",
        "# T {#t}\n",
    ),
    *('<div markdown="1">', "<p markdown='span'>", "</div>\n", "</p>", "\n<div>\n", "<pre>\n"),
    *("</pre>\n", "<!--", "-->", "<a href='/x/'>\n", "</a>\n", "<b>", "<script>\n", "</script>\n"),
    *("&#xFDD8;", "&#xFDD9;a", "[^1]", "[^1]: n\n", "~~~\n", "```\n", "    ", "`", "*", "**", "_"),
    *("~", "~~", "[a](/b/)", "![a](b.png)", "[", "](", ")", "\n", "\n\n", "# ", "> ", "- ", "1. "),
    *("\\", "\t", "===\n", "---\n", "https://a.example/", "&amp;", '"', "'", "<", ">"),
)
_SOURCES = st.lists(
    st.one_of(
        st.sampled_from(_SIGNS), st.text(st.sampled_from("{}:.#=\"' \nab|*_`<>"), max_size=4)
    ),
    max_size=24,
).map("".join)
_WORD = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)
_VALUE = st.text(st.sampled_from("abé *_`[](){<>&'|~ "), max_size=8)
_LISTS = st.lists(
    st.one_of(
        _WORD.map("#{}".format),
        _WORD.map(".{}".format),
        st.builds('{}="{}"'.format, _WORD, _VALUE),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: f"{{: {' '.join(parts)}}}")


@given(_SOURCES)
@example(":\n::")
@example("~~~&#xFDD8;")
@example("**(a\n{: .a}~~~ <i>**b\n")
def test_any_text_is_a_tree_of_known_nodes_with_places_in_the_file(markdown: str) -> None:
    body = parse(markdown)
    _ROOT.validate_python(tree(body), strict=True)
    lines = source_of(markdown).text.split("\n")
    for line, column in places(body):
        assert 1 <= line <= len(lines)
        assert column >= 1
    content = body.content.unpack()
    assert content.markdown == source_of(markdown).text
    # No mark outlives the parser.
    assert not re.search("[\ufdd2-\ufdef]", content.html + content.mdast + content.text)


@given(_SOURCES)
def test_html_is_clean_and_ids_are_the_same_everywhere(markdown: str) -> None:
    body = parse(markdown.replace("[^", "["))
    served = html_of(body)
    assert_harmless(served)
    nodes = list(walk(tree(body)))
    ids = [node["data"]["id"] for node in nodes if node["type"] == "heading"]
    assert len(set(ids)) == len(ids)
    assert list(contents(body.toc)) == ids
    assert body.anchors >= set(ids)
    assert_harmless("".join(node["value"] for node in nodes if node["type"] == "html"))


@given(_SOURCES)
def test_what_is_not_sanitised_is_parsed_as_well(markdown: str) -> None:
    source = source_of(markdown)
    parse_body(source, 0, is_internal=is_internal, policy=None, flavour=KRAMDOWN)


@given(
    _LISTS,
    st.sampled_from(
        (
            "a\n{}\n",
            "{}\na\n",
            "a\n\n{}\n\nb\n",
            "# a\n{}\n",
            "- a\n- b\n{}\n",
            "- {}a\n- b\n",
            "- a\n{}\n- b\n",
            "> a\n> {}\n",
            "```\na\n```\n{}\n",
            "| a |\n|---|\n| b |\n{}\n",
            "a\n: b\n{}\n",
            "a *b*{} c\n",
            "[a](/b){}\n",
            "`a`{}\n",
            "a {} b\n",
        )
    ),
)
def test_attribute_lists_are_in_no_text(attributes: str, markdown: str) -> None:
    with_list, without = markdown.format(attributes), markdown.format("")
    body = parse(with_list)
    assert text(with_list).split() == text(without).split()
    assert problems(body) == []
    served = re.sub("<[^>]*>", "", html(with_list))
    assert served.split() == re.sub("<[^>]*>", "", html(without)).split()
