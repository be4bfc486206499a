"""Texts that are open in an editor."""

import shutil
import time
from pathlib import Path

import pytest

from app.documents.reader import ParsedTree, Reader
from app.files.open_texts import as_open
from app.files.opening import MAX_DOCUMENT_BYTES, read
from app.files.tree import SourceFile
from app.problems import Problem
from tests.conftest import site_at
from tests.paths import SITES

EDITED = b"---\ntitle: Edited\nunknown: [\n"


def read_with(folder: Path, texts: dict[str, bytes]) -> ParsedTree:
    """A tree with open texts, by name."""
    reader = Reader(folder)
    return reader.read(reader.listing({str(folder / name): data for name, data in texts.items()}))


@pytest.mark.parametrize(
    ("site", "texts"),
    [
        ("small", {"index.md": b"# New\n", "site.yaml": b"language: fr\n"}),
        ("small", {"about/team.md": EDITED, "about/new.md": b"# A new page\n"}),
        ("hugo_clinic", {"content/_index.md": b"---\ncascade: {draft: true}\n---\n"}),
        ("hugo_clinic", {"hugo.toml": b'title = "Other"\nbaseURL = "https://example.org/"\n'}),
        ("jekyll_clinic", {"_config.yml": b"title: Other\n", "index.md": b"---\n---\n# New\n"}),
    ],
)
def test_open_texts_are_read_as_if_they_were_saved(
    site: str, texts: dict[str, bytes], tmp_path: Path
) -> None:
    for name in texts:
        assert name == "about/new.md" or (SITES / site / name).exists(), name
    untouched, saved = (
        Path(shutil.copytree(SITES / site, tmp_path / name)) for name in ("untouched", "saved")
    )
    opened = read_with(untouched, texts)
    expected = read_with(site_at(saved, texts), {})
    assert (opened.inputs, opened.problems) == (expected.inputs, expected.problems)
    assert [str(each.document) for each in opened.parsed] == [
        str(each.document) for each in expected.parsed
    ]
    assert opened.inputs != read_with(untouched, {}).inputs


def test_a_text_that_is_closed_leaves_the_file_to_count(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "# A\n", "b.md": "# B\n"}))
    first = reader.read(reader.listing())
    texts = {str(tmp_path / "a.md"): b"# Other\n"}
    second = reader.read(reader.listing(texts))
    assert [document.title for document in second.documents] == ["Other", "B"]
    assert second.parsed[1] is first.parsed[1]
    again = reader.read(reader.listing(texts))
    assert again.parsed[0] is second.parsed[0]
    assert reader.read(reader.listing()).inputs == first.inputs


def test_an_open_text_counts_although_the_file_is_as_it_was_when_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(site_at(tmp_path, {"_config.yml": "title: A\n", "a.md": "---\n---\nA\n"}))
    # An hour later the stamps of the files can be relied on.
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3600 * 10**9)
    reader.read(reader.listing())
    texts = {"_config.yml": b"title: B\n", "a.md": b"---\ntitle: C\n---\n"}
    listing = reader.listing({str(tmp_path / name): text for name, text in texts.items()})
    tree = reader.read(listing)
    assert tree.site.settings.title == "B"
    assert [document.title for document in tree.documents] == ["C"]
    assert not listing.settled


@pytest.mark.parametrize("name", [".hidden/a.md", "a.xyz", "../outside.md", "images/a.jpg"])
def test_a_text_that_is_no_document_of_the_tree_adds_nothing(tmp_path: Path, name: str) -> None:
    folder = site_at(tmp_path / "content", {"index.md": "# Home\n"})
    texts = {str((folder / name).resolve()): b"# New\n"}
    assert Reader(folder).listing(texts).tree.documents == Reader(folder).listing().tree.documents


def test_a_text_in_a_folder_that_is_not_read_adds_nothing(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"hugo.toml": "", "content/_index.md": "---\n---\n"})
    texts = {str(folder / "content" / name): b"---\n---\n" for name in (".new/a.md", "new/a.md")}
    documents = Reader(folder).listing(texts).tree.documents
    assert [file.name for file in documents] == ["content/_index.md", "content/new/a.md"]


def test_a_static_file_stays_as_it_is_on_disk(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"index.md": "# Home\n", "notes.txt": "saved"}))
    tree = reader.read(reader.listing({str(tmp_path / "notes.txt"): b"typed"}))
    assert [asset.size for asset in tree.assets] == [len("saved")]


def test_an_open_text_has_the_limit_of_a_file() -> None:
    file = as_open(SourceFile("a.md", "/a.md"), {"/a.md": b"x" * (MAX_DOCUMENT_BYTES + 1)})
    problem = read(file)
    assert isinstance(problem, Problem)
    assert problem.code == "file-too-large"
