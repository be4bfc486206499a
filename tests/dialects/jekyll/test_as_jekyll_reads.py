"""A value that Jekyll 4.3 accepts is no error in its tree: it is read as there, and reported."""

import codecs
from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.problems import Severity

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SITE: Mapping[str, str | bytes] = {"_config.yml": "title: T\n", "_layouts/a.html": "site.pages"}


def reported(library: Library) -> list[tuple[str, str]]:
    """File and code of each warning; there are no errors."""
    problems = [problem for problem in library.problems if problem.severity is not Severity.HINT]
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [(problem.file, problem.code) for problem in problems]


def test_the_last_of_two_equal_keys_counts(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "title: A\ntitle: B\n",
            "a.md": "---\nimage: {src: https://x.test/a.jpg, alt: A}\ntitle: A\ntitle: B\n"
            "image: https://x.test/b.jpg\n---\n",
        }
    )
    page = library.pages_by_slug["a.html"]
    assert (library.site.title, page.title) == ("B", "B")
    assert page.image is not None
    assert (page.image.src, page.image.alt) == ("https://x.test/b.jpg", None)
    assert reported(library) == [
        ("_config.yml", "repeated-key"),
        ("a.md", "repeated-key"),
        ("a.md", "repeated-key"),
    ]


def test_of_two_pages_at_a_path_the_last_by_name_is_shown(load_files: LoadFiles) -> None:
    library = load_files(
        {
            **SITE,
            "a/index.html": "---\ntitle: HTML\n---\n",
            "a/index.md": "---\ntitle: Markdown\n---\n",
        }
    )
    assert [page.title for page in library.pages] == ["Markdown"]
    assert reported(library) == [("a/index.html", "shared-path")]


def test_of_documents_of_a_collection_at_one_address_the_last_by_path_is_served(
    load_files: LoadFiles,
) -> None:
    config = "collections: {acts: {output: true, permalink: '/:name/'}}\n"
    files = {f"_acts/{name}": f"---\ntitle: {name}\n---\n" for name in ("b/a.md", "a.md", "c/a.md")}
    library = load_files({"_config.yml": config, **files})
    assert [page.source.file for page in library.pages] == ["_acts/c/a.md"]
    assert reported(library) == [("_acts/a.md", "shared-path"), ("_acts/b/a.md", "shared-path")]


def test_a_document_of_a_collection_is_shown_before_a_page(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "collections: {team: {output: true}}\n",
            "_team/a.md": "---\ntitle: Member\npermalink: /x/\n---\n",
            "z.md": "---\ntitle: Page\npermalink: /x/\n---\n",
        }
    )
    assert [page.title for page in library.pages] == ["Member"]


def test_a_value_of_another_type_is_a_warning(load_files: LoadFiles) -> None:
    library = load_files({**SITE, "a.md": "---\nsubtitle: [a]\ndate: soon\n---\n"})
    assert reported(library) == [("a.md", "unfit-value"), ("a.md", "unfit-value")]


@pytest.mark.parametrize("written", ["", '""', '"  "', "{src: ''}"])
def test_an_empty_picture_is_none(load_files: LoadFiles, written: str) -> None:
    library = load_files({**SITE, "a.md": f"---\nimage: {written}\n---\n"})
    assert library.pages_by_slug["a.html"].image is None
    assert reported(library) == []


def test_names_may_be_mappings_of_one_key(load_files: LoadFiles) -> None:
    body = "{{ page.categories[0].category }}"
    front_matter = 'categories: [{category: X}, Y]\ntags: ""\npermalink: /a/'
    library = load_files({**SITE, "_posts/2024-01-01-a.md": f"---\n{front_matter}\n---\n{body}"})
    (page,) = library.pages
    assert (page.categories, page.tags) == (("X", "Y"), ())
    assert page.body.content.unpack().text.strip() == "X"
    assert reported(library) == []


def test_a_mark_before_front_matter_is_reported(load_files: LoadFiles) -> None:
    text = codecs.BOM_UTF8 + b"---\ntitle: A\n---\n"
    files = {"a.md": text, "b.md": b"---\n---\n", "_posts/2024-01-01-b.md": text}
    library = load_files({**SITE, **files})
    assert library.pages_by_slug["a.html"].title == "A"
    assert reported(library) == [("a.md", "byte-order-mark")]


