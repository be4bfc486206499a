"""Tables that come with the program."""

import tomllib
from pathlib import Path

import pytest

import app
from app.tables import read_table

_APP = Path(app.__file__).parent
_FILES = sorted(_APP.rglob("*.toml"))


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_a_table_is_what_the_standard_library_reads(file: Path) -> None:
    package = ".".join(file.parent.relative_to(_APP.parent).parts)
    assert read_table(package, file.name) == tomllib.loads(file.read_text("utf-8"))
