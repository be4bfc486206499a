"""A folder that is read again and again gives what one gives that is read for the first time."""

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.library import Library
from app.content.linker import link
from app.content.reader import ContentFolderError, Reader
from app.views.catalog import build_catalog
from app.views.pages import page_answer
from tests.conftest import site_at

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
NAMES = ["index.md", "a.md", "b.md", "sub/a.md", "sub/b.md", "c.txt", "site.yaml"]
BODIES = [
    "",
    "# A\n\n[b](/b/) [c](/c.txt)\n",
    "---\ntitle: B\nmenu: main\n---\n**Conditions:**\n\n- Gout\n",
    "---\ntitle: [\n---\n",
    "---\ntitle: C\npermalink: /a/\n---\nGolferâ€™s\n",
    "title: Site\ncollections:\n  conditions: {match: [a.md]}\n",
]
Edit: TypeAlias = Callable[[Path], None]


def write(name: str, text: str) -> Edit:
    """Write a file in place, with no other time than it had."""

    def edit(root: Path) -> None:
        place = root / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)
        os.utime(place, ns=(0, 0))

    return edit


def rename(name: str, other: str) -> Edit:
    """Let a file have another's name, if it is there."""

    def edit(root: Path) -> None:
        if (root / name).is_file():
            (root / other).parent.mkdir(exist_ok=True)
            (root / name).replace(root / other)

    return edit


def delete(name: str) -> Edit:
    """Take a file away, if it is there."""
    return lambda root: (root / name).unlink(missing_ok=True)


NAME = st.sampled_from(NAMES)
EDITS = st.one_of(
    st.builds(write, NAME, st.sampled_from(BODIES)),
    st.builds(rename, NAME, NAME),
    st.builds(delete, NAME),
)


def told(library: Library) -> dict[str, Any]:
    """All that is answered from a library, and all its problems."""
    catalog = build_catalog(library)
    return {
        "pages": [page_answer(page, library) for page in library.pages],
        "conditions": catalog.condition_items,
        "links": catalog.edge_items.part(range(len(library.edges))),
        "menus": catalog.menu_items,
        "assets": {path: replace(each, location=Path()) for path, each in library.assets.items()},
        "problems": library.problems,
        "version": library.version,
    }


def read(reader: Reader) -> Library:
    return link(reader.read(reader.snapshot()), NOW)


@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), max_size=5))
@settings(max_examples=40, deadline=None)
def test_after_any_edits_a_reload_is_equal_to_a_fresh_load(rounds: list[list[Edit]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        reader = Reader(root)
        for edits in rounds:
            for edit in edits:
                edit(root)
            assert told(read(reader)) == told(read(Reader(root)))


def test_what_has_not_changed_is_not_parsed_again(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n", "b.md": "B\n"}))
    first = reader.read(reader.snapshot())
    (tmp_path / "a.md").write_text("C\n")
    second = reader.read(reader.snapshot())
    assert second.parsed[1] is first.parsed[1]
    assert second.parsed[0] is not first.parsed[0]
    assert not second.is_same(first)
    assert second.is_same(reader.read(reader.snapshot()))


def test_another_site_file_has_all_documents_parsed_again(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n"}))
    first = reader.read(reader.snapshot())
    (tmp_path / "site.yaml").write_text("title: New\n")
    assert reader.read(reader.snapshot()).parsed[0] is not first.parsed[0]


def test_snapshots_are_equal_as_long_as_no_file_is_another(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n", "b.txt": "B"}))
    first = reader.snapshot()
    assert first == reader.snapshot()
    assert not first.settled
    (tmp_path / "b.txt").write_text("BB")
    assert first != reader.snapshot()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path / "content", {"a.md": "A\n"}))
    reader.snapshot()
    shutil.rmtree(tmp_path / "content")
    with pytest.raises(ContentFolderError, match="BODYWISE_CONTENT"):
        reader.snapshot()
