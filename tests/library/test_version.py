"""Libraries of equal versions give equal answers."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.reader import Reader
from app.library.build import build
from app.library.library import Library
from app.library.load import load
from app.views.pages import page_answer
from tests.conftest import site_at

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
JEKYLL: dict[str, str | bytes] = {
    "_config.yml": "title: T\ncollections: {team: {output: false}}\n",
    "index.md": "---\ntitle: Home\n---\n{% include_relative _hours.md %} [feed](/feed.xml)\n",
    "_hours.md": "Mondays.",
    "feed.xml": "<feed/>",
    "a.md": "---\ntitle: A\npublish_date: 2026-11-25\n---\n[home](/)\n",
    "b.md": "---\ntitle: B\nexpiry_date: 2026-11-26\n---\n",
    "_data/people.yml": "- name: Ann\n",
    "list.md": "---\n---\n{% for one in site.data.people %}{{ one.name }}{% endfor %}\n",
    "note.txt": "note",
}


def answers(library: Library) -> dict[str, Any]:
    """Return all that is answered from a library."""
    return {
        "pages": [page_answer(page, library) for page in library.pages],
        "conditions": library.conditions,
        "locations": library.locations,
        "links": library.edges,
        "menus": library.menus,
        "assets": {path: asset.fingerprint for path, asset in library.assets.items()},
        "expired": library.expired,
        "site": library.site,
        "problems": library.problems,
        "resolved": [library.resolve(path) for path in ("/", "/a.html", "/b.html", "/feed.xml")],
    }


def versions(folder: Path, changes: Mapping[str, str | bytes]) -> tuple[str, str]:
    """Return the versions of the tree before and after some files are written."""
    site_at(folder, JEKYLL)
    before = load(folder, at=NOW).version
    site_at(folder, changes)
    return before, load(folder, at=NOW).version


@pytest.mark.parametrize(
    "changes",
    [
        {"_hours.md": "Tuesdays."},
        {"_data/people.yml": "- name: Bea\n"},
        {"_config.yml": "title: U\n"},
        {"site.yaml": "title: U\n"},
        {"note.txt": "other"},
        {"index.md": "Home\n"},
        {"more.xml": "<more/>"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_change_of_any_file_changes_the_version(
    tmp_path: Path, changes: Mapping[str, str | bytes]
) -> None:
    before, after = versions(tmp_path, changes)
    assert before != after


def test_an_included_file_changes_the_answer_and_the_version(tmp_path: Path) -> None:
    site_at(tmp_path, JEKYLL)
    before = load(tmp_path, at=NOW)
    site_at(tmp_path, {"_hours.md": "Tuesdays."})
    after = load(tmp_path, at=NOW)
    assert "Tuesdays" in after.pages_by_slug["index"].body.content.unpack().text
    assert after.version != before.version


def test_a_file_that_is_not_served_has_a_part_in_the_version(tmp_path: Path) -> None:
    site_at(tmp_path, JEKYLL)
    before = load(tmp_path, at=NOW)
    (tmp_path / "feed.xml").unlink()
    after = load(tmp_path, at=NOW)
    statuses = [
        [link.status for link in library.pages_by_slug["index"].links]
        for library in (before, after)
    ]
    assert statuses == [["other"], ["broken"]]
    assert after.version != before.version


@pytest.mark.parametrize(("moment", "moves"), [(23, False), (24, False), (25, True), (26, True)])
def test_a_date_that_has_passed_moves_the_version(tmp_path: Path, moment: int, moves: bool) -> None:
    site_at(tmp_path, JEKYLL)
    at = dt.datetime(2026, 11, moment, tzinfo=dt.UTC)
    assert (load(tmp_path, at=at).version != load(tmp_path, at=NOW).version) is moves


def test_a_preview_has_a_version_of_its_own(tmp_path: Path) -> None:
    tree = Reader(site_at(tmp_path, JEKYLL))
    parsed = tree.read(tree.listing())
    assert build(parsed, NOW).library.version != build(parsed, NOW, preview=True).library.version


def test_a_file_that_is_written_anew_does_not_move_the_version(tmp_path: Path) -> None:
    before, after = versions(tmp_path, JEKYLL)
    assert before == after


TEXTS = ["---\ntitle: A\n---\n[b](b.md)\n", "# B\n\n[x](/x.xml) [a](/a.txt)\n", "<x/>", "", "\xff"]
FRONT = "---\n{}\n---\n{}\n"
DOCUMENTS = st.builds(
    FRONT.format,
    st.sampled_from(
        [
            "draft: true",
            "publish_date: 2026-11-25",
            "expiry_date: 2026-11-25",
            "expiry_date: 2020-01-01",
            "redirect_from: /x.xml",
            "conditions: [Gout]",
        ]
    ),
    st.sampled_from(["{% include_relative _c.md %}", "[x](/x.xml)", "![a](a.svg)"]),
)
NAMES = st.sampled_from(
    ["a.md", "b.md", "_c.md", "x.xml", "a.txt", "a.svg", "_data/d.yml", "sub/index.md", "site.yaml"]
)
TREES = st.dictionaries(NAMES, st.one_of(st.sampled_from(TEXTS), DOCUMENTS), max_size=6)
EDITS = st.tuples(NAMES, st.one_of(st.none(), st.sampled_from(TEXTS), DOCUMENTS))
SYSTEMS = st.sampled_from(["_config.yml", "hugo.toml", "empty"])


@given(TREES, st.lists(EDITS, max_size=3), SYSTEMS, st.integers(0, 2), st.booleans())
@settings(max_examples=150)
def test_after_any_edits_an_equal_version_means_equal_answers(
    files: dict[str, str],
    edits: list[tuple[str, str | None]],
    system: str,
    days: int,
    preview: bool,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site_at(folder, {system: "", **files})
        reader = Reader(folder)
        before = build(reader.read(reader.listing()), NOW).library
        for file, text in edits:
            if text is None:
                (folder / file).unlink(missing_ok=True)
            else:
                site_at(folder, {file: text})
        at = NOW + dt.timedelta(days=days)
        after = build(reader.read(reader.listing()), at, preview=preview).library
        if before.version == after.version:
            assert answers(before) == answers(after)
        elif not edits and not preview:
            assert days > 0
