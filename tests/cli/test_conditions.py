"""`bodywise conditions`."""

from pathlib import Path

from tests.cli.command import call
from tests.conftest import site_at


def test_each_list_has_its_place_its_verdict_and_its_reason(tmp_path: Path) -> None:
    site_at(
        tmp_path,
        {
            "index.md": (
                "# Home\n\n## What we treat\n\n### Spine\n\n- Sciatica\n- etc.\n\n## Our team\n\n"
                "- Ann\n"
            ),
            "b.md": "No lists.",
        },
    )
    result = call("conditions", tmp_path)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "index.md",
        '  index.md:7: "What we treat" › "Spine"',  # noqa: RUF001 - the sign of a path of headings
    ]
    assert lines[2].startswith("    conditions, score 1.00: ")
    assert lines[3:5] == ["    names: Sciatica", "    left out: etc."]
    assert lines[5] == '  index.md:12: "Our team"'
    assert lines[6].startswith("    no conditions, score 0.00: ")
    assert lines[7] == "    items: Ann"
    assert lines[-1] == "2 lists, 1 of conditions; 1 condition in all"


def test_a_folder_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    assert call("conditions", tmp_path / "none").exit_code == 2
