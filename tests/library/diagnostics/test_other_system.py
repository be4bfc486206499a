"""Trees of systems whose rules are not known."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at

BODY = "# A\n\n[b](b.md#lost) [c](c.md) ![d](d.png) ![]( )\n"


def found(library: Library) -> list[tuple[str, str]]:
    return [
        (problem.code, problem.severity.value)
        for problem in library.problems
        if problem.code not in {"orphan", "not-served"}
    ]


@pytest.mark.parametrize(
    ("files", "content"),
    [
        ({"mkdocs.yml": ""}, "."),
        ({"../mkdocs.yml": ""}, "."),
        ({"book.toml": "", "SUMMARY.md": ""}, "."),
        ({"docs/docusaurus.config.ts": ""}, "docs"),
        ({"SUMMARY.md": ""}, "docs"),
        ({".vitepress/config.ts": ""}, "docs"),
        ({".vuepress/config.js": ""}, "."),
        ({"config.toml": "", "templates/a.html": ""}, "content"),
        ({"config.toml": "title = 'A'\nbase_url = 'https://a.test'\n"}, "content"),
        ({"astro.config.mjs": ""}, "docs"),
    ],
)
def test_what_such_a_system_may_make_is_a_hint(
    tmp_path: Path, files: Mapping[str, str], content: str
) -> None:
    root = tmp_path / "site"
    site_at(root, {f"{content}/a.md": BODY, f"{content}/b.md": "# B\n"})
    site_at(root, files)
    assert found(load(root / content)) == [
        ("other-system", "hint"),
        ("uncertain-anchor", "hint"),
        ("broken-link", "warning"),
        ("uncertain-image", "hint"),
        ("missing-image", "warning"),
    ]


@pytest.mark.parametrize(
    "files", [{}, {"mkdocs.yml": "", "site.yaml": ""}, {"x/mkdocs.yml": ""}, {"config.toml": ""}]
)
def test_any_other_tree_misses_them(tmp_path: Path, files: Mapping[str, str]) -> None:
    site_at(tmp_path, {"a.md": BODY, "b.md": "# B\n", **files})
    assert found(load(tmp_path)) == [
        ("missing-anchor", "warning"),
        ("broken-link", "warning"),
        ("missing-image", "warning"),
        ("missing-image", "warning"),
    ]


def test_a_value_that_does_not_fit_is_no_error_in_such_a_tree(tmp_path: Path) -> None:
    site_at(tmp_path, {"a.md": "---\ndate: {created: 2026-03-31}\n---\n"})
    assert found(load(tmp_path)) == [("invalid-value", "error")]
    site_at(tmp_path, {"mkdocs.yml": ""})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("unfit-value", "warning")]


def test_headings_have_the_ids_of_their_authors_in_such_a_tree_alone(tmp_path: Path) -> None:
    site_at(tmp_path, {"a.md": "## Hours {#times}\n"})
    (page,) = load(tmp_path).pages
    assert [(entry.id, entry.title) for entry in page.body.toc] == [
        ("hours-times", "Hours {#times}")
    ]
    site_at(tmp_path, {"mkdocs.yml": ""})
    (page,) = load(tmp_path).pages
    assert [(entry.id, entry.title) for entry in page.body.toc] == [("times", "Hours")]


def test_the_problem_names_the_system(tmp_path: Path) -> None:
    site_at(tmp_path, {"book.toml": "", "SUMMARY.md": "# A\n"})
    problem = min(load(tmp_path).problems)
    assert str(problem) == (
        ".:1:1: hint[other-system]: the folder is one of mdBook (book.toml), whose rules are not "
        "known here. It is read as plain Markdown. A picture or an anchor that is not found is "
        "only a hint, because mdBook may make it."
    )


FILES_BODY = (
    "# A\n\n[a](/a.pdf) [b](./../b.zip) ![c](/c.svg) [d](/lost.docx) [e](/lost) [f](/p%20q.pdf)\n"
)


@pytest.mark.parametrize(
    ("system", "static"),
    [
        (".vitepress/config.ts", "docs/public"),
        (".vitepress/config.ts", "public"),
        ("docs/.vitepress/config.ts", "docs/public"),
        ("docusaurus.config.js", "static"),
        ("gatsby-config.js", "docs/static"),
    ],
)
def test_static_files_of_such_a_system_are_at_the_top_of_the_website(
    tmp_path: Path, system: str, static: str
) -> None:
    files = {f"{static}/{name}": "x" for name in ("a.pdf", "b.zip", "p q.pdf")}
    files[f"{static}/c.svg"] = "<svg viewBox='0 0 1 1'></svg>"
    site_at(tmp_path, {system: "", "docs/x/a.md": FILES_BODY, **files})
    library = load(tmp_path / "docs")
    assert found(library) == [
        ("other-system", "hint"),
        ("uncertain-file", "hint"),
        ("broken-link", "warning"),
    ]
    (page,) = (page for page in library.pages if page.source.file == "x/a.md")
    is_inside = static.startswith("docs/")
    status = "asset" if is_inside else "other"
    assert [link.status for link in page.links] == [status, status, "broken", "broken", status]
    folder = f"/{static.removeprefix('docs/')}"
    names = ["c.svg", "a.pdf", "b.zip", "p q.pdf"]
    assert sorted(page.body.assets) == sorted(f"{folder}/{name}" for name in names if is_inside)


def test_a_static_folder_of_another_system_is_like_any_other(tmp_path: Path) -> None:
    site_at(tmp_path, {"mkdocs.yml": "", "a.md": "[a](/a.pdf)\n", "public/a.pdf": "x"})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("uncertain-file", "hint")]
    site_at(tmp_path, {"site.yaml": ""})
    assert found(load(tmp_path)) == [("broken-link", "warning")]


def test_a_static_file_that_comes_later_is_read_by_a_reload(tmp_path: Path) -> None:
    site_at(tmp_path, {"astro.config.mjs": "", "docs/a.md": "[a](/a.pdf)\n"})
    before = load(tmp_path / "docs")
    site_at(tmp_path, {"public/a.pdf": ""})
    after = load(tmp_path / "docs")
    assert [code for code, _ in found(before)] == ["other-system", "uncertain-file"]
    assert [code for code, _ in found(after)] == ["other-system"]
    assert before.version != after.version


@pytest.mark.parametrize("folder", [".vuepress", ".vitepress"])
def test_the_pages_may_be_in_the_folder_docs(tmp_path: Path, folder: str) -> None:
    site_at(tmp_path, {f"docs/{folder}/config.js": "", "docs/a.md": "", "src/b.md": BODY})
    assert found(load(tmp_path)) == [("site-in-subfolder", "warning")]
    assert [code for code, _ in found(load(tmp_path / "docs"))] == ["other-system"]
    assert "other-system" not in [code for code, _ in found(load(tmp_path / "src"))]


@pytest.mark.parametrize(
    ("system", "statuses"),
    [
        (".vuepress/config.js", ["other", "other", "broken"]),
        (".vitepress/config.ts", ["other", "other", "broken"]),
        ("eleventy.config.js", ["other", "other", "broken"]),
        ("mkdocs.yml", ["broken", "broken", "broken"]),
    ],
)
def test_an_address_that_a_build_fills_in_is_not_known(
    tmp_path: Path, system: str, statuses: list[str]
) -> None:
    body = "[a]({{base}}/b.html) <a href='{{ item.url }}#c'>b</a> [c](/b.html)\n"
    (page,) = load(site_at(tmp_path, {system: "", "a.md": body})).pages
    assert [link.status for link in page.links] == statuses


@pytest.mark.parametrize(
    ("href", "status"),
    [
        ("{{ '/b/' | url }}", "ok"),
        ("{{ '/b/'|url }}#lost", "anchor_missing"),
        ("{{ '/c/' | url }}", "broken"),
        ("{{ link | url }}", "other"),
        ("{{ '/c/' | locale }}", "other"),
    ],
)
def test_the_filter_of_eleventy_has_an_address(tmp_path: Path, href: str, status: str) -> None:
    site = {"eleventy.config.js": "", "a.md": f'<a href="{href}">b</a>', "b.md": "# B\n"}
    page, _ = load(site_at(tmp_path, site)).pages
    assert [link.status for link in page.links] == [status]


@pytest.mark.parametrize(
    ("ignored", "files"),
    [
        ("css/\n# a.md\n!a.md\n", ["a.md", "x/b.md"]),
        ("./x/b.md", ["a.md", "css/c.md", "x/css/d.md"]),
        ("x/css", ["a.md", "css/c.md", "x/b.md"]),
        ("b.md\r\n/css/\r\n", ["a.md", "x/css/d.md"]),
        ("", ["a.md", "css/c.md", "x/b.md", "x/css/d.md"]),
    ],
)
def test_eleventy_ignores_documents(tmp_path: Path, ignored: str, files: list[str]) -> None:
    site = dict.fromkeys(("a.md", "x/b.md", "css/c.md", "x/css/d.md"), "# A\n")
    site_at(tmp_path, {".eleventy.js": "", ".eleventyignore": ignored, "css/e.css": "", **site})
    assert sorted(page.source.file for page in load(tmp_path).pages) == files
    (tmp_path / ".eleventy.js").rename(tmp_path / "mkdocs.yml")
    assert len(load(tmp_path).pages) == 4


def test_a_link_out_of_the_folder_is_not_read_as_settings(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("a.md\n")
    folder = site_at(tmp_path / "site", {".eleventy.js": "", "a.md": "# A\n"})
    (folder / ".eleventyignore").symlink_to(tmp_path / "outside")
    assert len(load(folder).pages) == 1


def test_static_files_of_vuepress_are_in_its_folder(tmp_path: Path) -> None:
    files = {"docs/.vuepress/public/a.pdf": "x", "docs/a.md": "[a](/a.pdf) [b](/b.pdf)"}
    (page,) = load(site_at(tmp_path, files) / "docs").pages
    assert [link.status for link in page.links] == ["other", "broken"]


ZOLA = {"config.toml": "base_url = '/'\n", "templates/page.html": ""}


@pytest.mark.parametrize("root", ["content", "."])
def test_zola_links_to_files_from_the_folder_of_its_pages(tmp_path: Path, root: str) -> None:
    body = "+++\n+++\n[b](@/b/c.md) [c](@/b/d.md) [b](@/b/_index.md#lost)\n"
    pages = {"content/b/c.md": "+++\n+++\n", "content/b/_index.md": "+++\n+++\n"}
    library = load(site_at(tmp_path, {**ZOLA, "content/x/a.md": body, **pages}) / root)
    (page,) = (page for page in library.pages if page.source.file.endswith("x/a.md"))
    assert [link.status for link in page.links] == ["ok", "broken", "anchor_missing"]


def test_other_systems_have_no_such_links(tmp_path: Path) -> None:
    site_at(tmp_path, {"mkdocs.yml": "", "b/c.md": "", "x/a.md": "[b](@/b/c.md)\n"})
    assert ("broken-link", "warning") in found(load(tmp_path))


@pytest.mark.parametrize(
    ("file", "slug", "path"),
    [
        ("blog/a.md", "2020/04/14/b", "/blog/2020/04/14/b/"),
        ("blog/a/index.md", "b", "/blog/b/"),
        ("blog/a.md", "/b/", "/blog/b/"),
    ],
)
def test_a_slug_of_zola_may_have_several_parts(
    tmp_path: Path, file: str, slug: str, path: str
) -> None:
    site_at(tmp_path, {**ZOLA, f"content/{file}": f'+++\nslug = "{slug}"\n+++\n'})
    assert [page.path for page in load(tmp_path / "content").pages] == [path]


def test_a_configuration_beside_layouts_is_of_hugo(tmp_path: Path) -> None:
    site_at(tmp_path, {**ZOLA, "layouts/a.html": "", "content/a.md": "[b](@/a.md)"})
    assert found(load(tmp_path)) == [("broken-link", "warning")]
    assert found(load(tmp_path / "content")) == [("broken-link", "warning")]


DOCUSAURUS = {"docusaurus.config.js": "", "package.json": ""}


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("/", "/"),
        ("/guide/first", "/guide/first/"),
        ("first", "/docs/a/first/"),
        ("./first/", "/docs/a/first/"),
        ("../first", "/docs/first/"),
        ("../../../..", "/"),
        ("//first//x", "/first/x/"),
    ],
)
def test_a_slug_of_docusaurus_is_a_path(tmp_path: Path, slug: str, path: str) -> None:
    site_at(tmp_path, {**DOCUSAURUS, "docs/a/b.md": f"---\nslug: {slug}\n---\n"})
    library = load(tmp_path)
    assert [page.path for page in library.pages] == [path]
    assert found(library) == [("other-system", "hint")]


@pytest.mark.parametrize(
    ("file", "page_id", "path"),
    [
        ("docs/a/mentors.md", "instructors", "/docs/a/instructors/"),
        ("docs/a/mentors.md", "with/slash", "/docs/a/mentors/"),
        ("docs/a/mentors.md", "x\nslug: y", "/docs/a/y/"),
        ("docs/a/index.md", "instructors", "/docs/a/"),
        ("docs/a/A.md", "instructors", "/docs/a/a/"),
    ],
)
def test_an_id_of_docusaurus_is_the_last_part_of_the_address(
    tmp_path: Path, file: str, page_id: str, path: str
) -> None:
    site_at(tmp_path, {**DOCUSAURUS, file: f"---\nid: {page_id}\n---\n"})
    assert [page.path for page in load(tmp_path).pages] == [path]


def test_an_id_is_no_address_elsewhere(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, {"mkdocs.yml": "", "a.md": "---\nid: b\n---\n"}))
    assert [page.path for page in library.pages] == ["/a/"]


@pytest.mark.parametrize(
    ("file", "config", "broken"),
    [
        ("docs/a/b.md", "", ["../x"]),
        ("docs/a/b.md", "trailingSlash: false", ["../x"]),
        ("docs/a/b.md", "  // trailingSlash: true", ["../x"]),
        ("docs/a/b.md", "  trailingSlash: true,", ["../c", "../x"]),
        ("docs/b/index.md", "", ["../../c", "../x"]),
    ],
)
def test_a_relative_link_of_docusaurus_counts_from_the_folder(
    tmp_path: Path, file: str, config: str, broken: list[str]
) -> None:
    body = " ".join(f"[a]({href})" for href in ("../c", "../x", "../../c"))
    site = {"docusaurus.config.js": config, "docs/c/index.md": "# C\n", file: body}
    page = load(site_at(tmp_path, site)).pages
    (links,) = (item.links for item in page if item.source.file == file)
    assert sorted(link.href for link in links if link.status == "broken") == sorted(broken)


def test_a_change_of_slashes_is_read_by_a_reload(tmp_path: Path) -> None:
    site_at(
        tmp_path, {"docusaurus.config.js": "", "docs/c/index.md": "", "docs/a/b.md": "[c](../c)"}
    )
    before = load(tmp_path)
    site_at(tmp_path, {"docusaurus.config.js": "trailingSlash: true"})
    assert before.version != load(tmp_path).version


@pytest.mark.parametrize("system", ["docusaurus.config.js", "gatsby-config.js", "astro.config.mjs"])
def test_files_in_mdx_are_pages(tmp_path: Path, system: str) -> None:
    body = "[a](x/b) [b](./x/b.mdx) [c](/docs/x/b/) [d](/docs/x) [e](x/c.mdx) [f](x/c)\n"
    files = {system: "", "docs/x/b.mdx": "", "docs/x/index.mdx": "", "docs/a.md": body}
    library = load(site_at(tmp_path, files))
    (page,) = library.pages
    assert [link.href for link in page.links if link.status == "broken"] == ["x/c.mdx", "x/c"]
    (tmp_path / system).rename(tmp_path / "mkdocs.yml")
    (page,) = load(tmp_path).pages
    assert len([link for link in page.links if link.status == "broken"]) == 6


@pytest.mark.parametrize("system", ["docusaurus.config.js", "mkdocs.yml"])
def test_a_value_that_is_no_address_is_no_error_in_such_a_tree(tmp_path: Path, system: str) -> None:
    page = "---\nslug: a/b?c\ntreatments: [Berlin]\n---\n"
    library = load(site_at(tmp_path, {system: "", "conditions/b.md": page}))
    assert [page.path for page in library.pages] == ["/conditions/b/"]
    assert sorted(found(library)) == [
        ("changed-slug", "warning"),
        ("other-system", "hint"),
        ("unfit-value", "warning"),
    ]


def test_pages_with_one_path_are_no_error_in_such_a_tree(tmp_path: Path) -> None:
    page = "---\nslug: /\n---\n"
    site_at(tmp_path, {**DOCUSAURUS, "docs/a.md": page, "blog/b.md": page})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("shared-path", "warning")]


def test_a_static_address_of_docusaurus_is_that_of_the_file(tmp_path: Path) -> None:
    body = "![a](pathname:///a.svg) [b](pathname:///b.pdf 'B') [c](pathname:////x.test/c)\n"
    static = {"static/a.svg": "<svg viewBox='0 0 2 1'></svg>", "static/b.pdf": "x"}
    library = load(site_at(tmp_path, {**DOCUSAURUS, "docs/a.md": body, **static}))
    assert found(library) == [("other-system", "hint"), ("broken-link", "warning")]
    (page,) = library.pages
    assert [(link.href, link.status) for link in page.links] == [
        ("/b.pdf", "asset"),
        ("/x.test/c", "broken"),
    ]
    content = page.body.content.unpack()
    assert 'src="/static/a.svg"' in content.html
    assert 'href="/static/b.pdf"' in content.html


def test_a_static_address_is_unsafe_elsewhere(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, {"a.md": "[b](pathname:///b.pdf)\n"}))
    assert [code for code, _ in found(library)] == ["unknown-scheme"]


@pytest.mark.parametrize("body", ["**Hours: **We open", "**Hours **", "**Call us\n** today"])
def test_bold_text_that_ends_after_a_space_is_bold_in_some_versions(
    tmp_path: Path, body: str
) -> None:
    site_at(tmp_path, {**DOCUSAURUS, "docs/a.md": body})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("uncertain-markdown", "hint")]
    (tmp_path / "docusaurus.config.js").rename(tmp_path / "astro.config.mjs")
    assert found(load(tmp_path)) == [("other-system", "hint"), ("stray-markdown", "warning")]


@pytest.mark.parametrize("body", ["** Hours**", "**Hours", "[a](/b c)", '<a href="b"id="c">'])
def test_other_signs_are_shown_by_all_versions(tmp_path: Path, body: str) -> None:
    site_at(tmp_path, {**DOCUSAURUS, "docs/a.md": body})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("stray-markdown", "warning")]


JSX = "Text <img alt='a' src={require('./a.png')} /> and <div style={{ margin: 0 }}>more"


@pytest.mark.parametrize("system", ["docusaurus.config.js", "gatsby-config.js", "astro.config.mjs"])
def test_a_tag_with_a_value_in_braces_is_jsx_in_some_versions(tmp_path: Path, system: str) -> None:
    site_at(tmp_path, {system: "", "docs/a.md": JSX})
    expected = [("other-system", "hint"), *[("uncertain-markdown", "hint")] * 2]
    assert found(load(tmp_path)) == expected
    (tmp_path / system).rename(tmp_path / "mkdocs.yml")
    assert [code for code, _ in found(load(tmp_path))] == ["other-system", *["stray-markdown"] * 2]


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ("plugins:\n  - autorefs\n", "uncertain-markdown"),
        ("plugins:\n- mkdocstrings:\n    handlers: x\n", "uncertain-markdown"),
        ("plugins:\n  mkdocstrings:\n", "uncertain-markdown"),
        ("plugins:\n  - search\n  # - autorefs\n", "stray-markdown"),
        ("", "stray-markdown"),
    ],
)
@pytest.mark.parametrize("body", ["[`File`][site.files.File]", "[`site.files.File`][]"])
def test_plugins_of_mkdocs_may_know_identifiers(
    tmp_path: Path, config: str, code: str, body: str
) -> None:
    site_at(tmp_path, {"mkdocs.yml": config, "docs/a.md": f"See {body}.\n"})
    assert [code for code, _ in found(load(tmp_path / "docs"))] == ["other-system", code]


def test_a_reference_to_a_word_is_no_identifier(tmp_path: Path) -> None:
    site_at(tmp_path, {"mkdocs.yml": "plugins: \n  - autorefs\n", "a.md": "See [our form][form]."})
    assert ("stray-markdown", "warning") in found(load(tmp_path))


SOURCES = {"index.njk": "", "x/b.liquid": "", "x/c.webc": "", "x/d.html": "", "e.md": "# E\n"}


@pytest.mark.parametrize("system", ["eleventy.config.js", ".eleventy.js"])
def test_eleventy_links_to_the_sources_of_pages(tmp_path: Path, system: str) -> None:
    hrefs = [
        "index.njk",
        "../index.njk",
        "b.liquid",
        "/x/c.webc",
        "d.html",
        "e.md",
        "/x/b/",
        "/x/c",
    ]
    body = " ".join(f"[a]({href})" for href in hrefs)
    library = load(site_at(tmp_path, {system: "", "x/a.md": body, **SOURCES}))
    assert found(library) == [("other-system", "hint")]


def test_a_source_that_does_not_exist_is_a_broken_link(tmp_path: Path) -> None:
    body = "[a](f.md) [b](/x/f/)\n"
    library = load(site_at(tmp_path, {".eleventy.js": "", "x/a.md": body, **SOURCES}))
    assert found(library) == [("other-system", "hint"), *[("broken-link", "warning")] * 2]


def test_other_systems_do_not_build_templates_of_eleventy(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, {"mkdocs.yml": "", "x/a.md": "[a](/x/b/)\n", **SOURCES}))
    assert found(library) == [("other-system", "hint"), ("broken-link", "warning")]


@pytest.mark.parametrize(
    ("system", "broken"),
    [
        ("gatsby-config.js", ["/c/", "/d"]),
        ("eleventy.config.js", ["/c/", "/d"]),
        ("mkdocs.yml", ["/a", "/b/x/", "/c/", "/d"]),
    ],
)
def test_pages_may_be_below_a_folder_that_their_addresses_lack(
    tmp_path: Path, system: str, broken: list[str]
) -> None:
    body = "[a](/a) [b](/b/x/) [c](/c/) [d](/d)\n"
    pages = dict.fromkeys(("blog/b/x.md", "blog/c.md", "posts/c.md", "posts/e/d.md"), "# A\n")
    library = load(site_at(tmp_path, {system: "", "blog/a/index.md": body, **pages}))
    (page,) = (page for page in library.pages if page.path == "/blog/a/")
    assert [link.href for link in page.links if link.status == "broken"] == broken
    assert [link.href for link in page.links if link.status == "other"] == [
        href for href in ("/a", "/b/x/") if href not in broken
    ]
