"""Names that a file cannot get."""

import os
from pathlib import Path

import pytest

from app.cli.move_names import check_free
from app.library.moves.plan import MoveError


def test_a_name_in_a_folder_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (tmp_path / "a.md").write_text("")
    own = os.geteuid()
    folder.chmod(0)
    tmp_path.chmod(0o700)
    try:
        if own == 0:  # which may read everything
            os.seteuid(65534)
        with pytest.raises(MoveError, match="cannot be looked at: Permission denied"):
            check_free(tmp_path, "a.md", "closed/a.md")
    finally:
        if own == 0:
            os.seteuid(own)
        folder.chmod(0o700)
