"""What search engines are told of a page."""

from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from app.views.seo import seo_view
from tests.conftest import site_at
from tests.paths import SITES

HOST = "https://www.harbour-physio.example"


@pytest.fixture(scope="module")
def good() -> Library:
    return load(SITES / "good")


def test_titles_and_canonical_addresses(good: Library) -> None:
    fees = seo_view(good.pages_by_slug["patients/fees"], good)
    japanese = seo_view(good.pages_by_slug["patients/日本語"], good)
    assert fees.title == "Fees | Harbour Physiotherapy"
    assert fees.canonical == f"{HOST}/patients/fees/"
    assert japanese.canonical == f"{HOST}/patients/%E6%97%A5%E6%9C%AC%E8%AA%9E/"
    assert japanese.json_ld["inLanguage"] == "ja"


def test_a_page_was_changed_when_it_was_dated(good: Library) -> None:
    opening = seo_view(good.pages_by_slug["news/2026/01/opening"], good)
    assert opening.json_ld["dateModified"] == "2026-01-15T23:30:00-07:00"


def test_the_page_of_an_office_is_about_a_clinic(tmp_path: Path) -> None:
    (tmp_path / "locations").mkdir()
    (tmp_path / "locations" / "boulder.md").write_text("# Boulder\n")
    library = load(tmp_path)
    message = seo_view(library.pages_by_slug["locations/boulder"], library)
    assert message.json_ld["mainEntity"]["@type"] == "MedicalClinic"


def test_the_site_file_says_what_kind_of_clinic_it_is(tmp_path: Path) -> None:
    files = {"site.yaml": "business_type: Physiotherapy\n", "locations/boulder.md": "# Boulder\n"}
    library = load(site_at(tmp_path, files))
    message = seo_view(library.pages_by_slug["locations/boulder"], library)
    assert message.json_ld["mainEntity"]["@type"] == "Physiotherapy"