@pytest.mark.parametrize(
    ("file", "data", "severity", "code"),
    [
        ("old.html", b"<p>caf\xe9</p>", Severity.HINT, "not-served"),
        ("old.htm", b"<p>A</p>\0\0", Severity.HINT, "not-served"),
        ("old.md", b"caf\xe9\n---\n", Severity.HINT, "not-served"),
        ("old.html", b"----\ncaf\xe9", Severity.HINT, "not-served"),
        ("new.html", b"---\n---\n<p>caf\xe9</p>", Severity.ERROR, "not-text"),
        ("new.html", b"--- \r\n---\r\n<p>caf\xe9</p>", Severity.ERROR, "not-text"),
        ("new.md", codecs.BOM_UTF8 + b"---\n---\ncaf\xe9", Severity.ERROR, "not-text"),
        ("_posts/2024-01-01-a.md", b"caf\xe9", Severity.ERROR, "not-text"),
    ],
)
def test_a_copied_file_need_not_be_text(
    load_files: LoadFiles, file: str, data: bytes, severity: Severity, code: str
) -> None:
    library = load_files({**SITE, "index.md": "---\n---\nA\n", file: data})
    assert [(item.file, item.severity, item.code) for item in library.problems] == [
        (file, severity, code)
    ]


def test_a_page_without_front_matter_must_be_text(load_files: LoadFiles) -> None:
    configuration = "plugins: [jekyll-optional-front-matter]\n"
    files: Mapping[str, str | bytes] = {"a.md": b"caf\xe9", "a.html": b"caf\xe9"}
    library = load_files({"_config.yml": configuration, "index.md": "---\n---\n", **files})
    codes = {item.file: item.code for item in library.problems}
    assert codes == {"a.md": "not-text", "a.html": "not-served"}


def test_links_to_what_plugins_make_are_not_broken(load_files: LoadFiles) -> None:
    posts: Mapping[str, str | bytes] = {
        f"_posts/2024-01-0{day}-x.md": "---\ncategories: [Neck Pain]\n---\n" for day in range(1, 6)
    }
    there = (
        "/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/page2",
        "/page3/",
        "/category/neck-pain/",
    )
    lost = ("/page1/", "/page4/", "/tag/x/", "/atom.xml")
    body = " ".join(f"[x]({address})" for address in (*there, *lost))
    configuration = (
        "paginate: 2\nplugins: [jekyll-feed, jekyll-sitemap, jekyll-paginate, jekyll-archives]\n"
        "jekyll-archives: {enabled: [categories]}\n"
    )
    library = load_files({**posts, "_config.yml": configuration, "index.html": f"---\n---\n{body}"})
    files: Mapping[str, str | bytes] = {**posts, "a.md": f"---\n---\n{body}"}
    made = load_files({**files, "_config.yml": configuration, "index.html": "---\n---\n"})
    statuses = {link.href: link.status for link in made.pages_by_slug["a.html"].links}
    assert {href for href, status in statuses.items() if status == "other"} == set(there)
    assert {href for href, status in statuses.items() if status == "broken"} == set(lost)
    plain = load_files({**files, "_config.yml": "title: T\n"})
    assert {link.status for link in plain.pages_by_slug["a.html"].links} == {"broken"}
    assert library.pages


@pytest.mark.parametrize(
    ("settings", "file", "shown"),
    [
        ("paginate: 2", "index.html", "cb 1/2 /page2"),
        ("paginate: 9", "index.html", "cba 1/1"),
        ("paginate: 2\npaginate_path: /blog/p:num/", "blog/index.html", "cb 1/2 /blog/p2/"),
        ("paginate: 2", "blog/index.html", "/"),
        ("paginate: no", "index.html", "/"),
    ],
)
def test_the_list_of_posts_has_its_first_page(
    load_files: LoadFiles, settings: str, file: str, shown: str
) -> None:
    body = (
        "{% for post in paginator.posts %}{{ post.slug }}{% endfor %} "
        "{{ paginator.page }}/{{ paginator.total_pages }} {{ paginator.next_page_path }}"
    )
    posts = {f"_posts/2024-01-0{day}-{name}.md": "" for day, name in enumerate("abc", 1)}
    posts["_posts/2024-01-04-d.md"] = "---\nhidden: true\n---\n"
    files: dict[str, str | bytes] = {**posts, "_config.yml": settings}
    files["index.html"] = "---\n---\n"
    library = load_files({**files, file: f"---\n---\n{body}"})
    (page,) = (page for page in library.pages if page.source.file == file)
    assert page.body.content.unpack().text.strip() == shown


