"""A page that shows the parts of a theme has one hint, and no other page has."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
CONFIGURATION: Mapping[str, str | bytes] = {"_config.yml": ""}
SAMPLES = "---\n---\n<form><input></form>\n\n[a](#lost) [b](/nowhere/) ![c](/no.png)\n"


def codes(library: Library, file: str) -> list[str]:
    return [problem.code for problem in library.problems if problem.file == file]


@pytest.mark.parametrize(
    "file", ["style-guide.md", "elements.html", "_pages/Components.html", "ui-kit/buttons.md"]
)
def test_its_problems_are_one_hint(load_files: LoadFiles, file: str) -> None:
    configuration = "collections: {pages: {output: true}}\n"
    html = '---\n---\n<form><input></form>\n<a href="#lost">a</a> <img src="/no.png">\n'
    text = SAMPLES if file.endswith(".md") else html
    library = load_files({"_config.yml": configuration, file: text})
    (problem,) = (item for item in library.problems if item.code not in {"orphan", "dropped-html"})
    assert (problem.code, problem.line) == ("sample-page", 3)
    assert "missing-anchor 1, missing-image 1, removed-html 1" in problem.message


@pytest.mark.parametrize("file", ["contact.md", "book.html", "components-of-care.md", "tests/a.md"])
def test_a_page_of_another_name_keeps_them(load_files: LoadFiles, file: str) -> None:
    found = codes(load_files({**CONFIGURATION, file: SAMPLES}), file)
    assert "removed-html" in found
    assert "sample-page" not in found


@pytest.mark.parametrize("body", ["[a](#lost)\n", '<iframe src="https://x.test"></iframe>\n'])
def test_a_page_of_the_name_without_a_form_keeps_them(load_files: LoadFiles, body: str) -> None:
    library = load_files({**CONFIGURATION, "components.md": f"---\n---\n{body}"})
    assert {"missing-anchor", "removed-html"} & set(codes(library, "components.md"))
