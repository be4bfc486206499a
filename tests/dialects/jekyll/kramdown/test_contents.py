"""The table of contents in a page."""

from app.dialects.jekyll.kramdown.reading import Kramdown
from tests.dialects.jekyll.kramdown.bodies import html, nodes, parse, text
from tests.markdown import bodies

_PAGE = (
    "# Page\n{: .no_toc}\n\n* any text\n{:toc .nav}\n\n"
    "## A *b* [c](/c/) `d`\n\n#### B\n\n### C\n\n## D\n{: #e}\n"
)


def test_it_stands_in_the_place_of_a_list_nested_as_the_headings_are() -> None:
    assert html(_PAGE).split("<h2", 1)[0] == (
        '<h1 class="no_toc" id="page">Page</h1>\n'
        '<ul class="nav" id="markdown-toc">\n'
        '<li><a href="#a-b-c-d" id="markdown-toc-a-b-c-d">A <em>b</em> c <code>d</code></a>\n<ul>\n'
        '<li><a href="#b" id="markdown-toc-b">B</a></li>\n'
        '<li><a href="#c" id="markdown-toc-c">C</a></li>\n</ul>\n</li>\n'
        '<li><a href="#e" id="markdown-toc-e">D</a></li>\n</ul>\n'
    )


def test_tree_and_text_have_it_too() -> None:
    assert text(_PAGE).startswith("Page\n\nA b c d\nB\nC\nD\n\nA b c d\n")
    listing = nodes(_PAGE)[1]
    assert listing["data"] == {"hProperties": {"id": "markdown-toc", "className": ["nav"]}}
    first, second = listing["children"]
    link = first["children"][0]["children"][0]
    assert (link["type"], link["url"]) == ("link", "#a-b-c-d")
    assert len(first["children"][1]["children"]) == 2
    assert second["children"][0]["children"][0]["url"] == "#e"


def test_a_heading_that_is_not_to_be_listed_is_not_listed() -> None:
    body = parse(_PAGE)
    assert [entry.id for entry in body.toc] == ["a-b-c-d", "e"]
    assert body.first_heading == "Page"
    assert body.anchors >= {"page", "markdown-toc", "markdown-toc-e"}
    # Links that nobody wrote are none of the page's.
    assert [link.href for link in body.links] == ["/c/"]


def test_an_ordered_list_with_an_id_asks_for_its_like() -> None:
    assert html("1. x\n{:toc #nav}\n\n# A\n").startswith(
        '<ol id="nav">\n<li><a href="#a" id="nav-a">A</a></li>\n</ol>\n'
    )


def test_depths_may_be_left_out() -> None:
    page = "* x\n{:toc}\n\n# A\n## B\n### C\n"
    assert text('{::options toc_levels="2..3" /}\n' + page).startswith("B\nC\n\nA")
    assert text('{::options toc_levels="1,3" /}\n' + page).startswith("A\nC\n\nA")
    assert text('{::options toc_levels="no" /}\n' + page).startswith("A\nB\nC\n\nA")


def test_a_site_may_leave_depths_out_and_a_document_take_them_in() -> None:
    page = "* x\n{:toc}\n\n# A\n## B\n### C\n"
    flavour = Kramdown(options=(("toc_levels", "2,3"),))

    def listed(markdown: str) -> list[str]:
        content = bodies.parse(markdown, flavour=flavour).content.unpack()
        return content.text.partition("\n\n")[0].split()

    assert listed(page) == ["B", "C"]
    assert listed("{::options toc_levels='1' /}\n" + page) == ["A"]


def test_without_ids_by_rule_only_headings_with_the_authors_are_listed() -> None:
    page = "* x\n{:toc}\n\n# A\n## B {#b}\n"
    flavour = Kramdown(options=(("auto_ids", "false"),))
    for body in (
        bodies.parse(page, flavour=flavour),
        parse('{::options auto_ids="false" /}\n' + page),
    ):
        assert body.content.unpack().text == "B\n\nA\n\nB"
        # A front end has an address for each.
        assert [entry.id for entry in body.toc] == ["a"]
        assert [entry.id for entry in body.toc[0].children] == ["b"]


def test_without_headings_there_is_none() -> None:
    assert html("a\n\n* x\n{:toc}\n\nb\n") == "<p>a</p>\n<p>b</p>\n"
    assert [node["type"] for node in nodes("a\n\n* x\n{:toc}\n\nb\n")] == ["paragraph"] * 2
