"""References, and the pages that they name."""

from collections.abc import Callable, Mapping

import pytest

from app.dialects.hugo.page_finder import HugoPageFinder
from app.dialects.hugo.tree_layout import TreeLayout
from app.library.library import Library
from tests.dialects.hugo.reading import codes, configuration

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

FILES = (
    "content/_index.md",
    "content/about.md",
    "content/care/_index.md",
    "content/care/Deep Tissue.md",
    "content/care/about.md",
    "content/care/knee/index.md",
    "content/care/knee.es.md",
    "content/news/_index.md",
    "content/news/2024/paint.md",
    "content/team.md",
    "content/team.es.md",
    "content/sólo.es.md",
)
FINDER = HugoPageFinder(TreeLayout(configuration("languages: {en: {weight: 1}, es: {}}\n")), FILES)


@pytest.mark.parametrize(
    ("written", "origin", "found"),
    [
        # By the path in the content, with and without the file's suffix.
        ("/care/knee", None, "care/knee/index.md"),
        ("/care/knee/", None, "care/knee/index.md"),
        ("/care/knee/index.md", None, "care/knee/index.md"),
        ("/Care/deep tissue.md", None, "care/Deep Tissue.md"),
        ("care/deep-tissue", "content/team.md", "care/Deep Tissue.md"),
        ("/care/_index.md", None, "care/_index.md"),
        ("/", None, "_index.md"),
        ("/about", "content/care/_index.md", "about.md"),
        # Beside the page, whose folder it is itself if it is a leaf.
        ("about", "content/care/_index.md", "care/about.md"),
        ("about", "content/care/Deep Tissue.md", "care/about.md"),
        ("about.md", "content/care/knee/index.md", "care/about.md"),
        ("../about.md", "content/care/knee/index.md", "care/about.md"),
        ("../about", "content/care/knee/index.md", "about.md"),
        ("./about", "content/team.md", "about.md"),
        ("../team", "content/care/about.md", "team.md"),
        # By its name alone, wherever it lies.
        ("paint", "content/about.md", "news/2024/paint.md"),
        ("/paint", "content/about.md", "news/2024/paint.md"),
        ("Paint.md", None, "news/2024/paint.md"),
        ("paint.html", None, "news/2024/paint.md"),
        ("team.es.md", None, "team.md"),
        ("knee", "content/news/_index.md", "care/knee/index.md"),
        ("news", "content/care/about.md", "news/_index.md"),
        # Not by a part of its path, nor where it is said to be elsewhere.
        ("2024/paint", "content/about.md", None),
        ("/2024/paint", "content/about.md", None),
        ("./paint", "content/about.md", None),
        ("sólo", None, None),
    ],
)
def test_a_page_is_found_where_hugo_finds_it(
    written: str, origin: str | None, found: str | None
) -> None:
    assert FINDER.find(written, None, origin) == ((f"content/{found}",) if found else ())


def test_a_name_that_several_have_may_mean_any() -> None:
    assert FINDER.find("about", None, "content/news/_index.md") == ("content/about.md",)
    finder = HugoPageFinder(
        TreeLayout(configuration()), ("content/a/x.md", "content/b/x.md", "content/b/y/_index.md")
    )
    assert finder.find("x", None, None) == ("content/a/x.md", "content/b/x.md")
    assert finder.find("x", None, "content/b/y/_index.md") == ("content/a/x.md", "content/b/x.md")
    assert finder.find("x", None, "content/b/z.md") == ("content/b/x.md",)


def test_a_page_is_of_the_language_that_is_named_or_of_the_own_one() -> None:
    assert FINDER.find("/team", None, "content/care/knee.es.md") == ("content/team.es.md",)
    assert FINDER.find("/team", "ES", None) == ("content/team.es.md",)
    assert FINDER.find("/team", "en", "content/team.es.md") == ("content/team.md",)
    assert FINDER.find("/about", None, "content/team.es.md") == ()
    assert FINDER.find("/team", "fr", None) == ()


def test_references_lead_to_pages_at_whatever_address(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": 'title = "T"\n',
            "content/_index.md": '[a]({{< ref "paint" >}}) [b]({{% relref "paint.md#wet" %}}) '
            '{{< box >}}<a href="{{< ref "/news" >}}">c</a>{{< /box >}}\n',
            "content/news/_index.md": "---\nurl: /told/\n---\n",
            "content/news/2024/paint.md": "---\nslug: colour\n---\n## Wet\n",
        }
    )
    assert codes(library) == []
    home = library.pages_by_slug["index"]
    assert [(link.href, link.status, link.target and link.target.path) for link in home.links] == [
        ("paint", "ok", "/news/2024/colour/"),
        ("paint.md#wet", "ok", "/news/2024/colour/"),
        ("/news", "ok", "/told/"),
    ]
    assert home.links[1].fragment == "wet"
    html = home.body.content.unpack().html
    for address in ("/news/2024/colour/", "/news/2024/colour/#wet", "/told/"):
        assert f'href="{address}"' in html


