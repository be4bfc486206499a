"""Each mistake is one, at the file and line that it says."""

from pathlib import Path

import pytest

from app.library.load import load
from tests.conftest import site_at
from tests.resilience.breaks import BREAKS, Break
from tests.resilience.worktree import note_text


@pytest.mark.parametrize("mistake", BREAKS, ids=lambda each: each.name)
def test_a_mistake_is_one(tmp_path: Path, mistake: Break) -> None:
    good = {"iastm.md": "A technique.\n", "notes/note-1.md": note_text("note-1", "rev1")}
    assert not load(site_at(tmp_path, good)).errors
    site_at(tmp_path, {"notes/note-1.md": mistake.text(good["notes/note-1.md"])})
    found = [(each.file, each.line, each.code) for each in load(tmp_path).errors]
    assert found == [("notes/note-1.md", mistake.line, mistake.code)]
