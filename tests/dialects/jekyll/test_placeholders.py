"""A plugin fills placeholders from front matter; without any, Jekyll knows none of them."""

from pathlib import Path

import pytest

from app.dialects.jekyll.placeholders import plugins_may_fill
from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at
from tests.dialects.jekyll.recorded import configuration

NOTES = 'collections: {notes: {output: true, permalink: "/:lang/:number_:title/"}}\n'
PLUGIN = "Jekyll::Drops::UrlDrop.class_eval do\n  def number\n  end\nend\n"


def site(folder: Path, front_matter: str, configuration: str = NOTES) -> Library:
    text = f"---\n{front_matter}\n---\n"
    files = {"_config.yml": configuration, "_plugins/a/number.rb": PLUGIN, "_notes/a.md": text}
    return load(site_at(folder, files))


# What Jekyll 4.3.1 makes of them with such a plugin.
@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("1", "/de/1_a/"),
        ("1.50", "/de/1.5_a/"),
        ("1.0", "/de/1.0_a/"),
        ("true", "/de/true_a/"),
        ("no", "/de/false_a/"),
        ("2024-01-02", "/de/2024-01-02_a/"),
        ("'a b%c'", "/de/a b%c_a/"),
        ("~", "/de/_a/"),
        ("x/Y é", "/de/x/Y é_a/"),
        ("0x1F", "/de/31_a/"),
    ],
)
def test_a_value_of_the_front_matter_is_written_as_ruby_writes_it(
    tmp_path: Path, written: str, path: str
) -> None:
    library = site(tmp_path, f"number: {written}\nlang: de")
    assert [page.path for page in library.pages] == [path]
    assert not {problem.code for problem in library.problems} & {"invalid-slug", "changed-slug"}


def test_defaults_of_the_configuration_fill_placeholders_too(tmp_path: Path) -> None:
    defaults = "defaults: [{scope: {path: ''}, values: {number: 1, lang: de}}]\n"
    library = site(tmp_path, "title: A", NOTES + defaults)
    assert [page.path for page in library.pages] == ["/de/1_a/"]


@pytest.mark.parametrize("written", ["title: A", "number: [1]", f"number: {10**50}"])
def test_what_front_matter_does_not_tell_is_a_warning(tmp_path: Path, written: str) -> None:
    library = site(tmp_path, f"lang: de\n{written}")
    (problem,) = (problem for problem in library.problems if problem.severity != "hint")
    assert (problem.code, problem.line) == ("changed-slug", 1)
    assert problem.message == "its permalink has the unknown placeholder :number_"


def test_without_a_plugin_it_is_an_error_as_in_jekyll(tmp_path: Path) -> None:
    text = "---\npermalink: /:number/\nnumber: 1\n---\n"
    files = {"_config.yml": "collections: {notes: {output: true}}\n", "_notes/a.md": text}
    (problem,) = (
        problem
        for problem in load(site_at(tmp_path, files)).problems
        if problem.severity == "error"
    )
    assert (problem.code, problem.line) == ("invalid-slug", 2)


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        ("", (), False),
        ("", ("_plugins/a.rb",), True),
        ("", ("_plugins/a.md", "lib/a.rb"), False),
        ("plugins_dir: lib\n", ("lib/a.rb",), True),
        ("plugins: [jekyll-feed, jekyll-sitemap]\n", (), False),
        ("plugins: [jekyll-feed, jekyll-last-modified-at]\n", (), True),
        ("gems: [jekyll-polyglot]\n", (), True),
    ],
)
def test_plugins_of_the_tree_and_those_that_github_pages_lacks_may_add_some(
    text: str, files: tuple[str, ...], expected: bool
) -> None:
    assert plugins_may_fill(configuration(text), files) is expected
