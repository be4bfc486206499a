"""What holds for a body in Hugo's Markdown, whatever is in it."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.dialects.hugo.goldmark.options import DEFAULT_OPTIONS, GoldmarkOptions
from app.markdown import Policy
from app.views.mdast import Root
from tests.dialects.hugo.goldmark.bodies import (
    BLOCK_ATTRIBUTES,
    contents,
    html,
    parse,
)
from tests.markdown.bodies import tree
from tests.markdown.test_properties import assert_harmless, assert_harmless_address

_ROOT = TypeAdapter(Root)
_CHARACTERS = st.characters(
    codec="utf-8", exclude_characters=["\0", *(chr(c) for c in range(0xFDD0, 0xFDF0))]
)
_SHORTCODES = (
    *("{{< a >}}", "{{< /a >}}", "{{% a %}}", "{{% /a %}}", "{{< b />}}", "{{< b c=d >}}"),
    *(
        "{{< b\n'x' >}}",
        '{{< b "c" `d` >}}',
        "{{< /b >}}",
        "{{%b%}}",
        "{{</a>}}",
        "{{< i.inline >}}",
    ),
    *(
        "{{< /i.inline >}}",
        '{{< figure src="/f.png" caption="*C* [l](/l/)" >}}',
        "{{< youtube v >}}",
    ),
    *("{{< details >}}", "{{< /details >}}", "{{< highlight go >}}", "{{< /highlight >}}"),
    *('{{< ref "a.md#x" >}}', '{{< relref "none" >}}', "{{< param word >}}", "{{< param none >}}"),
    *('[x]({{< ref "a.md" >}})', "![{{< a >}}]({{< b >}})", "[{{< a >}}]: {{< param word >}}\n"),
    *(
        "{{<",
        "{{%",
        ">}}",
        "%}}",
        "{{< a",
        '{{< a "',
        "{{< /",
        "{{< a=",
        "{{< \\",
        "{{<a.b>}}",
        "`",
    ),
    *(
        "{{< comment >}}",
        "{{< /comment >}}",
        "{{< gist a b >}}",
        "{{< figure >}}",
        "&#xfde0;1&#xfde1;",
    ),
)
_UNSAFE = (
    '{{< figure src="javascript:a" link="data:b" title="<script>c</script>" class=""d" >}}',
    '{{< figure src="/a.png" attr="[b](javascript:c)" attrlink="vbscript:d" width="\\"e" >}}',
    *("[x]({{< param js >}})", "![x]({{< param js >}})", '<a href="{{< param js >}}">x</a>'),
    *('<b title="{{< param markup >}}">', "{{< param markup >}}", "{{% param markup %}}"),
    *('{{< youtube "a\\"b<c" >}}', '{{< gist "../.." "?a" >}}', "{{< tweet user=`<b>` id='\"' >}}"),
    '{{< details summary="<script>a" class="b" >}}',
    '\n{onclick="a()" style="b" href="javascript:c" src="data:d" title="<script>e" .f}\n',
    '\n{class="\\"><script>" id="\\"><b>" title="{{< param markup >}}" cite="javascript:a"}\n',
    '\n{title="{{< param js >}}" xlink:href="javascript:a" formaction="vbscript:a"}\n',
)
# `start` and the like are numbers of a list, and what else a picture or a table may have.
_HARMLESS = {"id", "className", "title", "lang", "dir", "role", "start", "width", "height"}
_MARKDOWN = (
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
        "x",
        "é",
    ),
    *(
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "![",
        "]",
        "[r]: /r/ 't'\n",
        "[r]",
        "[x](/x/)",
    ),
    *(
        "[^n]",
        "[^n]: ",
        "[ ] ",
        "| a |\n|---|\n",
        "|",
        ": ",
        "\n: ",
        ":a",
        "<div>",
        "</div>",
        "<b>",
        "<!--",
    ),
    *("{#id}", ' {.class a="b"}', "https://a.example", "www.a.example", "\\", "&amp;", "  \n"),
    *("<script>", "</script>", "-->", '<a href="', '">', "<pre>", "\u2028"),
    *("\n{.a #b}\n", "\n{#b title=c}\n", "\n  {.a", "\n.b}", "{}\n", "<![CDATA[", "]]>", "***\n"),
)
_OPTIONS = st.sampled_from(
    [
        DEFAULT_OPTIONS,
        BLOCK_ATTRIBUTES,
        GoldmarkOptions(title_attributes=False, block_attributes=True, heading_ids=False),
        GoldmarkOptions(term_ids=True),
    ]
)


def _sources(*fragments: str) -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(fragments), st.text(_CHARACTERS, max_size=3))
    return st.lists(pieces, max_size=24).map("".join)


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from _walk(child)


def _without_attributes(root: dict[str, Any]) -> str:
    """The tree but for what components are given, which may be a shortcode that is quoted."""
    for node in _walk(root):
        node.pop("attributes", None)
    return json.dumps(root, ensure_ascii=False)


@given(_sources(*_SHORTCODES, *_MARKDOWN), _OPTIONS)
@example("- {{< a >}}\n  {{< b />}}\n  x\n", DEFAULT_OPTIONS)
@example("{{< a >}}{{< a >}}{{< /a >}}\n\n# {{< b />}}\n{{< /a >}}", DEFAULT_OPTIONS)
@example("    {{< a >}}\n<div>{{< a >}}</div>\n\n: {{< b />}}", DEFAULT_OPTIONS)
@example('# x {title="{{< a >}}" #y{{< a >}}}\n{class="{{< b />}}"}', BLOCK_ATTRIBUTES)
@example("<![CDATA[\n{.a}\n{.b}\n{.c}\n{.d}\n{.e}\n{.f}\n]]>\n", BLOCK_ATTRIBUTES)
def test_any_text_is_a_tree_of_known_nodes(markdown: str, options: GoldmarkOptions) -> None:
    body = parse(markdown, options=options)
    root = tree(body)
    _ROOT.validate_python(root, strict=True)
    whole = _without_attributes(root) + html(markdown, options=options) + body.content.unpack().text
    assert not any("\ufdd0" <= each <= "\ufdef" for each in whole)


@given(_sources(*_SHORTCODES, *_MARKDOWN))
@example("a{{<b c>}}d\n\n`{{% e %}}`\n\n```\n{{< f\n```\n")
def test_no_shortcode_is_shown(markdown: str) -> None:
    # A comment shows one, and a parameter, an entity or a backslash may make up what looks so.
    body = parse(markdown)
    shown = [
        _without_attributes(tree(body)),
        body.content.unpack().text,
        # A tag may stand behind two braces.
        html(markdown).replace("{{<", ""),
        body.excerpt,
        repr(body.toc),
        repr(body.lists),
    ]
    for each in shown:
        assert "{{<" not in each
        assert "{{%" not in each
        assert "{{&lt;" not in each


@given(_sources(*_SHORTCODES, *_MARKDOWN), _OPTIONS)
@example("{{< a >}}\n# x\n\ny\n{#x}\n\n{{< /a >}}\n\n# x\n\nz\n{#x}", BLOCK_ATTRIBUTES)
def test_ids_are_unique_and_the_contents_have_those_of_the_page(
    markdown: str, options: GoldmarkOptions
) -> None:
    body = parse(markdown, options=options)
    nodes = list(_walk(tree(body)))
    ids = [node["data"]["id"] for node in nodes if node["type"] == "heading"]
    given = [node.get("data", {}).get("hProperties", {}).get("id") for node in nodes]
    ids += [each for each in given if each is not None]
    assert len(set(ids)) == len(ids)
    assert "" not in ids
    assert {identity for identity, _ in contents(body.toc)} <= set(ids)
    assert body.anchors >= set(ids)


@given(_sources(*_SHORTCODES, *_MARKDOWN), _OPTIONS)
def test_links_pictures_and_problems_stand_in_the_file(
    markdown: str, options: GoldmarkOptions
) -> None:
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = parse(markdown, options=options)
    places = [
        *((link.line, link.column) for link in body.links),
        *((image.line, image.column) for image in body.images),
        *((problem.line, problem.column) for problem in body.problems),
    ]
    for line, column in places:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    known = {
        "removed-html",
        "dropped-html",
        "stray-markdown",
        "shortcode-syntax",
        "shortcode-argument",
        "unknown-reference",
    }
    assert {problem.code for problem in body.problems} <= known


@given(
    _sources(*_SHORTCODES, *_UNSAFE, *_MARKDOWN),
    st.sampled_from([(), ("www.youtube.com",)]),
    _OPTIONS,
)
@example("{{< param markup >}}", (), DEFAULT_OPTIONS)
@example("- {{< param markup >}}\n- `{{< param markup >}}`", (), DEFAULT_OPTIONS)
@example("x" + _UNSAFE[-1] + "- y" + _UNSAFE[-2] + "> z" + _UNSAFE[-3], (), BLOCK_ATTRIBUTES)
def test_nothing_harmful_is_served(
    markdown: str, hosts: tuple[str, ...], options: GoldmarkOptions
) -> None:
    served = html(markdown, hosts, options)
    again = Policy(hosts).clean(served)
    # What stands in the wrong place of a table is moved at every reading, as HTML wants it.
    if "<table" not in served and "iframe" not in served:
        assert again == served
    if not hosts:
        assert_harmless(served)
    nodes = list(_walk(tree(parse(markdown, hosts=hosts, options=options))))
    for node in nodes:
        properties = node.get("data", {}).get("hProperties", {})
        assert all(name in _HARMLESS or name.startswith("aria-") for name in properties)
        if node["type"] in {"link", "image"}:
            assert_harmless_address(node["url"])
    assert_harmless("".join(node["value"] for node in nodes if node["type"] == "html"))


@given(_sources(*_MARKDOWN))
def test_a_body_without_shortcodes_is_no_problem(markdown: str) -> None:
    assert {problem.code for problem in parse(markdown).problems} <= {
        "removed-html",
        "dropped-html",
        "stray-markdown",
    }