@pytest.mark.parametrize(
    ("baseurl", "shown"),
    [
        ("https://x.test/sub", "https://x.test/sub/b.html /https://x.test/sub/b.html"),
        ("/", "//b.html /b.html"),
        ("/sub/", "/sub//b.html /sub/b.html"),
        ("sub", "sub/b.html /sub/b.html"),
    ],
)
def test_templates_read_baseurl_as_it_is_written(
    load_files: LoadFiles, baseurl: str, shown: str
) -> None:
    body = '`{{ site.baseurl }}/b.html` `{{ "b.html" | relative_url }}`'
    library = load_files({"_config.yml": f"baseurl: {baseurl}\n", "a.md": f"---\n---\n{body}"})
    assert library.pages[0].body.content.unpack().text.strip() == shown


def test_a_baseurl_with_a_host_is_the_address_of_the_site(load_files: LoadFiles) -> None:
    body = "[x]({{ site.baseurl }}/b.html) [y](/sub/b.html) [z](/b.html)"
    configuration = "url: https://x.test\nbaseurl: https://x.test/sub\n"
    files: Mapping[str, str | bytes] = {"a.md": f"---\n---\n{body}", "b.md": "---\n---\n"}
    library = load_files({"_config.yml": configuration, **files})
    assert library.site.base_url == "https://x.test/sub"
    assert {link.status for link in library.pages_by_slug["a.html"].links} == {"ok"}


@pytest.mark.parametrize(
    ("front_matter", "body", "excerpt"),
    [
        ("", "# H\n\nOne.\n\nTwo <!--more--> three", "One."),
        ("excerpt: Mine", "One.\n\nTwo", "Mine"),
        ('excerpt_separator: "<!--more-->"', "One.\n\nTwo <!--more--> three", "One. Two"),
        ('excerpt_separator: "@@"', "One.\n\nTwo {{ 1 }} @@ three", "One. Two 1"),
        ('excerpt_separator: "@@"', "One.\n\nTwo", "One."),
    ],
)
def test_the_author_chooses_the_excerpt(
    load_files: LoadFiles, front_matter: str, body: str, excerpt: str
) -> None:
    library = load_files({**SITE, "a.md": f"---\n{front_matter}\n---\n{body}"})
    assert library.pages[0].body.excerpt == excerpt


def test_the_configuration_names_the_separator_of_excerpts(load_files: LoadFiles) -> None:
    post = "One.\n\n[Two][a] ~~ three\n\n[a]: https://x.test\n"
    library = load_files(
        {
            "_config.yml": "excerpt_separator: ~~\n",
            "_posts/2024-01-01-a.md": post,
            "b.md": "---\n---\n{{ site.posts[0].excerpt | strip_html | strip_newlines }}",
        }
    )
    by_file = {page.source.file: page.body for page in library.pages}
    assert by_file["_posts/2024-01-01-a.md"].excerpt == "One. Two"
    assert by_file["b.md"].content.unpack().text.strip() == "One.Two"


@pytest.mark.parametrize("theme", ["theme: minima", "remote_theme: pages-themes/cayman"])
def test_a_missing_include_of_a_theme_is_reported_once(load_files: LoadFiles, theme: str) -> None:
    text = "---\n---\n{% include head.html %}{% include head.html %}"
    library = load_files({"_config.yml": theme, "a.md": text, "b.md": text})
    (problem,) = (each for each in library.problems if each.code == "theme-include")
    assert theme.partition(": ")[2] in problem.message
    assert "Copy it from the theme" in problem.hint


@pytest.mark.parametrize(
    "image", ["{path: , cover: false}", "{feature: false}", "{teaser: null}", "{title: , thumb: }"]
)
def test_a_picture_without_a_path_is_none(load_files: LoadFiles, image: str) -> None:
    library = load_files({**SITE, "a.md": f"---\nimage: {image}\n---\n"})
    assert library.pages_by_slug["a.html"].image is None
    assert reported(library) == []


def test_of_several_pictures_the_first_with_a_path_counts(load_files: LoadFiles) -> None:
    image = "{path: null, feature: https://x.test/a.jpg}"
    library = load_files({**SITE, "a.md": f"---\nimage: {image}\n---\n"})
    picture = library.pages_by_slug["a.html"].image
    assert picture is not None
    assert picture.src == "https://x.test/a.jpg"


