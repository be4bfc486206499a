"""What a `_config.yml` says of files, addresses and the site; what it does not say is Jekyll's."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.dialects.jekyll.configuration import Default, JekyllCollection, JekyllConfiguration
from app.front_matter import plain, read_yaml
from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at
from tests.dialects.jekyll.recorded import configuration

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("www.clinic.example", "https://www.clinic.example"),
        ("//clinic.example/", "https://clinic.example"),
        ("https://clinic.example", "https://clinic.example"),
    ],
)
def test_an_address_without_a_scheme_is_one_of_https(
    load_files: LoadFiles, url: str, base: str
) -> None:
    library = load_files({"_config.yml": f"url: {url}\n", "index.md": "---\n---\n"})
    assert library.site.base_url == base
    reported = [(problem.line, problem.column, problem.code) for problem in library.problems]
    assert reported == ([] if url == base else [(1, 6, "unfit-value")])


@pytest.mark.parametrize("setting", ["timezone: Mars/Base", "url: /about"])
def test_a_setting_that_jekyll_accepts_is_no_error(load_files: LoadFiles, setting: str) -> None:
    library = load_files({"_config.yml": f"{setting}\n", "index.md": "---\n---\n"})
    (problem,) = library.problems
    assert str(problem.severity) == "warning"
    assert problem.message.split()[0] == setting.partition(":")[0]


def test_an_empty_configuration_is_jekylls_own() -> None:
    found = configuration("")
    assert found.permalink == "date"
    assert found.baseurl == ""
    assert found.collections == {
        "posts": JekyllCollection(
            "posts",
            output=True,
            permalink="/:categories/:year/:month/:day/:title:output_ext",
            future=False,
        )
    }
    assert found.collections_dir == ""
    assert found.defaults == ()
    assert (found.data_dir, found.includes_dir, found.destination) == (
        "_data",
        "_includes",
        "_site",
    )
    assert (found.layouts_dir, found.plugins_dir) == ("_layouts", "_plugins")
    assert found.markdown_suffixes == {".markdown", ".mkdown", ".mkdn", ".mkd", ".md"}
    assert found.kramdown_input == "GFM"
    assert found.excerpt_separator == "\n\n"
    assert found.plugins == frozenset()
    assert [found.future, found.unpublished, found.show_drafts] == [False, False, False]
    assert "node_modules" in found.exclude


def test_a_pattern_is_reported_at_its_own_entry(load_files: LoadFiles) -> None:
    site = {"_config.yml": 'exclude: ["", ok, "[z-a]"]\n', "index.md": "---\n---\n"}
    (problem,) = load_files(site).problems
    assert (problem.line, problem.column) == (1, 19)


@pytest.mark.parametrize("written", ["true", "yes", "ON", "1", "'false'"])
def test_what_ruby_takes_for_true_is_true(written: str) -> None:
    text = f"future: {written}\ncollections: {{notes: {{output: {written}}}}}\n"
    assert configuration(text).future
    assert configuration(text).collections["notes"].output


@pytest.mark.parametrize("written", ["false", "no", "Off", "~", ""])
def test_only_false_and_null_are_not(written: str) -> None:
    assert not configuration(f"future: {written}\n").future
    found = configuration(f"collections:\n  notes:\n    output: {written}\n")
    assert not found.collections["notes"].output


def test_collections_may_be_names_alone_and_names_lose_what_no_folder_has() -> None:
    found = configuration("collections: [notes, posts]").collections
    assert {label: each.output for label, each in found.items()} == {"posts": True, "notes": False}
    found = configuration("collections: {'a b!': {output: true, permalink: /x/}}").collections
    assert found["ab"] == JekyllCollection("ab", output=True, permalink="/x/", future=False)


def test_posts_follow_their_own_permalink_before_the_sites() -> None:
    text = "permalink: pretty\ncollections: {posts: {permalink: /p/:title/, output: false}}\n"
    posts = configuration(text).collections["posts"]
    assert (posts.permalink, posts.output) == ("/p/:title/", True)
    assert configuration("permalink: /x/:title").collections["posts"].permalink == "/x/:title"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("base", "/base"), ("/base/", "/base"), ("/", ""), ("' /a/b '", "/a/b"), ("~", "")],
)
def test_a_base_path_has_a_slash_before_it_and_none_behind(written: str, expected: str) -> None:
    assert configuration(f"baseurl: {written}").baseurl == expected


def test_lists_may_be_one_text() -> None:
    found = configuration(
        "exclude: a b\ninclude: [c, 1]\nplugins: x\ngems: [y]\nmarkdown_ext: ' md, MD2,'"
    )
    assert found.exclude[:2] == ("a", "b")
    assert found.include[-2:] == ("c", "1")
    assert found.plugins == {"x", "y"}
    assert found.markdown_suffixes == {".md", ".md2"}


def test_scopes_without_values_are_none_and_old_names_of_types_are_known() -> None:
    text = (
        "defaults:\n"
        "- {scope: {path: a, type: post}, values: {x: 1}}\n"
        "- {values: {x: 2}}\n"
        "- {scope: {path: b}}\n"
        "- text\n"
    )
    first, second = configuration(text).defaults
    assert (first.path, first.type, plain(first.values)) == ("a", "posts", {"x": 1})
    assert second == Default("", None, second.values)


def test_the_site_is_told_in_the_words_of_a_site_file() -> None:
    text = (
        "name: Name\ntagline: Line\nurl: https://clinic.example/\nbaseurl: base\n"
        "locale: en\ntimezone: America/Denver\n"
    )
    found, _ = read_yaml(text)
    told = JekyllConfiguration.of(found).site(found)
    assert told.values == {
        "title": "Name",
        "description": "Line",
        "base_url": "https://clinic.example/base",
        "language": "en",
        "time_zone": "America/Denver",
    }
    assert told.marks[("title",)] == found.marks[("name",)]
    assert told.marks[("base_url",)] == found.marks[("url",)]


@pytest.mark.parametrize(
    "text",
    [
        "collections: 3\ndefaults: {}\nexclude: {a: b}\ninclude: 7\nkramdown: 3\n",
        "title: [x]\npermalink: {a: 1}\nbaseurl: [a]\nplugins: {a: b}\nmarkdown_ext: [a]\n",
        "collections: {notes: [a]}\ndefaults: [{scope: a, values: {b: c}}]\n",
    ],
)
def test_values_of_other_types_are_as_if_they_were_not_there(text: str) -> None:
    found = configuration(text)
    assert found.permalink == "date"
    assert found.collections["posts"].output
    assert found.baseurl == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: T\nexclude: [a, '[z-a]']\n", 2),
        ("title: T\ninclude: '[z-a]'\n", 2),
        (f"title: T\ndefaults:\n- scope: {{path: '{'**/?' * 60_000}'}}\n  values: {{a: b}}\n", 3),
    ],
)
def test_an_invalid_pattern_is_a_problem_at_its_place(tmp_path: Path, text: str, line: int) -> None:
    site_at(tmp_path, {"_config.yml": text, "a.md": "---\n---\n# A\n"})
    problems = [each for each in load(tmp_path).problems if each.code == "invalid-value"]
    assert [(each.file, each.line) for each in problems] == [("_config.yml", line)]
