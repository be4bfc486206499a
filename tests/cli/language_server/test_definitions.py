"""Where links lead, as places in files."""

from pathlib import Path

import pytest

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
    workspace, snapshot = opened(tmp_path, SITE)
    offset = max(TEXT.find(marker), 0)
    found = definition_at(workspace, snapshot, "index.md", offset, "utf-16")
    if expected is None:
        assert found is None
        return
    file, line, character = expected
    assert found is not None
    assert found.uri == (tmp_path / file).as_uri()
    assert (found.range.start.line, found.range.start.character) == (line, character)


def test_an_anchor_leads_to_its_heading(tmp_path: Path) -> None:
    files = {**SITE, "index.md": "[b](team.md#-two-x)\n"}
    workspace, snapshot = opened(tmp_path, files)
    found = definition_at(workspace, snapshot, "index.md", 5, "utf-16")
    assert found is not None
    assert (found.range.start.line, found.range.start.character) == (2, 3)
