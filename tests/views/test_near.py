"""The records that an unknown slug may mean."""

from pathlib import Path

import pytest

from app.library.load import load
from app.records import Kind
from app.views.near import NearRecords
from tests.conftest import site_at

FILES = {
    "site.yaml": "redirects: {/knees/: /conditions/knee-pain/}\n",
    "iastm.md": "---\ntitle: IASTM\naliases: [/techniques/iastm/]\n---\n",
    "iastn.md": "---\ntitle: Other\n---\n",
    "conditions/knee-pain.md": (
        "---\ntitle: Knee Pain & Arthrosis\nalternate_names: [Runner’s knee, Ménisque]\n"
        "aliases: [/old-knees/, /conditions/knee/]\n---\n"
    ),
    "conditions/runner-knees.md": "---\ntitle: Knees of Runners\n---\n",
    "locations/boulder.md": "---\nname: Boulder Clinic\naliases: [/locations/downtown/]\n---\n",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> NearRecords:
    """The records of a clinic whose pages have had other names."""
    folder: Path = tmp_path_factory.mktemp("names")
    return NearRecords(load(site_at(folder, FILES)))


@pytest.mark.parametrize(
    ("kind", "slug", "meant"),
    [
        ("page", "techniques/iastm", "iastm"),
        ("page", "Techniques/IASTM", "iastm"),
        ("page", "iastm.html", "iastm"),
        ("page", "knees", "conditions/knee-pain"),
        ("page", "runners-knee", "conditions/knee-pain"),
        ("page", "Runner's Knee", "conditions/knee-pain"),
        ("page", "knee-pain-arthrosis", "conditions/knee-pain"),
        ("condition", "runners-knee", "knee-pain"),
        ("condition", "menisque", "knee-pain"),
        ("condition", "Knee Pain & Arthrosis", "knee-pain"),
        ("condition", "old-knees", "knee-pain"),
        ("condition", "knee", "knee-pain"),
        ("condition", "runner-knee", "runner-knees"),
        ("location", "boulder-clinic", "boulder"),
        ("location", "downtown", "boulder"),
        ("location", "Boulder", "boulder"),
    ],
)
def test_the_record_that_is_meant_comes_first(
    records: NearRecords, kind: Kind, slug: str, meant: str
) -> None:
    (first, *others) = records.near(kind, slug)
    assert (first.kind, first.slug) == (kind, meant)
    assert first not in others
    assert len(others) < 3


def test_an_address_on_another_host_is_none_of_ours(records: NearRecords) -> None:
    assert records.near("location", "/example.com/x") == ()