def test_an_address_in_running_text_is_not_a_broken_link(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "url: https://x.test\n",
            "a.md": "---\n---\nhttps://x.test/old and <https://x.test/older>\n",
        }
    )
    assert [link.href for link in library.pages_by_slug["a.html"].links] == [
        "https://x.test/old",
        "https://x.test/older",
    ]
    messages = [problem.message for problem in library.problems if problem.severity != "hint"]
    assert messages == ['the link "https://x.test/older" leads nowhere']


ARCHIVES = """
class Archive < {base}
  def folder
    File.join(lang, "news")
  end
end
class Monthly < Archive
  def folder
    File.join(super, year.to_s, "%.2d" % month)
  end
end
"""
LINKS = "---\n---\n[a](/en/news/) [b](/en/news/2024/05/) [c](/en/news/2024/05/06/x) [d](/en/new)\n"


@pytest.mark.parametrize("base", ["Jekyll::Page", "Page", "::Jekyll::PageWithoutAFile"])
def test_pages_in_folders_that_a_plugin_puts_together_are_there(
    load_files: LoadFiles, base: str
) -> None:
    plugin = ARCHIVES.replace("{base}", base)
    library = load_files({**SITE, "_plugins/archive.rb": plugin, "a.md": LINKS})
    links = library.pages_by_slug["a.html"].links
    assert [link.status for link in links] == ["route", "route", "broken", "broken"]


def test_a_plugin_without_pages_makes_none(load_files: LoadFiles) -> None:
    plugin = ARCHIVES.replace("{base}", "Jekyll::Generator")
    library = load_files({**SITE, "_plugins/archive.rb": plugin, "a.md": LINKS})
    links = library.pages_by_slug["a.html"].links
    assert {link.status for link in links} == {"broken"}


def test_very_many_folders_of_a_plugin_take_no_time(load_files: LoadFiles) -> None:
    joined = 'File.join(lang, "news")\n' + 'File.join(super, a, "b")\n' * 20_000
    plugin = f"class Archive < Page\n{joined}end\n"
    library = load_files({**SITE, "_plugins/archive.rb": plugin, "a.md": LINKS})
    assert library.pages_by_slug["a.html"].links[0].status == "route"


def test_a_picture_whose_tag_finds_no_file_is_reported_once(load_files: LoadFiles) -> None:
    picture = "![a]({% link img/lost.png %})"
    library = load_files({**SITE, "a.md": f"---\n---\n{picture}\n\n![b]()\n"})
    assert [(item.line, item.code) for item in library.problems if item.file == "a.md"][:2] == [
        (3, "liquid-reference"),
        (5, "missing-image"),
    ]


def test_a_tag_with_two_mistakes_is_reported_once(load_files: LoadFiles) -> None:
    library = load_files({**SITE, "a.md": "---\n---\n{% assign var colour = 'grey' %}\n"})
    assert reported(library) == [("a.md", "liquid-syntax")]


def test_an_older_parser_needs_no_space_after_the_signs_of_a_heading(
    load_files: LoadFiles,
) -> None:
    text = "---\n---\n##Hours\n\nText\n\n```\n##code\n```\n\n###Rooms\n"
    library = load_files({"_config.yml": "markdown: rdiscount", "a.md": text})
    body = library.pages_by_slug["a.html"].body
    assert [(entry.title, entry.id) for entry in body.toc] == [("Hours", "hours")]
    assert [entry.title for entry in body.toc[0].children] == ["Rooms"]
    assert "##code" in body.content.unpack().html
    assert reported(library) == []
    library = load_files({**SITE, "a.md": text})
    assert [code for _, code in reported(library)] == ["stray-markdown"] * 2


def test_a_link_to_a_file_at_the_root_may_mean_one_beside_it(load_files: LoadFiles) -> None:
    page = "---\n---\n"
    library = load_files(
        {
            **SITE,
            "a/b.md": f"{page}[C](/c.md), [D](/d.md), [lost](/e.md), [top](#Top), [R](/d.html)\n",
            "a/c.md": page,
            "d.md": page,
            "a/d.md": page,
        }
    )
    links = library.pages_by_slug["a/b.html"].links
    assert [link.target and link.target.path for link in links[:3]] == [
        "/a/c.html",
        "/d.html",
        None,
    ]
    assert [link.status for link in links[3:]] == ["ok", "ok"]
    assert reported(library) == [("a/b.md", "broken-link")]


