"""Each shown document has a path of its own; files of hidden pages are hidden with them."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from app.documents.publish import Published, publish
from app.documents.reader import Reader
from app.documents.visibility import Visibility
from tests.conftest import site_at

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def published(
    folder: Path, files: Mapping[str, str | bytes], *, preview: bool = False
) -> Published:
    """Return what is published of a tree."""
    reader = Reader(site_at(folder, files))
    return publish(reader.read(reader.listing()), NOW, preview=preview)


def test_of_two_documents_with_one_path_the_first_is_shown(tmp_path: Path) -> None:
    files = {"a.md": "A", "b.md": "---\npermalink: /a/\n---\n", "c.md": "---\nslug: a\n---\n"}
    result = published(tmp_path, files)
    assert [document.file for document in result.documents] == ["a.md"]
    assert [(problem.file, problem.line, problem.code) for problem in result.problems] == [
        ("b.md", 2, "duplicate-path"),
        ("c.md", 2, "duplicate-path"),
    ]
    assert "already belongs to a.md" in result.problems[0].message


def test_a_document_that_expires_before_it_is_published_is_reported(tmp_path: Path) -> None:
    dates = "---\npublish_date: 2026-12-02\nexpiry_date: 2026-12-01\n---\n"
    (problem,) = published(tmp_path, {"a.md": dates}).problems
    assert (problem.line, problem.code) == (3, "never-shown")


def test_what_is_hidden_says_why(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ndraft: true\n---\n",
        "b.md": "---\npublish_date: 2026-12-01\n---\n",
        "c.md": "---\nexpiry_date: 2026-11-01\nid: old\n---\n",
    }
    result = published(tmp_path, files)
    assert [(item.visibility, item.reason, item.remedy) for item in result.unpublished] == [
        (Visibility.DRAFT, "is a draft", "publish it"),
        (
            Visibility.UPCOMING,
            "is not published before 2026-12-01",
            "give it an earlier publish_date",
        ),
        (Visibility.EXPIRED, "expired on 2026-11-01", "let it expire later"),
    ]
    assert result.expired["page"] == {"c"}
    shown = published(tmp_path, files, preview=True)
    assert [document.file for document in shown.documents] == ["a.md", "b.md"]


def test_slugs_of_unreadable_documents_are_known(tmp_path: Path) -> None:
    assert "a" in published(tmp_path, {"a.md": "---\ntitle: ["}).unreadable
