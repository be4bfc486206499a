"""A value that Hugo 0.111 accepts is no error in its tree: it is read as there, and reported."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.problems import Severity
from tests.dialects.hugo.reading import codes

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SITE: Mapping[str, str | bytes] = {"hugo.toml": 'baseURL = "https://x.test/"\n'}


@pytest.mark.parametrize(
    "front_matter",
    ["---\ntitle: A\ntitle: B\n---\n", '{"title": "A", "title": "B"}\n'],
)
def test_the_last_of_two_equal_keys_counts(load_files: LoadFiles, front_matter: str) -> None:
    library = load_files({**SITE, "content/a.md": front_matter})
    assert library.pages[0].title == "B"
    assert codes(library) == [("content/a.md", "repeated-key")]


def test_toml_with_two_equal_keys_is_an_error_as_for_hugo(load_files: LoadFiles) -> None:
    library = load_files({**SITE, "content/a.md": '+++\ntitle = "A"\ntitle = "B"\n+++\n'})
    assert codes(library) == [("content/a.md", "duplicate-key")]


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        ("b.md", "a.md"),
        ("x/index.md", "x.md"),
        ("x/_index.md", "x.md"),
        ("x/index.html", "x/index.md"),
        ("x.md", "x.html"),
    ],
)
def test_of_two_documents_at_a_path_the_last_that_hugo_writes_is_shown(
    load_files: LoadFiles, shown: str, other: str
) -> None:
    text = "---\nurl: /x/\n---\n"
    library = load_files({**SITE, f"content/{shown}": text, f"content/{other}": text})
    assert [page.source.file for page in library.pages] == [f"content/{shown}"]
    assert codes(library) == [(f"content/{other}", "shared-path")]


def test_a_document_of_the_site_is_shown_before_one_of_its_theme(load_files: LoadFiles) -> None:
    configuration = 'baseURL = "https://x.test/"\ntheme = "t"\n'
    files = {"hugo.toml": configuration, "content/a.md": "", "themes/t/content/a.md": ""}
    library = load_files(files)
    assert [page.source.file for page in library.pages] == ["content/a.md"]


def test_a_value_of_another_type_is_a_warning(load_files: LoadFiles) -> None:
    library = load_files({**SITE, "content/a.md": "---\nweight: heavy\n---\n"})
    assert [problem.severity for problem in library.problems] == [Severity.WARNING]


def test_names_may_be_mappings_of_one_key(load_files: LoadFiles) -> None:
    text = "---\ncategories: [{category: X}]\ntags: ''\n---\n"
    library = load_files({**SITE, "content/a.md": text})
    assert (library.pages[0].categories, library.pages[0].tags) == (("X",), ())
    assert codes(library) == []


@pytest.mark.parametrize("name", ["true", "false"])
def test_a_menu_named_by_a_flag_is_reported(load_files: LoadFiles, name: str) -> None:
    library = load_files({**SITE, "content/a.md": f"---\ntitle: A\nmenu: {name}\n---\n"})
    (problem,) = library.problems
    assert (problem.code, problem.line, problem.column) == ("menu-name", 3, 7)
    assert library.menu(name) is not None


def test_menus_named_by_flags_are_reported_in_a_list_and_a_map(load_files: LoadFiles) -> None:
    listed = "---\ntitle: A\nmenu: [main, false]\n---\n"
    mapped = "---\ntitle: B\nmenus: {true: {weight: 1}}\n---\n"
    library = load_files({**SITE, "content/a.md": listed, "content/b.md": mapped})
    found = [(problem.file, problem.code, problem.column) for problem in library.problems]
    assert found == [("content/a.md", "menu-name", 14), ("content/b.md", "menu-name", 15)]


def test_addresses_lose_their_accents_where_the_site_wants_it(load_files: LoadFiles) -> None:
    files: Mapping[str, str | bytes] = {
        "content/Soins/Énergie vitale.md": "---\ntags: [Été]\n---\n[x](/tags/ete/)",
        "content/Soins/é/photo.jpg": b"",
    }
    with_accents = load_files({**SITE, **files})
    library = load_files({"hugo.toml": "removePathAccents = true\n", **files})
    assert with_accents.pages[0].path == "/soins/énergie-vitale/"
    assert library.pages[0].path == "/soins/energie-vitale/"
    assert library.pages[0].links[0].status == "other"
    assert "/soins/e/photo.jpg" in library.assets


@pytest.mark.parametrize(
    ("front_matter", "body", "excerpt"),
    [
        ("", "# H\n\nOne.\n\nTwo", "One."),
        ("", "One *two*.\n\n- x\n\n<!--more-->\n\nrest", "One two. x"),
        ("", "One <!--more--> two", "One"),
        ("Summary: My *own*", "One.", "My own"),
        ("summary: My own", "One.\n\nTwo <!--more-->", "One. Two"),
        ("summary: ''", "One.", "One."),
        ("", "<!--more-->\nOne.", "One."),
    ],
)
def test_the_author_chooses_the_excerpt(
    load_files: LoadFiles, front_matter: str, body: str, excerpt: str
) -> None:
    library = load_files({**SITE, "content/a.md": f"---\n{front_matter}\n---\n{body}"})
    assert library.pages[0].body.excerpt == excerpt


def statuses(library: Library, slug: str) -> Mapping[str, str]:
    """The status of each link of a page by its address."""
    return {link.href: link.status for link in library.pages_by_slug[slug].links}


def test_links_to_generated_files_are_not_broken(load_files: LoadFiles) -> None:
    there = (
        *("/index.xml", "/sitemap.xml", "/robots.txt", "/post/index.xml", "/post/page/2/"),
        *("/tags/", "/tags/b/", "/tags/b/index.xml", "/categories/", "/page/2"),
    )
    lost = ("/page/9/", "/feed.xml", "/post/index.json", "/tags/c/")
    body = " ".join(f"[x]({address})" for address in (*there, *lost))
    posts = {f"content/post/{name}.md": "---\ntags: [b]\n---\n" for name in "abcd"}
    settings = "enableRobotsTXT = true\npaginate = 2\n"
    library = load_files({"hugo.toml": settings, **posts, "content/x.md": body})
    found = statuses(library, "x")
    assert {href for href, status in found.items() if status == "other"} == set(there)
    assert {href for href, status in found.items() if status == "broken"} == set(lost)


def test_the_configuration_names_the_generated_files(load_files: LoadFiles) -> None:
    there = (
        *("/feed.xml", "/index.json", "/es/feed.xml", "/map.xml", "/en/map.xml", "/es/map.xml"),
        *("/tags/side/1", "/en/"),
    )
    lost = ("/index.xml", "/robots.txt", "/tags/feed.xml", "/sitemap.xml", "/tags/index.json")
    body = " ".join(f"[x]({address})" for address in (*there, *lost))
    settings = """\
