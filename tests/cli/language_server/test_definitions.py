"""Where links lead, as places in files."""

from pathlib import Path

import pytest
from lsprotocol.types import Position

from app.cli.language_server.definitions import definition_at
from tests.cli.language_server.trees import opened

TEXT = "[a](/team/) [b](team.md#two) [c](#none) [d](/none/) [e](/team/#none)\n"
SITE = {"index.md": TEXT, "team.md": "\ufeff# One\r\n\r\n## 😀 Two {#x}\r\n"}


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("/team/)", ("team.md", 0, 0)),
        ("team.md#", ("team.md", 0, 0)),
        ("#none) [d", ("index.md", 0, 0)),
        ("/none/", None),
        ("/team/#none", ("team.md", 0, 0)),
        ("[a]", None),
    ],
)
def test_a_link_leads_to_a_file(
    tmp_path: Path, marker: str, expected: tuple[str, int, int] | None
) -> None:
    workspace, snapshot = opened(tmp_path, SITE, {"index.md": TEXT})
    position = Position(0, max(TEXT.find(marker), 0))
    uri = (tmp_path / "index.md").as_uri()
    location = definition_at(workspace, snapshot, uri, position, "utf-16")
    if expected is None:
        assert location is None
        return
    file, line, character = expected
    assert location is not None
    assert location.uri == (tmp_path / file).as_uri()
    assert (location.range.start.line, location.range.start.character) == (line, character)


def test_an_anchor_leads_to_its_heading(tmp_path: Path) -> None:
    text = "\ufeff😀 [b](team.md#-two-x)\n"
    workspace, snapshot = opened(tmp_path, SITE, {"index.md": text})
    uri = (tmp_path / "index.md").as_uri()
    # A byte-order mark takes a column, and the smiley two.
    assert definition_at(workspace, snapshot, uri, Position(0, 7), "utf-16") is None
    location = definition_at(workspace, snapshot, uri, Position(0, 8), "utf-16")
    assert location is not None
    assert (location.range.start.line, location.range.start.character) == (2, 3)


def test_a_text_that_is_not_open_leads_nowhere(tmp_path: Path) -> None:
    workspace, snapshot = opened(tmp_path, SITE)
    for uri in ((tmp_path / "index.md").as_uri(), "untitled:1"):
        assert definition_at(workspace, snapshot, uri, Position(0, 5), "utf-16") is None
