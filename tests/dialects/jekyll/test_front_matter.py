"""Front matter that Jekyll leaves out, with a warning; recorded with Jekyll 4.3.1."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


@pytest.mark.parametrize(
    ("text", "title", "body", "line"),
    [
        # A quote that is not closed: Jekyll builds the page without front matter.
        ('---\ntitle: "Heel\n---\nText.\n', "A", "<p>Text.</p>\n", 2),
        ("---\n%TAG ! a:\ntitle: Heel\n---\nText.\n", "A", "<p>Text.</p>\n", 3),
        # Ruby reads the first document of YAML, which ends where a line is further to the left.
        ("---\n  title: Heel\nsubtitle: x\n---\nText.\n", "Heel", "<p>Text.</p>\n", 3),
        ("---\ntitle: *b\n---\nText.\n", "*b", "<p>Text.</p>\n", 2),
        # Without an end all is text.
        ("---\ntitle: Heel\n", "A", "<hr>\n<p>title: Heel</p>\n", 1),
    ],
)
def test_a_page_whose_front_matter_jekyll_cannot_read_is_served(
    load_files: LoadFiles, text: str, title: str, body: str, line: int
) -> None:
    library = load_files({"_config.yml": "title: A\n", "a.md": text})
    page = library.pages_by_slug["a.html"]
    assert (page.title, page.subtitle) == (title, None)
    assert page.body.content.unpack().html == body
    (problem,) = (problem for problem in library.problems if problem.severity != "hint")
    assert (problem.code, problem.line) == ("skipped-front-matter", line)


def test_front_matter_must_parse_where_the_configuration_is_strict(load_files: LoadFiles) -> None:
    files = {"_config.yml": "strict_front_matter: true\n", "a.md": '---\ntitle: "Heel\n---\n'}
    (problem,) = load_files(files).problems
    assert (problem.file, problem.code) == ("a.md", "front-matter-syntax")


def test_front_matter_that_is_a_list_is_an_error_as_jekyll_builds_no_such_page(
    load_files: LoadFiles,
) -> None:
    (problem,) = load_files({"_config.yml": "title: A\n", "a.md": "---\n- a\n---\n"}).problems
    assert problem.code == "front-matter-not-mapping"