languages: {en: {weight: 1}, es: {weight: 2}}
outputs: {home: [HTML, RSS, JSON], taxonomy: [HTML]}
outputFormats: {RSS: {baseName: feed}}
sitemap: {filename: map.xml}
pagination: {pagerSize: 5, path: side}
"""
    text = f"---\ntags: [b]\n---\n{body}"
    files: Mapping[str, str | bytes] = {"content/x.md": text, "content/x.es.md": ""}
    found = statuses(load_files({"hugo.yaml": settings, **files}), "x")
    assert {href for href, status in found.items() if status == "other"} == set(there)
    assert {href for href, status in found.items() if status == "broken"} == set(lost)


def test_disabled_files_are_not_generated(load_files: LoadFiles) -> None:
    body = "[x](/index.xml) [y](/sitemap.xml) [z](/robots.txt)"
    settings = 'disableKinds = ["RSS", "sitemap", "robotsTXT"]\nenableRobotsTXT = true\n'
    found = statuses(load_files({"hugo.toml": settings, "content/x.md": body}), "x")
    assert set(found.values()) == {"broken"}


def test_names_of_emoji_are_emoji_where_the_site_enables_them(load_files: LoadFiles) -> None:
    body = "## Hello :smile: world\n\n:+1: a:zz:tada: `:tada:` :nothing:\n\n[x](/lost/) {{< x\n"
    library = load_files({"hugo.toml": "enableEmoji = true\n", "content/a.md": body})
    (page,) = library.pages
    html = page.body.content.unpack().html
    assert '<h2 id="hello--world">Hello 😄 world</h2>' in html
    assert "<p>👍 a:zz🎉 <code>🎉</code> :nothing:</p>" in html
    assert page.body.content.unpack().markdown == body
    assert [(problem.line, problem.column, problem.code) for problem in library.problems] == [
        (5, 1, "broken-link"),
        (5, 13, "shortcode-syntax"),
    ]
    plain = load_files({"hugo.toml": "", "content/a.md": body})
    assert '<h2 id="hello-smile-world">Hello :smile: world</h2>' in (
        plain.pages[0].body.content.unpack().html
    )


def test_addresses_in_the_keys_of_other_systems_are_parameters(load_files: LoadFiles) -> None:
    others = "permalink: /p/\nredirect_from: [/before/]\nlanguage: [English, French]"
    library = load_files(
        {
            **SITE,
            "content/a.md": f"---\n{others}\n---\n",
            "content/b.md": f"---\n{others}\nurl: /u/\naliases: [/old/]\n---\n",
        }
    )
    assert [page.path for page in library.pages] == ["/a/", "/u/"]
    assert all(page.params["permalink"] == "/p/" for page in library.pages)
    assert library.resolve("/before/") is None
    assert library.resolve("/old/") is not None
    assert codes(library) == []


@pytest.mark.parametrize(
    "front_matter",
    ['+++ title="B"\naliases=[\n"/old/"]\n+++\n', "--- title: B\naliases: [/old/]\n---\n"],
)
def test_front_matter_on_the_line_of_its_delimiter_is_read(
    load_files: LoadFiles, front_matter: str
) -> None:
    library = load_files(
        {**SITE, "content/b.md": front_matter, "content/a.md": "[b](/old/) [c](/new/)\n"}
    )
    assert library.pages_by_slug["b"].title == "B"
    assert [link.status for link in library.pages_by_slug["a"].links] == [
        "redirected",
        "broken",
    ]
