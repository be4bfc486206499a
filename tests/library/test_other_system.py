"""Trees of systems whose rules are not known."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at

BODY = "# A\n\n[b](b.md#lost) [c](c.md) ![d](d.png) ![]( )\n"


def found(library: Library) -> list[tuple[str, str]]:
    return [
        (problem.code, problem.severity.value)
        for problem in library.problems
        if problem.code not in {"orphan", "not-served"}
    ]


@pytest.mark.parametrize(
    ("files", "content"),
    [
        ({"mkdocs.yml": ""}, "."),
        ({"../mkdocs.yml": ""}, "."),
        ({"book.toml": "", "SUMMARY.md": ""}, "."),
        ({"docs/docusaurus.config.ts": ""}, "docs"),
        ({"SUMMARY.md": ""}, "docs"),
        ({".vitepress/config.ts": ""}, "docs"),
        ({"astro.config.mjs": ""}, "docs"),
    ],
)
def test_what_such_a_system_may_make_is_a_hint(
    tmp_path: Path, files: Mapping[str, str], content: str
) -> None:
    root = tmp_path / "site"
    site_at(root, {f"{content}/a.md": BODY, f"{content}/b.md": "# B\n"})
    site_at(root, files)
    assert found(load(root / content)) == [
        ("other-system", "hint"),
        ("uncertain-anchor", "hint"),
        ("broken-link", "warning"),
        ("uncertain-image", "hint"),
        ("missing-image", "warning"),
    ]


@pytest.mark.parametrize("files", [{}, {"mkdocs.yml": "", "site.yaml": ""}, {"x/mkdocs.yml": ""}])
def test_any_other_tree_misses_them(tmp_path: Path, files: Mapping[str, str]) -> None:
    site_at(tmp_path, {"a.md": BODY, "b.md": "# B\n", **files})
    assert found(load(tmp_path)) == [
        ("missing-anchor", "warning"),
        ("broken-link", "warning"),
        ("missing-image", "warning"),
        ("missing-image", "warning"),
    ]


def test_a_value_that_does_not_fit_is_no_error_in_such_a_tree(tmp_path: Path) -> None:
    site_at(tmp_path, {"a.md": "---\ndate: {created: 2026-03-31}\n---\n"})
    assert found(load(tmp_path)) == [("invalid-value", "error")]
    site_at(tmp_path, {"mkdocs.yml": ""})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("unfit-value", "warning")]


def test_headings_have_the_ids_of_their_authors_in_such_a_tree_alone(tmp_path: Path) -> None:
    site_at(tmp_path, {"a.md": "## Hours {#times}\n"})
    (page,) = load(tmp_path).pages
    assert [(entry.id, entry.title) for entry in page.body.toc] == [
        ("hours-times", "Hours {#times}")
    ]
    site_at(tmp_path, {"mkdocs.yml": ""})
    (page,) = load(tmp_path).pages
    assert [(entry.id, entry.title) for entry in page.body.toc] == [("times", "Hours")]


def test_the_problem_names_the_system(tmp_path: Path) -> None:
    site_at(tmp_path, {"book.toml": "", "SUMMARY.md": "# A\n"})
    problem = min(load(tmp_path).problems)
    assert str(problem) == (
        ".:1:1: hint[other-system]: the folder is one of mdBook (book.toml), whose rules are not "
        "known here. It is read as plain Markdown. A picture or an anchor that is not found is "
        "only a hint, because mdBook may make it."
    )


FILES_BODY = (
    "# A\n\n[a](/a.pdf) [b](./../b.zip) ![c](/c.svg) [d](/lost.docx) [e](/lost) [f](/p%20q.pdf)\n"
)


@pytest.mark.parametrize(
    ("system", "static"),
    [
        (".vitepress/config.ts", "docs/public"),
        (".vitepress/config.ts", "public"),
        ("docs/.vitepress/config.ts", "docs/public"),
        ("docusaurus.config.js", "static"),
        ("gatsby-config.js", "docs/static"),
    ],
)
def test_static_files_of_such_a_system_are_at_the_top_of_the_website(
    tmp_path: Path, system: str, static: str
) -> None:
    files = {f"{static}/{name}": "x" for name in ("a.pdf", "b.zip", "p q.pdf")}
    files[f"{static}/c.svg"] = "<svg viewBox='0 0 1 1'></svg>"
    site_at(tmp_path, {system: "", "docs/x/a.md": FILES_BODY, **files})
    library = load(tmp_path / "docs")
    assert found(library) == [
        ("other-system", "hint"),
        ("uncertain-file", "hint"),
        ("broken-link", "warning"),
    ]
    (page,) = (page for page in library.pages if page.source.file == "x/a.md")
    is_inside = static.startswith("docs/")
    status = "asset" if is_inside else "other"
    assert [link.status for link in page.links] == [status, status, "broken", "broken", status]
    folder = f"/{static.removeprefix('docs/')}"
    names = ["c.svg", "a.pdf", "b.zip", "p q.pdf"]
    assert sorted(page.body.assets) == sorted(f"{folder}/{name}" for name in names if is_inside)


def test_a_static_folder_of_another_system_is_like_any_other(tmp_path: Path) -> None:
    site_at(tmp_path, {"mkdocs.yml": "", "a.md": "[a](/a.pdf)\n", "public/a.pdf": "x"})
    assert found(load(tmp_path)) == [("other-system", "hint"), ("uncertain-file", "hint")]
    site_at(tmp_path, {"site.yaml": ""})
    assert found(load(tmp_path)) == [("broken-link", "warning")]


def test_a_static_file_that_comes_later_is_read_by_a_reload(tmp_path: Path) -> None:
    site_at(tmp_path, {"astro.config.mjs": "", "docs/a.md": "[a](/a.pdf)\n"})
    before = load(tmp_path / "docs")
    site_at(tmp_path, {"public/a.pdf": ""})
    after = load(tmp_path / "docs")
    assert [code for code, _ in found(before)] == ["other-system", "uncertain-file"]
    assert [code for code, _ in found(after)] == ["other-system"]
    assert before.version != after.version
