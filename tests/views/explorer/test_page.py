"""All that is known of one page."""

from pathlib import Path

from app.library.load import load
from app.views.catalog import Catalog
from app.views.explorer.frame import EditorLinks
from app.views.explorer.page import PageDetail, page_detail
from tests.conftest import site_at

TEXT = """---
title: One
tags: [new]
draft: false
colour: {dark: blue}
---
Begin with [home](/) and [nothing](/nothing/).

## Symptoms

It hurts.
"""


def detail(tmp_path: Path) -> PageDetail:
    """The detail of a page with two links and two sections."""
    library = load(site_at(tmp_path, {"index.md": "# Home\n", "one.md": TEXT}))
    editor = EditorLinks("vscode://file{file}:{line}", Path("/site"))
    page = library.pages_by_slug["one"]
    return page_detail(
        Catalog(library), page, library.problems, editor, "", lambda slug: f"/{slug}"
    )


def test_sections_have_their_line_and_what_they_are_about(tmp_path: Path) -> None:
    sections = detail(tmp_path).sections
    assert [
        (section.title, section.aspect, section.line, section.words) for section in sections
    ] == [
        (None, None, 7, 5),
        ("Symptoms", "symptoms", 9, 2),
    ]
    assert sections[1].editor == "vscode://file/site/one.md:9"


def test_links_have_their_status_and_line(tmp_path: Path) -> None:
    view = detail(tmp_path)
    assert [(row.link.href, row.link.status) for row in view.links] == [
        ("/", "ok"),
        ("/nothing/", "broken"),
    ]
    assert view.links[0].editor == "vscode://file/site/one.md:7"
    assert sorted(view.statuses) == [("broken", 1), ("ok", 1)]
    assert 'href="/index"' in view.html


def test_the_front_matter_is_what_was_written(tmp_path: Path) -> None:
    assert detail(tmp_path).front_matter == [
        ("title", "One"),
        ("tags", '["new"]'),
        ("colour", '{"dark":"blue"}'),
    ]


def test_problems_and_the_record_are_there(tmp_path: Path) -> None:
    view = detail(tmp_path)
    assert [code for code, _, _ in view.problems] == ["orphan", "broken-link"]
    assert "body" in [child.key for child in view.tree.children]
    assert (view.words, view.minutes) == (8, 1)


def test_the_picture_of_the_front_matter_is_one_of_the_pictures(tmp_path: Path) -> None:
    text = "---\ntitle: One\nimage: /none.jpg\n---\n![A dog](/dog.jpg)\n"
    library = load(site_at(tmp_path, {"one.md": text}))
    page = library.pages_by_slug["one"]
    view = page_detail(Catalog(library), page, (), EditorLinks(None, Path("/site")), "", str)
    assert [(picture.src, picture.is_missing) for picture in view.pictures] == [
        ("/none.jpg", True),
        ("/dog.jpg", True),
    ]


def test_a_body_that_begins_with_the_title_is_titled(tmp_path: Path) -> None:
    files = {
        "a.md": "# A\n\nText.\n",
        "b.md": "Text.\n\n# B\n",
        "c.md": "---\ntitle: C\n---\n# D\n",
    }
    library = load(site_at(tmp_path, files))
    editor = EditorLinks(None, Path("/site"))
    titled = {
        page.slug: page_detail(Catalog(library), page, (), editor, "", str).is_titled
        for page in library.pages
    }
    assert titled == {"a": True, "b": False, "c": False}
