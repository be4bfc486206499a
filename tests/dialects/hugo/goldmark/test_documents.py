"""What Hugo's Markdown has beside CommonMark."""

import pytest

from tests.dialects.hugo.goldmark.bodies import html, nodes, parse


def test_definition_lists_are_nodes_of_their_own() -> None:
    assert html("A\nB\n: c\n") == "<dl>\n<dt>A</dt>\n<dt>B</dt>\n<dd>c</dd>\n</dl>\n"
    (found,) = nodes("A\n: b\n")
    assert [child["type"] for child in found["children"]] == ["defListTerm", "defListDescription"]


@pytest.mark.parametrize("line", [":smile: b", "::: b", ":b", ":"])
def test_a_colon_before_a_word_defines_nothing(line: str) -> None:
    assert html(f"A\n{line}\n") == f"<p>A\n{line}</p>\n"


def test_a_colon_before_a_word_stays_in_code_and_in_tables() -> None:
    assert html("```\n:a\n```\n") == "<pre><code>:a\n</code></pre>\n"
    assert "<table>" in html("a | b\n:-:|:-\nc | d\n")


def test_one_tilde_strikes_nothing_out() -> None:
    assert html("~a~ ~~b~~\n") == "<p>~a~ <del>b</del></p>\n"


def test_quotes_dashes_and_dots_stay_as_they_are_written() -> None:
    assert html("\"a\" 'b' -- c...\n") == "<p>\"a\" 'b' -- c...</p>\n"


def test_a_bare_address_without_a_scheme_leads_to_https() -> None:
    (link, written, full) = parse(
        "www.a.example <http://www.b.example> http://www.c.example\n"
    ).links
    assert link.href == "https://www.a.example"
    assert (written.href, full.href) == ("http://www.b.example", "http://www.c.example")


def test_a_box_with_nothing_behind_it_is_a_box() -> None:
    (found,) = nodes("- [x]\n- [ ] a\n")
    assert [item["checked"] for item in found["children"]] == [True, False]
    assert parse("- [x]\n").content.unpack().text == ""


def test_footnotes_are_numbered_as_they_are_referred_to() -> None:
    whole = html("a[^n] b[^1]\n\n[^1]: One\n[^n]: N\n")
    assert whole.index('<li id="fn:1">\n<p>N') < whole.index('<li id="fn:2">\n<p>One')


def test_raw_html_is_let_through_as_anywhere() -> None:
    body = parse("<div onclick='a'>\n\n*b* <script>c</script>\n</div>\n")
    assert body.content.unpack().html == "<div>\n<p><em>b</em> </p>\n</div>\n"
    assert [problem.message for problem in body.problems] == [
        "HTML that has no effect here is not served: onclick, <script>"
    ]


def test_a_reference_to_a_mark_is_none() -> None:
    assert html("a &#xfde0;0&#xfde1; `&#xfde0;` {{< b >}}\n") == (
        "<p>a \ufffd0\ufffd <code>&amp;#xfde0;</code> </p>\n"
    )


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_an_info_string_refers_to_no_noncharacter(fence: str) -> None:
    markdown = f"{fence} &#xfdd0;link0&#xfdd0;\na\n{fence}\n"
    assert html(markdown) == ('<pre><code class="language-\ufffdlink0\ufffd">a\n</code></pre>\n')
    assert nodes(markdown)[0]["lang"] == "\ufffdlink0\ufffd"
