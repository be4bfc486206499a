"""A repository of Markdown without front matter is a site on GitHub Pages."""

from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at

THEME = {"_config.yml": "theme: jekyll-theme-minimal\n"}


def site(folder: Path, **files: str) -> Library:
    named = {name.replace("__", "/").replace("_md", ".md"): text for name, text in files.items()}
    return load(site_at(folder, {**THEME, **named}))


def paths(library: Library) -> list[str]:
    return [page.path for page in library.pages]


def test_each_file_is_a_page_and_a_readme_the_index_of_its_folder(tmp_path: Path) -> None:
    library = site(
        tmp_path,
        README_md="# Home\n\n[Prices](prices.md), [rooms](rooms/README.md)\n",
        prices_md="# Prices\n",
        rooms__README_md="# Rooms\n",
    )
    assert paths(library) == ["/", "/prices.html", "/rooms/"]
    assert [page.title for page in library.pages] == ["Home", "Prices", "Rooms"]
    assert [link.status for link in library.pages[0].links] == ["ok", "ok"]
    assert not [problem for problem in library.problems if problem.severity != "hint"]


def test_beside_an_index_a_readme_is_none(tmp_path: Path) -> None:
    library = site(tmp_path, index_md="# Home\n", README_md="# The repository\n", LICENSE_md="MIT")
    assert paths(library) == ["/"]
    hints = [problem.file for problem in library.problems if problem.code == "not-served"]
    assert hints == ["LICENSE.md", "README.md"]


def test_the_folder_of_a_readme_may_be_that_of_the_source(tmp_path: Path) -> None:
    files = {"_config.yml": "source: docs\n", "docs/README.md": "# A\n", "docs/b/readme.md": "# B"}
    assert paths(load(site_at(tmp_path, files))) == ["/", "/b/"]


@pytest.mark.parametrize(
    "others",
    [
        {"a.md": "---\n---\n# A\n"},
        {"Gemfile": 'gem "jekyll"\n'},
        {"_plugins/a.rb": "class A < Jekyll::Generator\nend\n"},
        {"_config.yml": "plugins: [jekyll-archives]\n"},
    ],
)
def test_what_jekyll_alone_may_build_needs_front_matter(
    tmp_path: Path, others: dict[str, str]
) -> None:
    library = load(site_at(tmp_path, {**THEME, "index.md": "# Home\n", **others}))
    assert "/" not in paths(library)


def test_the_gem_of_github_pages_says_that_it_builds_the_site(tmp_path: Path) -> None:
    gemfile = 'gem "github-pages", group: :jekyll_plugins\n'
    files = {**THEME, "Gemfile": gemfile, "index.md": "# Home\n"}
    assert paths(load(site_at(tmp_path, files))) == ["/"]
