"""`bodywise init`: printed, or written where there is none."""

from pathlib import Path

from tests.cli.command import call
from tests.conftest import site_at

FILES = {"index.md": "# Harbour Physio\n\nCall [us](tel:+13034442529).\n"}


def test_a_proposal_is_printed_and_nothing_written(tmp_path: Path) -> None:
    outcome = call("init", site_at(tmp_path, FILES))
    assert outcome.exit_code == 0
    lines = outcome.stdout.splitlines()
    assert "title: Harbour Physio  # the title of index.md" in lines
    assert "country: US  # 1 telephone number" in lines
    assert not (tmp_path / "site.yaml").exists()


def test_a_proposal_is_written(tmp_path: Path) -> None:
    printed = call("init", site_at(tmp_path, FILES)).stdout
    outcome = call("init", tmp_path, "--write")
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert outcome.stderr == f"wrote {tmp_path / 'site.yaml'}\n"
    assert (tmp_path / "site.yaml").read_text("utf-8") == printed
    assert call("check", tmp_path).exit_code == 0


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    site_at(tmp_path, {**FILES, "site.yaml": "title: Mine\n"})
    outcome = call("init", tmp_path, "--write")
    assert outcome.exit_code == 2
    assert "exists already. Run init without --write" in outcome.stderr
    assert (tmp_path / "site.yaml").read_text("utf-8") == "title: Mine\n"
    # What the file says already is a comment of the proposal.
    assert "# title: Mine  # read from site.yaml already" in call("init", tmp_path).stdout


def test_a_country_that_the_site_file_has_is_a_comment(tmp_path: Path) -> None:
    site_at(tmp_path, {**FILES, "site.yaml": "country: US\n"})
    assert "\n# country: US  # read from site.yaml already\n" in call("init", tmp_path).stdout
    site_at(tmp_path, {"site.yaml": "country: DE\n"})
    expected = "\n# country: DE  # read from site.yaml already, but US by 1 telephone number\n"
    assert expected in call("init", tmp_path).stdout


def test_a_folder_that_does_not_exist_is_misuse(tmp_path: Path) -> None:
    outcome = call("init", tmp_path / "nowhere")
    assert outcome.exit_code == 2
    assert "cannot be read" in outcome.stderr
