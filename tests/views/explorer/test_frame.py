"""What all pages of the explorer share."""

from pathlib import Path

from app.library.library import Library
from app.problems import Problem
from app.views.explorer.frame import EditorLinks, Options, frame_of

TEMPLATE = "vscode://file{file}:{line}:{column}"


def test_a_file_opens_in_the_editor_at_its_place() -> None:
    editor = EditorLinks(TEMPLATE, Path("/site"))
    assert editor.to("a/b.md", 3, 7) == "vscode://file/site/a/b.md:3:7"
    assert editor.to("a.md") == "vscode://file/site/a.md:1:1"


def test_braces_in_the_name_of_a_file_are_no_placeholders() -> None:
    editor = EditorLinks("vscode://file{file}:{column}:{line}", Path("/site"))
    assert editor.to("{line} a.md", 3, 7) == "vscode://file/site/%7Bline%7D%20a.md:7:3"


def test_without_a_template_and_without_a_file_nothing_opens() -> None:
    assert EditorLinks(None, Path("/site")).to("a.md") is None
    assert EditorLinks(TEMPLATE, Path("/site")).to(".") is None


def test_the_menu_counts_records_and_problems(library: Library) -> None:
    problems = [Problem("a.md", 1, 1, "broken-link", "m"), Problem("a.md", 1, 1, "orphan", "m")]
    frame = frame_of(library, problems, Options("/api", None, True, False))
    numbers = {entry.name: entry.number for entry in frame.entries}
    assert numbers["pages"] == len(library.pages)
    assert numbers["problems"] == 2
    assert (frame.errors, frame.warnings, frame.hints) == (0, 1, 1)
    assert (frame.title, frame.root, frame.is_watching) == ("Small Clinic", "/api", True)
