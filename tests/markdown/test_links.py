"""Links and pictures with their places, and addresses that may not be served."""

import pytest

from tests.markdown.bodies import nodes, parse, spans, text, tree

FRONT_MATTER = "---\ntitle: é\n---\n"


def places(markdown: str, start: int = 0) -> list[tuple[str, str, int, int]]:
    links = parse(markdown, start).links
    return [(link.href, link.text, link.line, link.column) for link in links]


def test_links_stand_at_their_line_and_column_of_the_file() -> None:
    markdown = f"{FRONT_MATTER}ü [a](/a/) 日本 https://example.org/x é [b][r] <c@example.org>\n\n"
    assert places(f"{markdown}> - é <https://d.example>\n\n[r]: /r/\n", len(FRONT_MATTER)) == [
        ("/a/", "a", 4, 3),
        ("https://example.org/x", "https://example.org/x", 4, 15),
        ("/r/", "b", 4, 39),
        ("mailto:c@example.org", "c@example.org", 4, 46),
        ("https://d.example", "https://d.example", 6, 7),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_do_not_move_links(newline: str) -> None:
    markdown = "one\n\né [a](/a/)\ntwo [b](/b/)\n".replace("\n", newline)
    assert places(markdown) == [("/a/", "a", 3, 3), ("/b/", "b", 4, 5)]


def test_a_repaired_word_does_not_move_what_follows_it() -> None:
    assert places("Golferâ€™s [a](/a/)") == [("/a/", "a", 1, 12)]


def test_many_addresses_in_one_paragraph_stand_each_at_its_place() -> None:
    found = places("é &amp; www.a.example é https://b.example\nü c@d.example")
    assert [(line, column) for _, _, line, column in found] == [(1, 9), (1, 25), (2, 3)]


def test_items_of_labelled_lists_do_not_move_links() -> None:
    found = places("é:\n\n- éé [a](/a/)\n- 日本 [b](/b/)\n  - ü [c](/c/)\n- é [d](/d/)\n")
    assert [(line, column) for _, _, line, column in found] == [(3, 6), (4, 6), (5, 7), (6, 5)]


def test_a_links_text_is_plain_and_on_one_line() -> None:
    assert [name for _, name, _, _ in places("[a *b*\n`c`](/a/)")] == ["a b c"]


def test_a_link_of_a_picture_is_called_as_the_picture() -> None:
    body = parse("[![A *knee*](/knee.png)](/knee/)")
    assert [(link.href, link.text) for link in body.links] == [("/knee/", "A knee")]
    assert [(image.src, image.alt, image.column) for image in body.images] == [
        ("/knee.png", "A knee", 2)
    ]


def test_internal_links_have_a_target_and_others_none() -> None:
    internal, _, external, _, inside = spans("[a](/a/) [b](https://b.example) [c](#c)")
    assert internal == {
        "type": "link",
        "title": None,
        "url": "/a/",
        "children": [text("a")],
        "data": {"target": None},
    }
    assert "data" not in external
    assert "data" not in inside


def test_relative_addresses_wait_for_what_is_there() -> None:
    body = parse('[a](b.md "t") ![c](d.png) <a href="e.md">e</a> [f](/g.md#h)')
    urls = [node.get("url", node.get("value")) for node in tree(body)["children"][0]["children"]]
    assert urls == ["link-0", " ", "image-0", " ", '<a href="link-1">', "e", "</a>", " ", "link-2"]


def test_references_are_plain_links() -> None:
    assert [node["type"] for node in spans("[a][r] ![b][r]\n\n[r]: /r/ 't'\n")] == [
        "link",
        "text",
        "image",
    ]
    assert spans("[a][r]\n\n[r]: /r/ 't'\n")[0]["title"] == "t"


def test_the_words_of_a_picture_are_its_alternative_text() -> None:
    (image,) = spans('![a *b* `c` [d](/e/) ![f](/g.png)\nh <b>i</b>](https://j.example "k")')
    assert image == {
        "type": "image",
        "title": "k",
        "url": "https://j.example",
        "alt": "a b c d f\nh i",
    }
    body = parse('![a *b* [d](/e/) & "c"](/j.png)')
    assert '<img src="/j.png" alt="a b d &amp; &quot;c&quot;">' in body.content.unpack().html
    assert body.content.unpack().text == ""
    assert body.links == ()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "<java&#10;script:alert(1)>",
        "<&#1;javascript:alert(1)>",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_may_run_code_is_empty_in_html_and_tree(url: str) -> None:
    body = parse(f"[a]({url}) ![b]({url})")
    link, _, image = tree(body)["children"][0]["children"]
    assert (link["url"], image["url"]) == ("", "")
    assert body.content.unpack().html == '<p><a href="">a</a> <img src="" alt="b"></p>\n'
    assert [body.links[0].unsafe, body.images[0].unsafe] == [True, True]
    assert "data" not in link


@pytest.mark.parametrize(
    "url", ["mailto:a@b.example", "tel:+13035551234", "https://x.example", "/a", "a", "#a", "?a"]
)
def test_a_harmless_address_is_served(url: str) -> None:
    (link,) = parse(f"[a]({url})").links
    assert (link.href, link.unsafe) == (url, False)


def test_addresses_are_encoded_in_html_only() -> None:
    body = parse('[a](</é "b" [c]&d=%20>)')
    assert '<a href="/%C3%A9%20%22b%22%20%5Bc%5D&amp;d=%20">' in body.content.unpack().html
    assert tree(body)["children"][0]["children"][0]["url"] == '/é "b" [c]&d=%20'


def test_links_are_in_the_order_of_the_document() -> None:
    hrefs = [href for href, *_ in places("# [a](/a/)\n\n| [b](/b/) |\n|---|\n\n- [c](/c/)\n")]
    assert hrefs == ["/a/", "/b/", "/c/"]
    assert [node["type"] for node in nodes("# [a](/a/)\n")] == ["heading"]


@pytest.mark.parametrize(
    ("markdown", "column"),
    [
        ("[a](/a/) [text]()", 10),
        ("[**text**](<>)", 1),
        ("[text]( )", 1),
        ("[text][r]\n\n[r]: <>", 1),
    ],
)
def test_a_link_with_a_text_and_no_address_is_reported(markdown: str, column: int) -> None:
    (problem,) = parse(markdown).problems
    assert (problem.code, problem.line, problem.column) == ("broken-link", 1, column)
    assert problem.message == 'the link "text" has no address, so it leads to its own page'


@pytest.mark.parametrize(
    "markdown",
    ["[text](#)", "[](){:#a}", "[ ]()", '<a href="">text</a>', "`[text]()`", "[![](/a.png)]()"],
)
def test_placeholders_and_links_that_nobody_sees_are_not_reported(markdown: str) -> None:
    assert parse(markdown).problems == ()
