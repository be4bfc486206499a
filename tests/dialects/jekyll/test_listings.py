"""Pages that a layout, an include, data, the configuration or a theme may list are no orphans."""

from pathlib import Path

import pytest

from app.library.load import load
from tests.conftest import site_at

PAGE = "---\ntitle: {}\n---\n"
TREE = {
    "_config.yml": "title: A\n",
    "index.md": PAGE.format("Home"),
    "about.md": PAGE.format("About"),
    "_posts/2026-01-02-news.md": PAGE.format("News"),
    "_layouts/default.html": "<nav></nav>",
}


def orphans(folder: Path) -> list[str]:
    return [each.file for each in load(folder).problems if each.code == "orphan"]


def test_a_page_that_nothing_lists_is_an_orphan(tmp_path: Path) -> None:
    assert orphans(site_at(tmp_path, TREE)) == ["_posts/2026-01-02-news.md", "about.md"]


@pytest.mark.parametrize(
    ("files", "left"),
    [
        ({"_layouts/default.html": "{% for p in site.pages %}{% endfor %}"}, ["news"]),
        ({"_includes/nav.html": "{% for p in site.posts %}{% endfor %}"}, ["about"]),
        ({"_layouts/home.html": "{{ paginator.posts }}"}, ["about"]),
        ({"_layouts/default.html": "{{ site[page.list] }}"}, []),
        ({"_layouts/default.html": '<a href="/about.html">A</a>'}, ["news"]),
        ({"_includes/nav.html": "<a href={{ 'about' | relative_url }}>A</a>"}, ["news"]),
        ({"_data/menu.yml": "- url: /about/\n"}, ["news"]),
        ({"_config.yml": "header_pages: [about.md]\n"}, ["news"]),
        ({"_config.yml": "theme: minima\n"}, []),
        ({"_config.yml": "remote_theme: a/b\n"}, []),
        ({"_layouts/default.html": "all about us, site.title"}, ["news", "about"]),
        ({"_data/menu.yml": "- url: about\n"}, ["news"]),
        ({"_config.yml": "paginate: 5\n"}, ["about"]),
    ],
)
def test_what_may_list_a_page(tmp_path: Path, files: dict[str, str], left: list[str]) -> None:
    names = {"_posts/2026-01-02-news.md": "news", "about.md": "about"}
    assert [names[file] for file in orphans(site_at(tmp_path, {**TREE, **files}))] == left


def test_a_hugo_tree_has_no_orphans(tmp_path: Path) -> None:
    site_at(tmp_path, {"hugo.toml": "", "content/a.md": PAGE.format("A")})
    assert orphans(tmp_path) == []
