"""A folder that is read again and again gives what one gives that is read for the first time."""

import shutil
from pathlib import Path

import pytest

from app.documents.reader import ContentFolderError, Reader
from tests.conftest import site_at


def test_what_has_not_changed_is_not_parsed_again(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n", "b.md": "B\n"}))
    first = reader.read(reader.listing())
    (tmp_path / "a.md").write_text("C\n")
    second = reader.read(reader.listing())
    assert second.parsed[1] is first.parsed[1]
    assert second.parsed[0] is not first.parsed[0]
    assert second.inputs != first.inputs
    assert reader.read(reader.listing()).inputs == second.inputs


def test_another_site_file_has_all_documents_parsed_again(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n"}))
    first = reader.read(reader.listing())
    (tmp_path / "site.yaml").write_text("title: New\n")
    assert reader.read(reader.listing()).parsed[0] is not first.parsed[0]


def test_snapshots_are_equal_as_long_as_no_file_is_another(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n", "b.txt": "B"}))
    first = reader.listing()
    assert first == reader.listing()
    assert not first.settled
    (tmp_path / "b.txt").write_text("BB")
    assert first != reader.listing()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path / "content", {"a.md": "A\n"}))
    reader.listing()
    shutil.rmtree(tmp_path / "content")
    with pytest.raises(ContentFolderError, match="BODYWISE_CONTENT"):
        reader.listing()