def test_backslashes_in_addresses_are_slashes(load_files: LoadFiles) -> None:
    text = "---\n---\n![A](\\img\\a.svg) [B](\\b.html)\n"
    library = load_files({**SITE, "a/c.md": text, "img/a.svg": "<svg></svg>", "b.md": "---\n---\n"})
    page = library.pages_by_slug["a/c.html"]
    assert reported(library) == []
    assert 'src="/img/a.svg"' in page.body.content.unpack().html
    assert page.links[-1].target is not None


def test_a_draft_that_wordpress_exported_has_no_address_yet(load_files: LoadFiles) -> None:
    draft = "---\npermalink: '/?p=2297'\n---\n"
    assert reported(load_files({**SITE, "_drafts/a.md": draft})) == []
    library = load_files({**SITE, "a.md": draft})
    assert reported(library) == [("a.md", "changed-slug")]


def test_the_icon_of_a_folder_and_scripts_are_nothing_of_the_site(load_files: LoadFiles) -> None:
    damaged = "<script>let a = '\u00e2\u20ac\u2122'</script>"
    site = {**SITE, "a.md": "---\n---\n"}
    assert reported(load_files({**site, "img/Icon\r": "", "_includes/b.html": damaged})) == []
    (problem,) = (
        problem
        for problem in load_files({**site, "_includes/b.html": damaged[8:-9]}).problems
        if problem.code == "mojibake"
    )
    assert problem.file == "_includes/b.html"


def test_files_that_are_copied_as_they_are_exist_on_the_website(load_files: LoadFiles) -> None:
    links = "[a](/demo/) [b](/demo) [c](/demo/index.html) [d](/raw.html) [lost](/none/)"
    library = load_files(
        {**SITE, "a.md": f"---\n---\n{links}\n", "demo/index.html": "A", "raw.html": "B"}
    )
    statuses = [link.status for link in library.pages_by_slug["a.html"].links]
    assert statuses == ["other", "other", "other", "other", "broken"]
    assert reported(library) == [("a.md", "broken-link")]


def test_the_name_of_an_html_file_is_no_address_where_its_permalink_is_another(
    load_files: LoadFiles,
) -> None:
    site = {
        **SITE,
        "a.md": "---\n---\n[book](/book-online.html) [md](c.md)\n",
        "book-online.html": "---\npermalink: /book/\n---\n",
        "c.md": "---\npermalink: /d/\n---\n",
    }
    assert reported(load_files(site)) == [("a.md", "broken-link")]


def test_of_pages_of_one_name_at_a_path_the_last_by_path_is_shown(load_files: LoadFiles) -> None:
    page = "---\npermalink: /x/\n---\n"
    library = load_files({**SITE, "b/a.md": f"{page}B\n", "c/a.md": f"{page}C\n"})
    assert library.pages_by_slug["x"].source.file == "c/a.md"


@pytest.mark.parametrize(
    ("front_matter", "is_reported"),
    [
        ("exclude: []\nexclude: [a]", False),
        ("header: false\nheader:", False),
        ("tags: [a]\ntags: [b, a]", False),
        ("tags: a\ntags: [b, a]", False),
        ("tags: [a, c]\ntags: [b, a]", True),
    ],
)
def test_a_key_that_stands_twice_is_a_warning_if_a_value_is_lost(
    load_files: LoadFiles, front_matter: str, is_reported: bool
) -> None:
    library = load_files({**SITE, "a.md": f"---\n{front_matter}\n---\n"})
    assert reported(library) == ([("a.md", "repeated-key")] if is_reported else [])


def test_a_script_answers_to_a_link_that_has_a_handler(load_files: LoadFiles) -> None:
    links = '<a href="#a" x-on:click="b = 1">A</a> <a href="#b" onclick="c()">B</a> [c](#c)'
    library = load_files({**SITE, "a.md": f"---\n---\n{links}\n"})
    assert reported(library) == [("a.md", "missing-anchor")]


def test_lists_of_archives_exist_if_the_configuration_has_their_settings(
    load_files: LoadFiles,
) -> None:
    site = {
        "_config.yml": "jekyll-archives: {enabled: [tags], permalinks: {tag: 'blog/:name/'}}\n",
        "_posts/2024-01-02-a.md": "---\ntags: [Neck pain]\n---\n",
        "a.md": "---\n---\n[n](/blog/neck-pain/) [lost](/blog/back-pain/)\n",
    }
    assert reported(load_files(site)) == [("a.md", "broken-link")]
