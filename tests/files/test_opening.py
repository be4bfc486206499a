"""Reading files of a tree."""

from pathlib import Path

import pytest

from app.files.opening import MAX_DOCUMENT_BYTES, read
from app.files.tree import SourceFile


@pytest.mark.parametrize("size", [0, 1, 4096, 3_000_000, MAX_DOCUMENT_BYTES])
def test_a_document_is_read_whole(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * size)
    assert read(SourceFile("a.md", str(file))) == b"x" * size


def test_a_file_that_tells_no_size_is_read_whole() -> None:
    file = Path("/proc/self/mountinfo")
    assert file.stat().st_size == 0
    assert read(SourceFile("a.md", str(file))) == file.read_bytes()
