"""A proposed site file, tried on its tree."""

from pathlib import Path

from app.library.proposals.survey import survey
from app.library.proposals.trials import new_errors
from tests.conftest import site_at

FILES = {"index.md": "# Home\n", "bad.md": "---\ntitle: [\n---\n"}


def test_errors_of_the_tree_itself_are_not_new(tmp_path: Path) -> None:
    assert new_errors(survey(site_at(tmp_path, FILES)), "country: US\n") == ()


def test_errors_that_a_site_file_brings_are(tmp_path: Path) -> None:
    (error,) = new_errors(survey(site_at(tmp_path, FILES)), "time_zone: Nowhere\n")
    assert (error.file, error.code) == ("site.yaml", "invalid-value")
    assert not (tmp_path / "site.yaml").exists()