def test_a_reference_that_is_not_clear_is_told_with_what_it_may_mean(
    load_files: LoadFiles,
) -> None:
    twins = {f"content/{folder}/x.md": "A.\n" for folder in "abcd"}
    library = load_files(
        {
            **twins,
            "hugo.toml": 'title = "T"\n',
            "content/_index.md": 'One\n[x]({{< ref "x#y" >}}) and [z]({{< ref "none" >}})\n'
            '[d]({{< ref "/later" >}})\n[m]({{< ref "/a/x#none" >}})\n',
            "content/later.md": "---\ndraft: true\n---\n",
        }
    )
    told = [(each.line, each.column, each.code, each.message) for each in library.problems]
    clear = [each for each in told if each[2] != "orphan"]
    files = "content/a/x.md, content/b/x.md, content/c/x.md and 1 more"
    assert clear == [
        (2, 1, "broken-link", f'the reference "x" may mean any of {files}'),
        (2, 28, "broken-link", 'the reference "none" names no page'),
        (3, 1, "broken-link", 'the reference "/later" names no page'),
        (4, 1, "missing-anchor", 'the page /a/x/ has no anchor "#none"'),
    ]
    hints = [each.hint for each in library.problems if each.line == 3]
    assert hints == ["The page is a draft; publish it or take the link out."]
    home = library.pages_by_slug["index"]
    assert [link.href for link in home.links] == ["x#y", "none", "/later", "/a/x#none"]
    assert 'href="none"' in home.body.content.unpack().html
    assert ".ref/" not in home.body.content.unpack().mdast


def test_an_answer_follows_where_a_page_moves(load_files: LoadFiles) -> None:
    site = {"hugo.toml": "", "content/_index.md": '[x]({{< ref "x" >}})\n', "content/x.md": "A\n"}
    assert load_files(site).pages_by_slug["index"].links[0].status == "ok"
    library = load_files({"content/b/x.md": "B\n", "content/x.md": "---\ndraft: true\n---\n"})
    (link,) = library.pages_by_slug["index"].links
    assert link.target is not None
    assert link.target.path == "/b/x/"


def test_a_language_without_the_page_says_so(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "languages: {en: {weight: 1}, es: {weight: 2}}\n",
            "content/team.md": "A\n",
            "content/casa.es.md": '[a]({{< ref "team" >}}) [b]({{< ref path="team" lang="en" >}}) '
            '[c]({{< ref path="casa" lang="en" >}})\n',
        }
    )
    messages = [each.message for each in library.problems if each.code == "broken-link"]
    assert messages == [
        'the reference "team" names no page',
        'the reference "casa" names no page in the language en',
    ]
    statuses = [link.status for link in library.pages_by_slug["es/casa"].links]
    assert statuses == ["broken", "ok", "broken"]


@pytest.mark.parametrize(
    "call",
    ['{{< relref "paint" >}}', '{{< ref path="/news/paint" >}}', '{{% relref path="paint" %}}'],
)
@pytest.mark.parametrize(
    "html",
    [
        '<a href="%s">a</a>',
        'Text <a class="b" href="%s">a</a>',
        '<div>\n<a\n class="b"\n href="%s">a</a>\n</div>',
        "<div>\n<a href='%s'>a</a> %s\n</div>",
        '<pre>\n<a href="%s">a</a> %s\n</pre>',
    ],
)
def test_a_reference_in_raw_html_names_a_page_in_an_attribute(
    load_files: LoadFiles, call: str, html: str
) -> None:
    library = load_files(
        {
            "hugo.toml": "",
            "content/news/paint.md": "---\nurl: /colours/\n---\n",
            "content/a.md": html.replace("%s", call),
        }
    )
    assert codes(library) == []
    page = library.pages_by_slug["a"]
    assert {link.target and link.target.path for link in page.links} == {"/colours/"}
    body = page.body.content.unpack().html
    assert "/colours/" in body
    assert ".ref/" not in body


def test_a_reference_in_raw_html_that_names_no_page_is_reported(load_files: LoadFiles) -> None:
    body = '<div>\n<a href="{{< relref "gone" >}}">a</a>\n</div>\n'
    library = load_files({"hugo.toml": "", "content/a.md": body})
    (problem,) = [problem for problem in library.problems if problem.code != "orphan"]
    assert problem.message == 'the reference "gone" names no page'
