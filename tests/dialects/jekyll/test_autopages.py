"""Lists that jekyll-paginate-v2 makes, and their pages: links to them are not broken."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.documents.reader import Reader
from app.library.build import LibraryBuilder
from app.library.library import Library
from tests.conftest import site_at

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
CONFIGURATION = """\
collections: {notes: {output: true}}
plugins: [jekyll-paginate-v2]
pagination: {enabled: true, per_page: 2, permalink: "/page/:num/"}
autopages:
  enabled: true
  tags: {permalink: "/topic/:tag", slugify: {mode: raw}}
  categories: {enabled: false}
"""
POSTS: Mapping[str, str | bytes] = {
    f"_posts/2024-01-0{day}-p{day}.md": "---\ntags: [Neck & Back]\ncategory: care\n---\n"
    for day in (1, 2, 3)
}
BLOG = "---\npagination: {enabled: true}\n---\n"


def statuses(library: Library, *addresses: str) -> list[str]:
    page = library.pages_by_slug["links.html"]
    by_href = {link.href: link.status for link in page.links}
    return [by_href[address] for address in addresses]


def links(*addresses: str) -> str:
    return "---\n---\n" + " ".join(f"[x]({address})" for address in addresses) + "\n"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/topic/neck-&-back/", "other"),
        ("/topic/neck-&-back/page/2/", "other"),
        ("/topic/neck-&-back/page/3/", "broken"),
        ("/topic/neck-back/", "broken"),
        ("/tag/neck-back/", "broken"),
        ("/category/care/", "broken"),
        ("/collection/posts/", "other"),
        ("/collection/notes/", "other"),
        ("/collection/others/", "broken"),
        ("/blog/page/2/", "other"),
        ("/blog/page/3/", "broken"),
        ("/all/seite2/", "other"),
        ("/all/seite4/", "other"),
        ("/all/seite5/", "broken"),
        ("/page/2/", "broken"),
    ],
)
def test_lists_and_their_pages_are_there(load_files: LoadFiles, address: str, status: str) -> None:
    library = load_files(
        {
            "_config.yml": CONFIGURATION,
            **POSTS,
            "_notes/a.md": "---\n---\n",
            "blog/index.html": BLOG,
            "all/index.md": "---\npagination: {enabled: true, collection: [posts, notes], "
            "per_page: 1, permalink: /seite:num/}\n---\n",
            "links.md": links(address),
        }
    )
    assert statuses(library, address) == [status]


def test_a_list_has_the_default_address_and_words_of_letters(load_files: LoadFiles) -> None:
    configuration = "pagination: {enabled: true}\nautopages: {enabled: true}\n"
    there = ("/tag/neck-back/", "/category/care/", "/tag/neck-back/page1/")
    library = load_files({"_config.yml": configuration, **POSTS, "links.md": links(*there)})
    assert statuses(library, *there) == ["other"] * 3


@pytest.mark.parametrize(
    "configuration",
    [
        "pagination: {enabled: true}\nautopages: {enabled: false}\n",
        "pagination: {enabled: true}\nautopages: {enabled: true, tags: {enabled: false}}\n",
        "title: T\n",
    ],
)
def test_without_the_plugin_there_are_no_lists(load_files: LoadFiles, configuration: str) -> None:
    library = load_files(
        {"_config.yml": configuration, **POSTS, "links.md": links("/tag/neck-back/")}
    )
    assert statuses(library, "/tag/neck-back/") == ["broken"]


@pytest.mark.parametrize("size", ["0", "-1", "many"])
def test_a_size_that_is_none_is_the_default(load_files: LoadFiles, size: str) -> None:
    configuration = f"pagination: {{enabled: true, per_page: {size}}}\n"
    blog = f"---\npagination: {{enabled: true, per_page: {size}}}\n---\n"
    there = ("/blog/page1/", "/blog/page2/")
    library = load_files(
        {"_config.yml": configuration, **POSTS, "blog/index.html": blog, "links.md": links(*there)}
    )
    assert statuses(library, *there) == ["other", "broken"]


def test_lists_without_pagination_have_one_page(load_files: LoadFiles) -> None:
    there = ("/tag/neck-back/", "/tag/neck-back/page1/")
    library = load_files(
        {"_config.yml": "autopages: {enabled: true}\n", **POSTS, "links.md": links(*there)}
    )
    assert statuses(library, *there) == ["other", "broken"]


def test_an_edit_of_a_list_is_seen_by_the_pages_that_link_to_it(tmp_path: Path) -> None:
    files = {"_config.yml": CONFIGURATION, **POSTS, "blog/index.html": "---\n---\n"}
    site = site_at(tmp_path, {**files, "links.md": links("/blog/page/2/")})
    builder, reader = LibraryBuilder(), Reader(site)
    first = reader.read(reader.listing())
    before = statuses(builder.build(first, first.read_at), "/blog/page/2/")
    (site / "blog/index.html").write_text(BLOG, encoding="utf-8")
    second = reader.read(reader.listing())
    after = statuses(builder.build(second, second.read_at), "/blog/page/2/")
    assert (before, after) == (["broken"], ["other"])
