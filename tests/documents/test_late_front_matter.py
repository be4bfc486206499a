"""Front matter after blank characters is reported, where it is not read."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

BLOCK = "---\ntitle: Neck pain\n---\nText\n"


def reported(library: Library) -> list[tuple[str, str]]:
    """The messages and remedies about late front matter."""
    return [
        (problem.message, problem.hint)
        for problem in library.problems
        if problem.code == "late-front-matter"
    ]


@pytest.mark.parametrize(
    ("blank", "name"),
    [
        (" ", "a space"),
        ("\t", "a tab"),
        ("\u200b", "the invisible character U+200B (zero width space)"),
        ("\u00a0", "the invisible character U+00A0 (no-break space)"),
    ],
)
def test_blanks_before_front_matter_are_named(load_files: LoadFiles, blank: str, name: str) -> None:
    library = load_files({"a.md": f"{blank}{BLOCK}"})
    message = f"{name} stands before the front matter, so it is not read as such"
    assert reported(library) == [(message, "Delete everything before the first ---.")]


def test_a_file_that_jekyll_reads_as_no_page_is_reported(load_files: LoadFiles) -> None:
    library = load_files({"_config.yml": "title: A\n", "a.md": f"\n{BLOCK}"})
    (problem,) = (problem for problem in library.problems if problem.file == "a.md")
    assert problem.code == "late-front-matter"
    assert problem.message.startswith("an empty line stands before")


@pytest.mark.parametrize(
    "text",
    [
        BLOCK,
        f"\n{BLOCK}",
        " ---\nJust a rule above\n",
        " ---\nNote: a text between two rules, the second is not there\n",
        " ***\nTitle: text\n***\n",
        "# Title\n\n ---\nNote: text\n---\n",
    ],
)
def test_what_is_read_or_is_none_is_not_reported(load_files: LoadFiles, text: str) -> None:
    assert reported(load_files({"a.md": text})) == []


def test_hugo_reads_front_matter_after_a_space(load_files: LoadFiles) -> None:
    files = {"hugo.toml": "title = 'A'\n", "content/a.md": f" {BLOCK}\n[lost](/lost/)\n"}
    library = load_files(files)
    assert reported(library) == []
    assert library.pages_by_slug["a"].title == "Neck pain"
    assert [problem.line for problem in library.problems if problem.code == "broken-link"] == [6]


def test_hugo_reads_none_after_an_invisible_character(load_files: LoadFiles) -> None:
    files = {"hugo.toml": "title = 'A'\n", "content/a.md": f"\u200b{BLOCK}"}
    assert [message[:23] for message, _ in reported(load_files(files))] == [
        "the invisible character"
    ]
