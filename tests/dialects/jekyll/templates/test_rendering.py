"""Templates are rendered once all documents are known, and see them as Jekyll shows them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.dialects.base import TemplateInputs
from app.documents.publish import publish
from app.documents.reader import Reader
from app.library.build import LibraryBuilder
from app.library.library import Library
from tests.conftest import site_at
from tests.library.test_build import NOW

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
ALL = "; ".join(
    f"{{{{ page.{key} }}}}"
    for key in (
        *(
            "url",
            "path",
            "name",
            "dir",
            "relative_path",
            "collection",
            "id",
            "ext",
            "draft",
            "slug",
        ),
        *("title", "categories", "tags", "date", "previous.title", "next.title", "none"),
    )
)
CONFIGURATION = """\
title: Clinic
timezone: America/Denver
permalink: /:categories/:title.html
collections: {team: {}, notes: {output: true}}
"""
FILES: Mapping[str, str | bytes] = {
    "_config.yml": CONFIGURATION,
    "index.md": f"---\n---\n{ALL}\n",
    "sub/A b.md": f"---\n---\n{ALL}\n",
    "own.md": f"---\npermalink: /own/\ntitle: T\n---\n{ALL}\n",
    "_posts/2024-01-02-first-POST.md": f"---\ncategories: X y\ntags: [a b, c]\n---\n{ALL}\n",
    "_posts/2024-03-04-second_one.md": f"---\ntitle: ~\n---\n{ALL}\n",
    "_notes/my-note.md": f"---\n---\n{ALL}\n",
    "_notes/dated.md": f"---\ndate: 2024-01-02 03:04:05\n---\n{ALL}\n",
    "_team/ann.md": "---\ntitle: Ann\n---\n**{{ page.title }}** {{ site.title }}\n",
    "sub/x.png": b"x",
    "_notes/y.png": b"y",
}


def text(library: Library, slug: str) -> str:
    return library.pages_by_slug[slug].body.content.unpack().text.strip()


def rendered(load_files: LoadFiles, body: str, **files: str) -> str:
    """What a body says on a page of the site."""
    held = {"page.md": f"---\n---\n{body}\n", **files}
    return " ".join(text(load_files({**FILES, **held}), "page").split())


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("index", "/; index.md; index.md; /; ; ; ; ; ; ; ; ; ; ; ; ;"),
        ("sub/A b", "/sub/A%20b; sub/A b.md; A b.md; /sub/; ; ; ; ; ; ; ; ; ; ; ; ;"),
        ("own", "/own/; own.md; own.md; /own/; ; ; ; ; ; ; T; ; ; ; ; ;"),
        (
            "x/y/first-POST.html",
            (
                "/x/y/first-POST.html; _posts/2024-01-02-first-POST.md; "
                "2024-01-02-first-POST.md; ; "
                "_posts/2024-01-02-first-POST.md; posts; /x/y/first-POST; .md; false; first-POST; "
                "First Post; Xy; a bc; 2024-01-02 00:00:00 -0700; ; Second_one;"
            ),
        ),
        (
            "second_one.html",
            (
                "/second_one.html; _posts/2024-03-04-second_one.md; 2024-03-04-second_one.md; ; "
                "_posts/2024-03-04-second_one.md; posts; /second_one; .md; false; second_one; "
                "Second_one; ; ; 2024-03-04 00:00:00 -0700; First Post; ;"
            ),
        ),
        (
            "notes/dated",
            (
                "/notes/dated; _notes/dated.md; dated.md; ; _notes/dated.md; notes; "
                "/notes/dated; .md; "
                "false; dated; Dated; ; ; 2024-01-01 20:04:05 -0700; ; My Note;"
            ),
        ),
    ],
)
def test_a_document_tells_of_itself_what_jekyll_tells(
    load_files: LoadFiles, slug: str, expected: str
) -> None:
    # Spaces before a hole stay in Markdown, those at the end of the line do not.
    assert text(load_files(FILES), slug).split("; ") == f"{expected} ".rstrip().split("; ")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "{% for p in site.pages %}{{ p.path }}; {% endfor %}",
            "sub/A b.md; index.md; own.md; page.md;",
        ),
        ("{% for p in site.posts %}{{ p.slug }} {% endfor %}", "second_one first-POST"),
        ("{% for n in site.notes %}{{ n.title }}; {% endfor %}", "Dated; My Note;"),
        ("{% for t in site.team %}{{ t.title }} {{ t.url }}{% endfor %}", "Ann /team/ann"),
        (
            (
                "{% for c in site.collections %}{{ c.label }} {{ c.output }} {{ c.docs "
                "| size }}; {% endfor %}"
            ),
            "notes true 2; posts true 2; team false 1;",
        ),
        ("{% for c in site.categories %}{{ c[0] }} {{ c[1] | size }} {% endfor %}", "X 1 y 1"),
        (
            "{% for t in site.tags %}{{ t[0] }}: {{ t[1][0].title }} {% endfor %}",
            "a b: First Post c: First Post",
        ),
        ("{{ site.documents | size }} {{ site.html_pages | size }}", "5 4"),
        (
            (
                "{% for f in site.static_files %}{{ f.path }} {{ f.name }} {{ "
                "f.basename }} {{ f.extname }}{% endfor %}"
            ),
            "_notes/y.png y.png y .png/sub/x.png x.png x .png",
        ),
        (
            "{{ site.title }} {{ site.collections_dir }}{{ jekyll.environment }}",
            "Clinic production",
        ),
        ("{{ site.time | date: '%F' }}", "2024-03-04"),
        ("{{ site.data.hours.monday }}", "8"),
    ],
)
def test_the_site_tells_what_jekyll_tells(load_files: LoadFiles, body: str, expected: str) -> None:
    assert rendered(load_files, body, **{"_data/hours.yml": "monday: 8\n"}) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            (
                "{% link own.md %} {% link sub/x.png %} "
                "{% link _notes/dated.md %} {% link _notes/y.png %}"
            ),
            "/own/ /sub/x.png /notes/dated /notes/y.png",
        ),
        ("{% post_url 2024-01-02-first-POST %}", "/x/y/first-POST.html"),
        ("{% link nowhere.md %}x{% post_url nowhere %}", "x"),
        ("{% for t in site.team %}{{ t.content }}{% endfor %}", "Ann Clinic"),
        ("{% include_relative part.md %}", "A part of Clinic."),
        ("{% include_relative ../part.md %}", ""),
        (
            "{{ site.posts[0].previous.title }} {{ site.posts[1].next.title }}",
            "First Post Second_one",
        ),
    ],
)
def test_other_documents_are_found(load_files: LoadFiles, body: str, expected: str) -> None:
    part = "---\n---\nA part of {{ site.title }}.\n"
    assert rendered(load_files, body, **{"part.md": part}) == expected


def test_an_excerpt_of_too_many_parts_is_empty(load_files: LoadFiles) -> None:
    posts = {"_posts/2024-05-06-long.md": "---\n---\n{{ 1 }} " + "*a* " * 60_000}
    assert rendered(load_files, "({{ site.posts[0].excerpt }})", **posts) == "()"


def test_the_beginning_of_a_post_is_its_excerpt(load_files: LoadFiles) -> None:
    posts = {"_posts/2024-05-06-long.md": "---\n---\nBegin {{ site.title }}.\n\nMore.\n"}
    body = "{{ site.posts[0].excerpt | strip_html }}"
    assert rendered(load_files, body, **posts) == "Begin Clinic."
    posts = {"_posts/2024-05-06-long.md": "---\n---\nBegin <!--more--> {{ site.title }}.\n"}
    posts["_config.yml"] = CONFIGURATION + "excerpt_separator: <!--more-->\n"
    assert rendered(load_files, body, **posts) == "Begin"
    # It is cut before anything is rendered.
    posts["_config.yml"] = CONFIGURATION + "excerpt_separator: Clinic\n"
    assert rendered(load_files, body, **posts) == "Begin Clinic."


def test_now_is_the_newest_date_of_the_content_and_without_one_it_is_fixed(
    load_files: LoadFiles,
) -> None:
    files = {"_config.yml": "", "index.md": "---\n---\n{{ 'now' | date: '%F' }}\n"}
    assert text(load_files(files), "index") == "1970-01-01"


def test_a_rendered_body_is_a_body_like_any_other(load_files: LoadFiles) -> None:
    body = "{% for word in 'a,b' | split: ',' %}# {{ word }}\n\n[{{ word }}](/own/)\n\n{% endfor %}"
    body = "{% assign words = 'a,b' | split: ',' %}" + body.replace("'a,b' | split: ','", "words")
    library = load_files({**FILES, "page.md": f"---\n---\n{body}\n"})
    page = library.pages_by_slug["page"]
    assert page.title == "a"
    assert [(each.href, each.status, each.line) for each in page.links] == [
        ("/own/", "ok", 5),
        ("/own/", "ok", 5),
    ]


def test_a_problem_of_a_template_stays_told_while_its_file_does_not_change(tmp_path: Path) -> None:
    files = {"_config.yml": "", "a.md": "---\n---\n\n{% nosuch %}\n", "b.md": "---\n---\n"}
    root = site_at(tmp_path, files)
    reader, linker = Reader(root), LibraryBuilder()
    for title in ("A", "B"):
        (root / "b.md").write_text(f"---\ntitle: {title}\n---\n[a](/a.html)\n")
        library = linker.build(reader.read(reader.listing()), NOW)
        told = [(each.file, each.line, each.code) for each in library.problems]
        assert ("a.md", 4, "liquid-unknown-tag") in told


@pytest.mark.parametrize(
    ("file", "text", "address"),
    [
        ("sub/a.html", "<p>", "/sub/a.html"),
        ("sub/a.md", "# A\n", "/sub/a.md"),
        ("sub/a b.erl", "a", "/sub/a%20b.erl"),
        ("sub/a.js", "a", "/sub/a.js"),
        ("a.xml", "---\npermalink: /feed.xml\n---\n", "/feed.xml"),
        ("sub/a.png", "a", "/sub/a.png"),
    ],
)
@pytest.mark.parametrize("slash", ["", "/"])
def test_the_tag_of_links_finds_files_that_are_not_served(
    load_files: LoadFiles, file: str, text: str, address: str, slash: str
) -> None:
    page = f"---\n---\n[a]({{% link {slash}{file} %}})\n"
    library = load_files({"_config.yml": "", "index.md": page, file: text})
    assert [link.href for link in library.pages_by_slug["index"].links] == [address]
    codes = {problem.code for problem in library.problems}
    assert codes.isdisjoint({"liquid-reference", "broken-link"})


def test_a_tree_without_templates_is_left_as_it_is(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"_config.yml": "", "a.md": "---\n---\nA\n"}))
    tree = reader.read(reader.listing())
    published = publish(tree, NOW, preview=False).documents
    inputs = TemplateInputs(published, (), tree.assets, tree.data_files, tree.includes)
    assert tree.dialect.render(inputs) is None


def test_the_version_names_what_templates_tell_too(tmp_path: Path) -> None:
    files = {
        "_config.yml": "collections: {team: {}}\n",
        "index.md": "---\n---\n{% for one in site.team %}{{ one.title }}{% endfor %}\n",
    }
    reader, linker = Reader(site_at(tmp_path, files)), LibraryBuilder()
    versions = set()
    for name in ("Ann", "Bea"):
        site_at(tmp_path, {"_team/one.md": f"---\ntitle: {name}\n---\n"})
        versions.add(linker.build(reader.read(reader.listing()), NOW).version)
    assert len(versions) == 2


def test_the_plugins_of_a_site_are_known_to_its_templates(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "title: A\n",
            "Gemfile": "gem 'jekyll_picture_tag'\n",
            "_data/picture.yml": "presets: {direct: {markup: direct_url}}\n",
            "_plugins/tel.rb": "def tel(a)\n a\nend\nLiquid::Template.register_filter(Tel)\n",
            "index.html": "---\n---\n{% picture x.svg --alt Y %} {% picture direct x.svg %}"
            "{{ 'z' | tel }}\n",
            "x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    assert [problem.code for problem in library.problems] == ["liquid-plugin"]
    (page,) = library.pages
    html = page.body.content.unpack().html
    assert '<img src="/x.svg" alt="Y">' in html
    assert "/x.svgz" in html


def test_links_to_pages_that_a_plugin_makes_are_routes_beside_those_of_the_site(
    load_files: LoadFiles,
) -> None:
    made = 'site.pages << Jekyll::PageWithoutAFile.new(site, site.source, "shop/new", "#{a}.md")\n'
    library = load_files(
        {
            "_config.yml": "title: A\n",
            "site.yaml": "routes: [/book]\n",
            "_plugins/a.rb": made,
            "index.md": "---\n---\n[a](/shop/new/a.html) [b](/shop/a.html) [c](/book)\n",
        }
    )
    assert [problem.message for problem in library.problems] == [
        'the link "/shop/a.html" leads nowhere'
    ]
    (page,) = library.pages
    assert [link.status for link in page.links] == ["route", "broken", "route"]
