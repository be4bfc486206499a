"""A picture that cannot be read is a hint where nothing shows it."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SITE: Mapping[str, str | bytes] = {"_config.yml": "", "img/a.png": b"none", "a.md": "---\n---\nA\n"}


def code(library: Library) -> str:
    (problem,) = (item for item in library.problems if item.file == "img/a.png")
    return problem.code


def test_nothing_shows_it(load_files: LoadFiles) -> None:
    assert code(load_files(SITE)) == "unused-image"


def test_script_in_a_drawing_that_nothing_shows_is_a_hint(load_files: LoadFiles) -> None:
    site = {"_config.yml": "", "img/a.svg": "<svg><script>a()</script></svg>"}
    page = {"a.md": "---\n---\n![A](/img/a.svg)\n"}
    codes = [
        [problem.code for problem in load_files(files).problems if problem.file == "img/a.svg"]
        for files in ({**site, "a.md": "---\n---\n"}, {**site, **page})
    ]
    assert codes == [["unused-image"], ["unsafe-svg"]]


def test_many_are_looked_up_in_linear_time(load_files: LoadFiles) -> None:
    # A repository that keeps pictures elsewhere has a text in place of each.
    pictures: dict[str, str | bytes] = {f"img/a {n}.png": b"version 1" for n in range(2_000)}
    texts = {f"_data/{n}.yml": f"- img/b{n}.png\n" * 500 for n in range(200)}
    problems = load_files({**SITE, **pictures, **texts, "_data/x.yml": "- img/a 7.png"}).problems
    codes = [problem.code for problem in problems if problem.file.startswith("img/a ")]
    assert (codes.count("unused-image"), codes.count("unreadable-image")) == (1_999, 1)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("b.md", "---\n---\n![A](/img/a.png)\n"),
        ("b.md", "---\nimage: /img/a.png\n---\n"),
        ("b.md", "---\nheader: {teaser: img/a.png}\n---\n"),
        ("_layouts/default.html", '<img src="{{ site.baseurl }}/img/a.png">'),
        ("_data/team.yml", "- photo: a.png\n"),
    ],
)
def test_a_page_a_layout_or_data_name_it(load_files: LoadFiles, file: str, text: str) -> None:
    assert code(load_files({**SITE, file: text})) == "unreadable-image"
