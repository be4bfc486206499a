"""Pages that authors name: by slug, path or title."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

PAGES: Mapping[str, str | bytes] = {
    "needling.md": "---\ntitle: Dry needling\nredirect_from: /old/\n---\n",
    "draft.md": "---\ntitle: Secret\ndraft: true\n---\n",
    "bad.md": "---\ntitle: [\n---\n",
}


def treated(load_files: LoadFiles, name: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the slugs of the treatments of a condition, and codes and hints of its problems."""
    condition = f"---\ntreatments: ['{name}']\n---\n"
    library = load_files({**PAGES, "conditions/pain.md": condition})
    problems = [problem for problem in library.problems if problem.file == "conditions/pain.md"]
    return (
        [ref.slug for ref in library.conditions_by_slug["pain"].treatments],
        [(problem.code, problem.hint) for problem in problems if problem.code != "orphan"],
    )


@pytest.mark.parametrize(
    "name", ["needling", "/needling/", "dry needling", "Dry Needling", "/old/", "needling.html"]
)
def test_a_page_is_named_by_slug_path_or_title(load_files: LoadFiles, name: str) -> None:
    assert treated(load_files, name) == (["needling"], [])


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("needlin", "unknown-reference", 'Did you mean "needling"?'),
        ("xyz", "unknown-reference", "Name a page's slug or title."),
        ("draft", "unpublished-reference", "Take it out, or publish it."),
        ("secret", "unpublished-reference", "Take it out, or publish it."),
    ],
)
def test_a_name_of_no_page_is_reported_with_advice(
    load_files: LoadFiles, name: str, code: str, hint: str
) -> None:
    assert treated(load_files, name) == ([], [(code, hint)])


def test_a_related_name_may_be_a_condition_or_a_page(load_files: LoadFiles) -> None:
    library = load_files({"conditions/pain.md": "---\nrelated: [xyz]\n---\n"})
    (problem,) = [item for item in library.problems if item.code == "unknown-reference"]
    assert problem.message == 'related names "xyz", which is no condition or page'
    assert problem.hint == "Name a condition or page's slug or title."


def test_the_name_of_an_unreadable_file_is_not_reported(load_files: LoadFiles) -> None:
    assert treated(load_files, "bad") == ([], [])
