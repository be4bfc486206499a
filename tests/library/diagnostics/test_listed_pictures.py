"""A missing picture that lists of pages show is reported where it can be mended."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from app.library.library import Library

LoadFiles: TypeAlias = Callable[[Mapping[str, str | bytes]], Library]

LIST = "{% for post in site.posts %}![a]({{ post.photo.src }})\n{% endfor %}"
TEAM = "{% for one in site.team %}![a]({{ '/c' | append: one.photo }})\n{% endfor %}"
POST = "---\nphoto: {src: /img/a%20b.jpg, alt: A}\n---\n"
MESSAGE = 'the picture "/img/a%20b.jpg" is not in the content folder'


def missing(library: Library) -> list[tuple[str, int, int, str]]:
    return [
        (problem.file, problem.line, problem.column, problem.message)
        for problem in library.problems
        if problem.code == "missing-image"
    ]


def test_it_stands_once_at_the_page_that_names_it(load_files: LoadFiles) -> None:
    pages = dict.fromkeys(("a.md", "b.html", "c.md"), f"---\n---\n{LIST}")
    library = load_files({"_config.yml": "", **pages, "_posts/2026-01-02-x.md": POST})
    assert missing(library) == [
        ("_posts/2026-01-02-x.md", 1, 1, f"{MESSAGE}; photo.src names it"),
    ]


def test_of_several_pages_that_name_it_the_first_has_the_problem(load_files: LoadFiles) -> None:
    posts = {f"_posts/2026-01-0{day}-x.md": POST for day in (2, 3, 4)}
    library = load_files({"_config.yml": "", "a.md": f"---\n---\n{LIST}", **posts})
    assert missing(library) == [
        ("_posts/2026-01-02-x.md", 1, 1, f"{MESSAGE}; photo.src names it, as 2 other pages do"),
    ]


def test_a_page_that_has_the_problem_already_has_it_once(load_files: LoadFiles) -> None:
    text = "---\ntitle: X\nimage: /x.jpg\n---\n"
    body = "---\n---\n{% for post in site.posts %}![a]({{ post.image }})\n{% endfor %}"
    library = load_files({"_config.yml": "", "a.md": body, "_posts/2026-01-02-x.md": text})
    assert missing(library) == [
        ("_posts/2026-01-02-x.md", 3, 8, 'the picture "/x.jpg" is not in the content folder'),
    ]


def test_documents_without_a_page_and_a_base_path_count(load_files: LoadFiles) -> None:
    files = {"a.md": f"---\n---\n{TEAM}", "_team/ann.md": "---\nphoto: /ann.jpg\n---\n"}
    library = load_files({"_config.yml": "baseurl: /c\ncollections: [team]\n", **files})
    assert [place[0] for place in missing(library)] == ["_team/ann.md"]


@pytest.mark.parametrize(
    "body",
    [
        "![a](/img/a%20b.jpg) {{ 1 }}",
        "{% include a.html %}",
        "{% for post in site.posts %}![a](/no/{{ post.title }}.jpg){% endfor %}",
    ],
)
def test_what_no_other_page_names_stays_where_it_is(load_files: LoadFiles, body: str) -> None:
    files = {"_includes/a.html": '<img src="/img/c.jpg" alt="">', "_posts/2026-01-02-x.md": POST}
    library = load_files({"_config.yml": "", "a.md": f"---\n---\n{body}\n", **files})
    assert [place[:2] for place in missing(library)] == [("a.md", 3)]
